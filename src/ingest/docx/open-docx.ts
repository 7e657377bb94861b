import { requireQuietFields } from "../gate/docx-fields.ts";
import { isActivePart, relationshipsIn, requireOwnParts } from "../gate/docx-relationships.ts";
import { REFUSALS } from "../refusals.ts";
import { rawDocx } from "../conservation/raw-docx.ts";
import type { RawText } from "../conservation/raw-text.ts";
import { isRemark } from "../text/remark.ts";
import { remarksInData } from "./unseen-parts.ts";
import { inflateParts, listZip } from "../package/unzip.ts";
import { child, descendants, parseXml, type XmlElement } from "../package/xml.ts";

export interface Docx {
  document: XmlElement;
  styles: XmlElement | undefined;
  numbering: XmlElement | undefined;
  footnotes: XmlElement | undefined;
  endnotes: XmlElement | undefined;
  comments: XmlElement | undefined;
  settings: XmlElement | undefined;
  /** Headers and footers, in the order of their names. */
  furniture: XmlElement[];
  /** The title in the file's properties, "" if there is none. */
  title: string;
  /** Remarks about it in its properties. */
  remarks: string[];
  /** Sentences in data that it keeps beside its text. */
  data: string[];
  /** Its pages have a background: white text on them may be seen. */
  isPainted: boolean;
  raw: RawText;
}

const MOST_DATA = 50;
const MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml";
const CORE = "docProps/core.xml";
const CUSTOM = "docProps/custom.xml";
const TYPES = "[Content_Types].xml";

/** The parts of a Word file that hold text or say how it is printed. Refuses a file that is no ordinary .docx, and says why. */
export function openDocx(bytes: Uint8Array): Docx {
  refuseByStart(bytes);
  const sizes = listZip(bytes);
  if (!sizes.has(TYPES)) throw REFUSALS.notWord();
  const types = parseXml(textOf(inflateParts(bytes, sizes, new Set([TYPES])).get(TYPES)));
  const main = mainPart(types, sizes);
  requireHarmless(bytes, sizes);
  const folder = main.slice(0, main.lastIndexOf("/") + 1);
  const names = [...sizes.keys()].filter((name) => name.startsWith(folder));
  const furniture = names.filter((name) => /\/(?:header|footer)\d*\.xml$/.test(`/${name}`)).toSorted();
  const single = ["styles", "numbering", "footnotes", "endnotes", "comments", "settings"] as const;
  const data = [...sizes.keys()].filter((name) => /^customXml\/item\d+\.xml$/.test(name)).slice(0, MOST_DATA);
  const wanted = new Set([CORE, CUSTOM, main, ...data, ...furniture, ...single.map((name) => `${folder}${name}.xml`)]);
  const parts = inflateParts(bytes, sizes, wanted);
  for (const name of wanted)
    if (name.startsWith(folder) && parts.has(name)) requireQuietFields(textOf(parts.get(name)));
  const read = (name: string) => (parts.has(name) ? parseXml(textOf(parts.get(name))) : undefined);
  const part = (name: (typeof single)[number]) => read(`${folder}${name}.xml`);
  const document = read(main) as XmlElement;
  return {
    document,
    isPainted: child(document, "background") !== undefined,
    styles: part("styles"),
    numbering: part("numbering"),
    footnotes: part("footnotes"),
    endnotes: part("endnotes"),
    comments: part("comments"),
    settings: part("settings"),
    furniture: furniture.flatMap((name) => read(name) ?? []),
    data: remarksInData([part("settings"), ...data.map((name) => dataIn(textOf(parts.get(name))))], document),
    ...readProperties([CORE, CUSTOM].map((name) => textOf(parts.get(name) ?? new Uint8Array()))),
    raw: rawDocx(
      textOf(parts.get(main)),
      [...furniture, `${folder}footnotes.xml`, `${folder}endnotes.xml`].map((name) =>
        parts.has(name) ? textOf(parts.get(name)) : "",
      ),
    ),
  };
}

/** Custom data may be anything; sources of citations are no remarks. */
function dataIn(text: string): XmlElement | undefined {
  if (text.includes("<!") || text.trim() === "") return undefined;
  try {
    const part = parseXml(text);
    return part.name === "Sources" ? undefined : part;
  } catch {
    return undefined;
  }
}

/** Refuses parts that run, and what opening the file would fetch from elsewhere. */
function requireHarmless(bytes: Uint8Array, sizes: Map<string, number>): void {
  const names = [...sizes.keys()];
  if (names.some(isActivePart)) throw REFUSALS.objects();
  const lists = new Set(names.filter((name) => name.endsWith(".rels")));
  for (const list of inflateParts(bytes, sizes, lists).values())
    requireOwnParts(relationshipsIn(parseXml(textOf(list))));
}

const REMARKS = new Set(["description", "subject", "keywords", "category", "contentStatus", "lpwstr", "lpstr"]);

/** Title and remarks in the properties; a part that is broken has none. */
function readProperties(parts: readonly string[]): { title: string; remarks: string[] } {
  const all = parts.flatMap((part) => (part === "" ? [] : [...descendants(parseXml(part))]));
  const title = all.find(({ name }) => name === "title")?.text ?? "";
  const remarks = all.filter(({ name }) => REMARKS.has(name)).map(({ text }) => text.trim());
  return { title: title.trim().slice(0, 300), remarks: remarks.filter(isRemark) };
}

function refuseByStart(bytes: Uint8Array): void {
  const starts = (...magic: number[]) => magic.every((byte, i) => bytes[i] === byte);
  if (starts(0xd0, 0xcf, 0x11, 0xe0)) throw holdsEncrypted(bytes) ? REFUSALS.encrypted() : REFUSALS.oldWord();
  if (!starts(0x50, 0x4b, 0x03, 0x04)) throw REFUSALS.notWord();
}

/** A password turns a .docx into an OLE file with a stream of this name, in UTF-16. */
function holdsEncrypted(bytes: Uint8Array): boolean {
  const name = Array.from("EncryptedPackage", (c) => `${c}\0`).join("");
  return new TextDecoder("latin1").decode(bytes).includes(name);
}

function mainPart(types: XmlElement, sizes: Map<string, number>): string {
  const all = [...descendants(types)].map(({ attributes }) => attributes);
  const macros = [...sizes.keys()].some((name) => /vbaProject\.bin$/i.test(name));
  if (macros || all.some((one) => /macroEnabled/i.test(one["ContentType"] ?? ""))) throw REFUSALS.macros();
  const named = all.find((one) => one["ContentType"] === MAIN)?.["PartName"]?.replace(/^\//, "");
  const main = named ?? "word/document.xml";
  if (!sizes.has(main)) throw REFUSALS.notWord();
  return main;
}

function textOf(bytes: Uint8Array | undefined): string {
  const encoding = bytes?.[0] === 0xff && bytes[1] === 0xfe ? "utf-16le" : bytes?.[0] === 0xfe ? "utf-16be" : "utf-8";
  try {
    return new TextDecoder(encoding, { fatal: true, ignoreBOM: false }).decode(bytes);
  } catch {
    throw REFUSALS.brokenDocx();
  }
}
