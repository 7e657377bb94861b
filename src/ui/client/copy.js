// Adds a copy button to every read-only field; without it the field can be selected and copied by hand.
const told = document.createElement("p");
told.className = "hide";
told.setAttribute("role", "status");
document.querySelector("main").append(told);

for (const field of document.querySelectorAll("[readonly]")) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "btn plain copy";
  // The label holds the field too, whose words are none of its name.
  const label = field.labels?.[0]?.firstElementChild?.textContent?.trim() ?? "";
  if (label) field.setAttribute("aria-label", label);
  const name = (text) => {
    button.textContent = text;
    button.setAttribute("aria-label", label ? `${text}：${label}` : text);
  };
  name("复制");
  button.addEventListener("click", async () => {
    field.select();
    try {
      await navigator.clipboard.writeText(field.value);
    } catch {
      if (!document.execCommand("copy")) return;
    }
    name("已复制");
    told.textContent = button.getAttribute("aria-label");
    setTimeout(() => {
      name("复制");
      told.textContent = "";
    }, 2000);
  });
  field.after(button);
}
for (const field of document.querySelectorAll("[readonly]")) field.addEventListener("focus", () => field.select());
