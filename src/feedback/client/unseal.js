// For supervisors: makes key pairs, and opens sealed text and files, in this page alone. Nothing of a private key is sent or kept.
import { armor, Decrypter, Encrypter, generateX25519Identity, identityToRecipient } from "age-encryption";

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

/** Everything of the page that was sealed first, as one text under its headings. */
async function offerHandover(texts) {
  const place = document.querySelector("[data-handover]");
  if (!place || place.dataset.offered) return;
  place.dataset.offered = "1";
  const form = place.querySelector("form");
  form.prepend(
    button(words.handOverNow ?? "", async () => {
      const encrypter = new Encrypter();
      for (const recipient of place.dataset.handover.split(" ")) encrypter.addRecipient(recipient);
      form.elements.namedItem("text").value = armor.encode(await encrypter.encrypt(texts.join("\n\n")));
      form.requestSubmit();
    }),
  );
  place.open = true;
}

/** A picture is drawn in the page; nothing of it is kept. */
async function draw(link, bytes) {
  const picture = await createImageBitmap(new Blob([bytes]));
  const canvas = document.createElement("canvas");
  canvas.className = "attached";
  canvas.setAttribute("role", "img");
  canvas.setAttribute("aria-label", link.textContent);
  [canvas.width, canvas.height] = [picture.width, picture.height];
  canvas.getContext("2d").drawImage(picture, 0, 0);
  link.parentElement.append(canvas);
}

async function openAll(keyText, status) {
  const decrypter = await decrypterFor(keyText).catch(() => null);
  if (!decrypter) {
    status.textContent = words.badKey ?? "";
    return;
  }
  let failed = 0;
  const texts = [];
  for (const element of document.querySelectorAll("[data-sealed]"))
    try {
      const text = await decrypter.decrypt(armor.decode(element.querySelector("pre").textContent), "text");
      const heading = element.closest("section")?.querySelector("h2")?.textContent ?? "";
      if (!element.closest("[data-copy]")) texts.push(`【${heading}】\n${text.trimEnd()}`);
      show(element, text);
    } catch {
      failed += 1;
    }
  if (failed === 0) await offerHandover(texts);
  for (const link of document.querySelectorAll("a[data-sealed-file]")) {
    const name = link.textContent.replace(/\.age$/, "");
    link.after(
      " ",
      button(`${words.openFile ?? ""} ${name}`, async () => {
        const answer = await fetch(link.href);
        const bytes = await decrypter.decrypt(new Uint8Array(await answer.arrayBuffer()));
        if (/\.(?:jpg|png)$/.test(name)) await draw(link, bytes);
        else save(name, bytes, "application/octet-stream");
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
