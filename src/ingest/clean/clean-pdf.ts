import { zlibSync } from "fflate";
import { blankJpeg, blankJpeg2000 } from "./blank-picture.ts";
import { openPdf } from "../pdf/open-pdf.ts";
import { REFUSALS } from "../refusals.ts";
import {
  characters,
  type PackedObjects,
  parsePdfParts,
  type PdfParts,
  plainNames,
  type ByteSpan,
  textOf,
} from "../gate/pdf-objects.ts";

const FURTHEST_END = 2_048;
const END_OF_ZIP = "PK\u0005\u0006";
const SPACE = 0x20;
/** Nothing, packed. */
const EMPTY = zlibSync(new Uint8Array());

/** A PDF without what it says of its author, every other byte as it was. Throws if it is none, runs something or cannot be cleaned. */
export async function cleanPdf(bytes: Uint8Array): Promise<Uint8Array<ArrayBuffer>> {
  requireNothingAround(bytes);
  const opened = await openPdf(bytes);
  try {
    for (let number = 1; number <= opened.pages; number += 1) {
      const page = await opened.document.getPage(number);
      if (await page.getJSActions()) throw REFUSALS.activePdf();
      page.cleanup();
    }
  } catch (error) {
    throw (error as Error).name === "AppError" ? error : REFUSALS.brokenPdf();
  } finally {
    await opened.close();
  }
  return withoutProperties(bytes, await parsePdfParts(bytes));
}

/** A file that is a PDF and something else as well tells two readers two things. */
function requireNothingAround(bytes: Uint8Array): void {
  const file = characters(bytes.subarray(-FURTHEST_END));
  const end = file.lastIndexOf("%%EOF");
  if (end < 0 || !/^[\s\0]*$/.test(file.slice(end + 5))) throw REFUSALS.brokenPdf();
  if (characters(bytes.subarray(-70_000)).includes(END_OF_ZIP)) throw REFUSALS.pdfWithFiles();
}

function withoutProperties(bytes: Uint8Array, parts: PdfParts): Uint8Array<ArrayBuffer> {
  const cleaned = Uint8Array.from(bytes);
  const file = plainNames(parts.file);
  const told = new Set([...file.matchAll(/\/Info\s+(\d+)\s+\d+\s+R\b/g)].map((match) => Number(match[1])));
  const packed = new Map<PackedObjects, string>();
  for (const object of parts.objects) {
    const text = textOf(parts, object);
    if (object.data && isMetadata(text)) blankData(cleaned, object.data, /\/Filter\b/.test(plainNames(text)));
    else if (object.data) blankPicture(cleaned.subarray(object.data.from, object.data.to), plainNames(text));
    const blank = told.has(object.number) ? withoutStrings(text) : withoutAuthor(text);
    if (blank === text) continue;
    const { within, from } = object;
    if (within) packed.set(within, replaced(packed.get(within) ?? within.text, blank, from));
    else write(cleaned, blank, from);
  }
  for (const [{ data }, text] of packed) repack(cleaned, data, text);
  for (const { index, 0: ids } of parts.file.matchAll(FILE_IDS)) write(cleaned, withoutStrings(ids), index);
  return cleaned;
}

/** By which a file is known again in another copy, however often it was saved since. */
const FILE_IDS = /\/ID\s*\[[^\]]{0,500}\]/g;
/** Notes on a page; what is written in a form has names of another kind in the same place. */
const NOTE =
  /\/Subtype\s*\/(?:Text|FreeText|Line|Square|Circle|Poly[a-zA-Z]+|Highlight|Underline|Squiggly|StrikeOut|Stamp|Caret|Ink|Popup|Redact)\b/;
/** Who wrote a note, and when. */
const BY_WHOM = /\/(?:T|M|NM|CreationDate)\s*(?=[(<])/g;

/** A note without the name and the time of its author; what it says stays, which is seen on the page. */
function withoutAuthor(text: string): string {
  if (!NOTE.test(plainNames(text))) return text;
  let out = text;
  for (const { index, 0: name } of text.matchAll(BY_WHOM)) {
    const from = index + name.length;
    const to = text[from] === "(" ? endOfString(text, from) : text.indexOf(">", from);
    if (to > from && !text.startsWith("<<", from)) out = replaced(out, withoutStrings(text.slice(from, to + 1)), from);
  }
  return out;
}

/** A photograph in a PDF keeps its notes as one beside it does. */
function blankPicture(data: Uint8Array, dictionary: string): void {
  const filter = /\/Filter\s*(?:\[\s*)?\/(DCTDecode|DCT|JPXDecode)\b/.exec(dictionary)?.[1];
  if (filter === "JPXDecode") blankJpeg2000(data);
  else if (filter !== undefined) blankJpeg(data);
  else if (/\/(?:DCTDecode|DCT|JPXDecode)\b/.test(dictionary)) throw REFUSALS.pdfTellsOfAuthor();
}

const isMetadata = (text: string) => /\/Type\s*\/Metadata\b|\/Subtype\s*\/XML\b/.test(plainNames(text));
const replaced = (whole: string, part: string, from: number) =>
  whole.slice(0, from) + part + whole.slice(from + part.length);

function blankData(cleaned: Uint8Array, { from, to }: ByteSpan, isPacked: boolean): void {
  cleaned.fill(SPACE, from, to);
  if (!isPacked) return;
  if (to - from < EMPTY.length) throw REFUSALS.pdfTellsOfAuthor();
  cleaned.set(EMPTY, from);
}

/** Every string as blanks of the same length: (a\)b), <feff…>. */
export function withoutStrings(text: string): string {
  let out = "";
  for (let at = 0; at < text.length;) {
    const end =
      text[at] === "(" ? endOfString(text, at) : text[at] === "<" && text[at + 1] !== "<" ? text.indexOf(">", at) : -1;
    if (end < 0) {
      const step = text[at] === "<" ? 2 : 1;
      out += text.slice(at, at + step);
      at += step;
      continue;
    }
    const fill = text[at] === "(" ? " " : "20";
    out += text[at] + fill.repeat(end).slice(0, end - at - 1) + text[end];
    at = end + 1;
  }
  return out;
}

function endOfString(text: string, from: number): number {
  let depth = 0;
  for (let at = from; at < text.length; at += 1) {
    if (text[at] === "\\") at += 1;
    else if (text[at] === "(") depth += 1;
    else if (text[at] === ")" && --depth === 0) return at;
  }
  return -1;
}

function write(bytes: Uint8Array, text: string, from: number): void {
  for (let i = 0; i < text.length; i += 1) bytes[from + i] = text.charCodeAt(i);
}

/** The stream in the room that it had; what it does not need is filled up after its end. */
function repack(bytes: Uint8Array, { from, to }: ByteSpan, text: string): void {
  const packed = zlibSync(
    Uint8Array.from(text, (char) => char.charCodeAt(0)),
    { level: 9 },
  );
  if (packed.length > to - from) throw REFUSALS.pdfTellsOfAuthor();
  bytes.fill(0, from, to);
  bytes.set(packed, from);
}
