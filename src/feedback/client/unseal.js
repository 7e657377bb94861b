// For supervisors: makes key pairs, and opens sealed text and files, in this page alone. Nothing of a private key is sent or kept.
import { armor, Decrypter, generateX25519Identity, identityToRecipient } from "age-encryption";

const words = document.querySelector("[data-unseal-words]")?.dataset ?? {};

function save(name, content, type) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([content], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

function button(label, press) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "btn plain";
  made.textContent = label;
  made.addEventListener("click", press);
  return made;
}

function offerKeyPair(place) {
  const field = document.getElementById("recipient");
  place.append(
    button(words.make ?? "", async () => {
      const identity = await generateX25519Identity();
      const recipient = await identityToRecipient(identity);
      save("supervisor-key.txt", `# public key: ${recipient}\n${identity}\n`, "text/plain");
      field.value = recipient;
      field.focus();
    }),
  );
}

async function decrypterFor(text) {
  const identity = /AGE-SECRET-KEY-1[0-9A-Z]+/.exec(text.toUpperCase())?.[0];
  if (!identity) throw new Error("no key");
  const decrypter = new Decrypter();
  decrypter.addIdentity(identity);
  return decrypter;
}

function show(element, text) {
  const shown = document.createElement("div");
  shown.className = "kai pre";
  for (const line of text.trimEnd().split("\n")) {
    const place = /^页面：(\/[\w\-./@#]+)$/.exec(line)?.[1];
    if (place) {
      const link = document.createElement("a");
      link.href = place;
      link.textContent = line;
      shown.append(link, "\n");
    } else shown.append(line, "\n");
  }
  element.replaceWith(shown);
}

async function openAll(keyText, status) {
  const decrypter = await decrypterFor(keyText).catch(() => null);
  if (!decrypter) {
    status.textContent = words.badKey ?? "";
    return;
  }
  let failed = 0;
  for (const element of document.querySelectorAll("[data-sealed]"))
    try {
      show(element, await decrypter.decrypt(armor.decode(element.querySelector("pre").textContent), "text"));
    } catch {
      failed += 1;
    }
  for (const link of document.querySelectorAll("a[data-sealed-file]")) {
    const name = link.textContent.replace(/\.age$/, "");
    link.after(
      " ",
      button(`${words.openFile ?? ""} ${name}`, async () => {
        const answer = await fetch(link.href);
        const sealed = new Uint8Array(await answer.arrayBuffer());
        save(name, await decrypter.decrypt(sealed), "application/octet-stream");
      }),
    );
  }
  status.textContent = failed === 0 ? (words.opened ?? "") : (words.wrongKey ?? "");
}

function askForKey(place) {
  const label = document.createElement("label");
  label.htmlFor = "unseal-key";
  label.textContent = words.key ?? "";
  const field = document.createElement("input");
  field.type = "password";
  field.id = "unseal-key";
  field.autocomplete = "off";
  const file = document.createElement("input");
  file.type = "file";
  file.setAttribute("aria-label", words.keyFile ?? "");
  file.addEventListener("change", async () => {
    field.value = (await file.files?.[0]?.text()) ?? "";
  });
  const status = document.createElement("p");
  status.setAttribute("role", "status");
  const open = button(words.open ?? "", async () => {
    const typed = field.value;
    field.value = "";
    await openAll(typed, status);
  });
  place.replaceChildren(label, field, file, open, status);
}

for (const place of document.querySelectorAll("[data-make-key]")) offerKeyPair(place);
for (const place of document.querySelectorAll("[data-ask-key]")) askForKey(place);
