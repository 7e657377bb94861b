// Adds a copy button to every read-only field; without it the field can be selected and copied by hand.
for (const field of document.querySelectorAll("[readonly]")) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "btn plain copy";
  button.textContent = "复制";
  const label = field.labels?.[0]?.textContent?.trim();
  if (label) button.setAttribute("aria-label", `复制：${label}`);
  button.addEventListener("click", async () => {
    field.select();
    try {
      await navigator.clipboard.writeText(field.value);
    } catch {
      if (!document.execCommand("copy")) return;
    }
    button.textContent = "已复制";
    setTimeout(() => (button.textContent = "复制"), 2000);
  });
  field.after(button);
}
for (const field of document.querySelectorAll("[readonly]")) field.addEventListener("focus", () => field.select());
