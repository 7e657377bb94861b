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

/** `fileKey` opens one file whoever it is sealed to. */
function decrypterFor(text, fileKey) {
  const identity = /AGE-SECRET-KEY-1[0-9A-Z]+/.exec(text.toUpperCase())?.[0];
  if (!identity) throw new Error("no key");
  const decrypter = new Decrypter();
  decrypter.addIdentity(identity);
  if (fileKey) decrypter.addIdentity({ unwrapFileKey: () => fileKey });
  return decrypter;
}

const toHex = (bytes) => [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
const fromHex = (hex) => Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));

/** The keys of files that stand at the end of a copy, by place; a line that the citizen wrote stands before them. */
function fileKeysIn(text) {
  const lines = [...text.matchAll(/^附件(\d)的文件密钥：([0-9a-f]{32})$/gm)];
  return new Map(lines.map(([, place, key]) => [place, fromHex(key)]));
}

async function bytesOf(link) {
  const answer = await fetch(link.href);
  if (!answer.ok) throw new Error(String(answer.status));
  return new Uint8Array(await answer.arrayBuffer());
}

const placeOf = (link) => /\/(\d+)$/.exec(link.pathname)?.[1] ?? "";

/** The key of each file, which opens the file as it is kept for whoever can open the copy. */
async function fileKeyLines(files) {
  const lines = [];
  for (const [link, decrypter] of files)
    lines.push(`附件${placeOf(link)}的文件密钥：${toHex(await decrypter.decryptHeader(await bytesOf(link)))}`);
  return lines.length === 0 ? [] : [`【附件】\n${lines.join("\n")}`];
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
function offerHandover(texts, files, status) {
  const place = document.querySelector("[data-handover]");
  if (!place || place.dataset.offered) return;
  place.dataset.offered = "1";
  const form = place.querySelector("form");
  form.prepend(
    button(words.handOverNow ?? "", async () => {
      const keys = await fileKeyLines(files).catch(() => null);
      if (keys === null) {
        status.textContent = words.fileFailed ?? "";
        return;
      }
      const encrypter = new Encrypter();
      for (const recipient of place.dataset.handover.split(" ")) encrypter.addRecipient(recipient);
      form.elements.namedItem("text").value = armor.encode(await encrypter.encrypt([...texts, ...keys].join("\n\n")));
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

/** Opens what the key opens; answers the text that was sealed first, and the newest copy that a colleague handed over. */
async function openTexts(decrypter) {
  const texts = [];
  let failed = 0;
  let copy = null;
  for (const element of document.querySelectorAll("[data-sealed]"))
    try {
      const text = await decrypter.decrypt(armor.decode(element.querySelector("pre").textContent), "text");
      const heading = element.closest("section")?.querySelector("h2")?.textContent ?? "";
      if (element.closest("[data-copy]")) copy = text.trimEnd();
      else texts.push(`【${heading}】\n${text.trimEnd()}`);
      show(element, text);
    } catch {
      if (!element.closest("[data-copy]")) failed += 1;
    }
  return { texts: failed > 0 && copy !== null ? [copy, ...texts] : texts, failed, copy };
}

function offerFile(link, decrypter, status) {
  const name = link.textContent.trim().replace(/\.age$/, "");
  const open = button(`${words.openFile ?? ""} ${name}`, async () => {
    const bytes = await bytesOf(link)
      .then((sealed) => decrypter.decrypt(sealed))
      .catch(() => null);
    if (bytes === null) status.textContent = words.fileFailed ?? "";
    else if (/\.(?:jpg|png)$/.test(name)) await draw(link, bytes);
    else save(name, bytes, "application/octet-stream");
  });
  link.after(" ", open);
}

async function openAll(keyText, status) {
  let decrypter;
  try {
    decrypter = decrypterFor(keyText);
  } catch {
    status.textContent = words.badKey ?? "";
    return;
  }
  const { texts, failed, copy } = await openTexts(decrypter);
  const keys = fileKeysIn(copy ?? "");
  const links = [...document.querySelectorAll("a[data-sealed-file]")];
  const files = links.map((link) => [link, decrypterFor(keyText, keys.get(placeOf(link)))]);
  for (const [link, opens] of files) offerFile(link, opens, status);
  if (failed === 0 || copy !== null) offerHandover(texts, files, status);
  const said = failed === 0 ? words.opened : copy === null ? words.wrongKey : words.openedCopy;
  status.textContent = said ?? "";
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
