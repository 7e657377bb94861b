import { REFUSALS } from "../refusals.ts";
import { inSteps } from "./in-steps.ts";

export interface ByteSpan {
  from: number;
  to: number;
}

/** An object of a PDF: the place of its text, up to its data, and its data. */
export interface PdfObject extends ByteSpan {
  number: number;
  data: ByteSpan | null;
  /** Packed objects stand in the text of a stream; the others in the file. */
  within: PackedObjects | null;
}

/** A stream of packed objects, unpacked. */
export interface PackedObjects {
  /** The place of its packed bytes in the file. */
  data: ByteSpan;
  text: string;
}

export interface PdfParts {
  /** The whole file, a character for each byte. */
  file: string;
  objects: PdfObject[];
  packed: PackedObjects[];
}

const MOST_UNPACKED = 30_000_000;
const LONGEST_TEXT = 200_000;
const STEP = 65_536;

/** A character for each byte: what TextDecoder calls latin1 is another table. */
export function characters(bytes: Uint8Array): string {
  let text = "";
  for (let at = 0; at < bytes.length; at += 8_192) text += String.fromCharCode(...bytes.subarray(at, at + 8_192));
  return text;
}

/** A name may be written with the codes of its letters: /J#61vaScript. */
export const plainNames = (text: string) =>
  text.replace(/#([0-9a-f]{2})/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));

export const textOf = ({ file }: PdfParts, { from, to, within }: PdfObject) =>
  (within?.text ?? file).slice(from, Math.min(to, from + LONGEST_TEXT));

/** Every object, packed ones too, by looking for them from the first byte to the last: no table is believed. */
export async function parsePdfParts(bytes: Uint8Array): Promise<PdfParts> {
  const file = characters(bytes);
  const parts: PdfParts = { file, objects: [], packed: [] };
  const starts = [...file.matchAll(/(\d{1,9})\s+\d{1,5}\s+obj\b/g)];
  const ends = [...file.matchAll(/endstream/g)].map(({ index }) => index);
  let unpacked = 0;
  let end = 0;
  for (const [index, start] of starts.entries()) {
    const from = start.index + start[0].length;
    const own = file.slice(from, Math.min(starts[index + 1]?.index ?? file.length, from + LONGEST_TEXT));
    const stream = /\bstream\r?\n/.exec(own);
    const close = own.indexOf("endobj");
    const to = from + (stream?.index ?? (close < 0 ? own.length : close));
    const begin = stream ? to + stream[0].length : 0;
    while (end < ends.length && (ends[end] ?? 0) < begin) end += 1;
    const data = stream ? { from: begin, to: ends[end] ?? file.length } : null;
    const object = { number: Number(start[1]), from, to, data, within: null };
    parts.objects.push(object);
    const dictionary = plainNames(textOf(parts, object));
    if (!data || !/\/Type\s*\/ObjStm\b/.test(dictionary)) continue;
    const text = await unpack(dictionary, bytes.subarray(data.from, data.to), MOST_UNPACKED - unpacked);
    unpacked += text.length;
    const within = { data, text };
    parts.packed.push(within);
    for (const each of packedIn(within, dictionary)) parts.objects.push(each);
  }
  return parts;
}

async function unpack(dictionary: string, raw: Uint8Array, most: number): Promise<string> {
  const filter = /\/Filter\s*(\[[^\]]*\]|\/[^\s/<>[\]()]+)/.exec(dictionary)?.[1]?.replace(/[[\]\s]/g, "") ?? "";
  if (filter === "") return characters(raw);
  // Other ways to pack objects are allowed, and no program writes them.
  if (filter !== "/FlateDecode" || /\/DecodeParms\s*(?:<<|\[)/.test(dictionary)) throw REFUSALS.brokenPdf();
  let whole = "";
  const reader = inSteps(raw, STEP).pipeThrough(new DecompressionStream("deflate")).getReader();
  try {
    for (let read = await reader.read(); !read.done && whole.length <= most; read = await reader.read())
      whole += characters(read.value);
    await reader.cancel();
  } catch {
    // Bytes after the end of the packed data are no part of it.
  }
  if (whole.length > most) throw REFUSALS.pdfTooLarge();
  return whole;
}

/** Numbers and places of the objects stand before the first of them. */
function packedIn(within: PackedObjects, dictionary: string): PdfObject[] {
  const first = Number(/\/First\s+(\d{1,9})/.exec(dictionary)?.[1] ?? 0);
  const numbers = (within.text.slice(0, first).match(/\d+/g) ?? []).map(Number);
  const places = numbers.flatMap((number, i) => (i % 2 === 0 ? [{ number, from: first + (numbers[i + 1] ?? 0) }] : []));
  return places.map(({ number, from }, i) => {
    const next = places[i + 1]?.from ?? within.text.length;
    return { number, from, to: next > from ? next : within.text.length, data: null, within };
  });
}
