import { strToU8, zipSync } from "fflate";
import { descendants, parseXml, type XmlElement } from "../package/xml.ts";
import { inflateParts, listZip } from "../package/unzip.ts";
import { REFUSALS } from "../refusals.ts";
import { anonymous, rewriteXml } from "./clean-xml.ts";
import { requireQuietFields } from "../gate/docx-fields.ts";
import {
  isActivePart,
  isEmbedded,
  type Relationship,
  relationshipsIn,
  requireOwnParts,
} from "../gate/docx-relationships.ts";
import { stripGif } from "./strip-gif.ts";
import { stripJpeg, stripPng } from "./strip-image.ts";

const MOST_BYTES = 40_000_000;
const MOST_XML_BYTES = 10_000_000;
/** " EMF" in its header. */
const EMF_SIGNATURE = 0x464d4520;
const TYPES = "[Content_Types].xml";
const MAIN = "word/document.xml";

/** Properties, their thumbnail, data of forms and of document servers, printers, lists of people. */
const TOLD_OF_AUTHOR = /^(?:docProps|customXml|docMetadata)\/|\/printerSettings[^/]*$|^word\/people\.xml$|\/$/;
/** Kinds of parts that a document may have; another is refused, since nobody could tell its content. */
const KNOWN = /\.(?:xml|rels|png|jpe?g|gif|bmp|emf|wmf|odttf)$/i;

/** A Word file without what it says of its author, written anew part by part; what could run or fetch something is refused. */
export function cleanDocx(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const sizes = listZip(bytes);
  if (!sizes.has(TYPES) || !sizes.has(MAIN)) throw REFUSALS.notWord();
  const names = [...sizes.keys()].filter((name) => !TOLD_OF_AUTHOR.test(name));
  if ([...sizes.keys()].some(isActivePart)) throw REFUSALS.objects();
  if (names.some((name) => /\/embeddings\//i.test(name))) throw REFUSALS.embeddedFiles();
  if (!names.every((name) => KNOWN.test(name))) throw REFUSALS.unknownParts();
  const xmlBytes = names.filter(isXml).reduce((sum, name) => sum + (sizes.get(name) ?? 0), 0);
  if (xmlBytes > MOST_XML_BYTES) throw REFUSALS.docxTooLarge();
  const parts = inflateParts(bytes, sizes, new Set(names), MOST_BYTES);
  const kept = new Set(names);
  const cleaned = names.map((name) => [name, cleanPart(name, parts.get(name) ?? new Uint8Array(), kept)] as const);
  return Uint8Array.from(zipSync(Object.fromEntries(cleaned), { level: 6, mtime: "1980-01-01T00:00:00" }));
}

const isXml = (name: string) => /\.(?:xml|rels)$/i.test(name);

function cleanPart(name: string, bytes: Uint8Array, kept: ReadonlySet<string>): Uint8Array {
  if (!isXml(name)) return cleanPicture(bytes);
  const xml = textOf(bytes);
  if (name === TYPES) return strToU8(withoutTypes(parseXml(xml), kept));
  if (name.endsWith(".rels")) return strToU8(withoutRelationships(name, parseXml(xml)));
  requireQuietFields(xml);
  return strToU8(rewriteXml(xml, anonymous));
}

/** Data that cameras and programs write into any kind of picture; a picture that is not written anew is refused for it. */
const TELLS = /Exif..II|Exif..MM|ns\.adobe\.com|<\?xpacket|8BIM|^(?:II\*|MM.\*|RIFF)/s;

function cleanPicture(bytes: Uint8Array): Uint8Array {
  const starts = (...magic: number[]) => magic.every((byte, i) => bytes[i] === byte);
  if (starts(0xff, 0xd8, 0xff)) return stripJpeg(bytes) ?? refusePicture();
  if (starts(0x89, 0x50, 0x4e, 0x47)) return stripPng(bytes) ?? refusePicture();
  if (starts(0x47, 0x49, 0x46, 0x38)) return stripGif(bytes) ?? refusePicture();
  return TELLS.test(new TextDecoder("latin1").decode(bytes)) ? refusePicture() : withoutDescription(bytes);
}

function refusePicture(): never {
  throw REFUSALS.pictureInside();
}

/** An EMF names the program and the drawing in its header: as many zeros instead. */
function withoutDescription(bytes: Uint8Array): Uint8Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 88 || view.getUint32(0, true) !== 1 || view.getUint32(40, true) !== EMF_SIGNATURE) return bytes;
  const [characters, from] = [view.getUint32(60, true), view.getUint32(64, true)];
  return bytes.slice().fill(0, from, from + 2 * characters);
}

/** Only UTF-8: another encoding could say to one reader what it does not say to another. */
function textOf(bytes: Uint8Array): string {
  try {
    const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: false }).decode(bytes);
    const declared = /^\s*<\?xml[^>]*encoding\s*=\s*["']([\w-]+)/i.exec(text)?.[1] ?? "utf-8";
    if (/^(?:utf-?8|us-ascii)$/i.test(declared)) return text;
  } catch {
    // Told below.
  }
  throw REFUSALS.brokenDocx();
}

const attributesOf = (attributes: Record<string, string>) =>
  Object.entries(attributes)
    .map(([key, value]) => ` ${key}="${value.replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`)}"`)
    .join("");

function withoutTypes(root: XmlElement, kept: ReadonlySet<string>): string {
  const types = [...descendants(root)].filter(
    ({ name, attributes }) => name === "Default" || kept.has((attributes["PartName"] ?? "").replace(/^\//, "")),
  );
  if (types.some(({ attributes }) => /macroEnabled/i.test(attributes["ContentType"] ?? ""))) throw REFUSALS.macros();
  const rows = types.map(({ name, attributes }) => `<${name}${attributesOf(attributes)}/>`).join("");
  return `<?xml version="1.0" encoding="UTF-8"?>\n<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">${rows}</Types>`;
}

function withoutRelationships(name: string, root: XmlElement): string {
  const all = relationshipsIn(root);
  requireOwnParts(all);
  if (all.some(isEmbedded)) throw REFUSALS.embeddedFiles();
  const folder = name.replace(/_rels\/[^/]*$/, "");
  const stays = ({ isExternal, kind, target }: Relationship) =>
    isExternal ? kind === "hyperlink" : !TOLD_OF_AUTHOR.test(resolved(folder, target));
  const rows = all
    .filter(stays)
    .map(({ id, type, target, isExternal }) => {
      const shown = isExternal && isOnDisk(target) ? "about:blank" : target;
      return `<Relationship${attributesOf({ Id: id, Type: type, Target: shown, ...(isExternal && { TargetMode: "External" }) })}/>`;
    })
    .join("");
  return `<?xml version="1.0" encoding="UTF-8"?>\n<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${rows}</Relationships>`;
}

/** A link to a file of the author's computer tells its folders, and nobody else can follow it. */
const isOnDisk = (target: string) => !/^(?:https?:|mailto:|tel:|ftp:|#)/i.test(target);

/** The name of the part that an address within the file means; "" if it is none. */
function resolved(folder: string, target: string): string {
  const path = target.startsWith("/") ? target : `/${folder}${target}`;
  return URL.canParse(path, "file:///") ? new URL(path, "file:///").pathname.slice(1) : "";
}
