import type { Encoding } from "../document.ts";
import { REFUSALS } from "../refusals.ts";

export interface Decoded {
  text: string;
  encoding: Encoding;
  bom: boolean;
}

/** Bytes to text: BOM, then NUL bytes (UTF-16), then strict UTF-8, then strict and plausible GB18030; else refuses. */
export function decode(bytes: Uint8Array): Decoded {
  const marked = byBom(bytes);
  if (marked) return { text: strict(bytes, marked), encoding: marked, bom: true };
  refuseKnownBinary(bytes);
  if (bytes.includes(0)) return withNuls(bytes);
  const utf8 = attempt(bytes, "utf-8");
  if (utf8 !== null) return { text: utf8, encoding: "utf-8", bom: false };
  const gb = plausibleGb(bytes) ? attempt(bytes, "gb18030") : null;
  if (gb !== null) return { text: gb, encoding: "gb18030", bom: false };
  throw REFUSALS.encoding(firstBadLine(bytes));
}

function byBom(bytes: Uint8Array): Encoding | null {
  const [a, b, c, d] = bytes;
  if (a === 0xef && b === 0xbb && c === 0xbf) return "utf-8";
  if (a === 0xff && b === 0xfe) return "utf-16le";
  if (a === 0xfe && b === 0xff) return "utf-16be";
  if (a === 0x84 && b === 0x31 && c === 0x95 && d === 0x33) return "gb18030";
  return null;
}

const MAGIC: [readonly number[], () => Error][] = [
  [[0x25, 0x50, 0x44, 0x46], REFUSALS.pdf],
  [[0x50, 0x4b, 0x03, 0x04], REFUSALS.archive],
  [[0xd0, 0xcf, 0x11, 0xe0], REFUSALS.oldWord],
  [[0x7b, 0x5c, 0x72, 0x74, 0x66], REFUSALS.rtf],
  [[0x89, 0x50, 0x4e, 0x47], REFUSALS.image],
  [[0xff, 0xd8, 0xff], REFUSALS.image],
  [[0x52, 0x61, 0x72, 0x21], REFUSALS.archive],
  [[0x1f, 0x8b], REFUSALS.archive],
  [[0x37, 0x7a, 0xbc, 0xaf], REFUSALS.archive],
];

function refuseKnownBinary(bytes: Uint8Array): void {
  for (const [magic, refusal] of MAGIC) if (magic.every((byte, i) => bytes[i] === byte)) throw refusal();
}

/** UTF-16 without BOM: its line ends and digits hold NULs; only one byte order reads as text. */
function withNuls(bytes: Uint8Array): Decoded {
  for (const encoding of ["utf-16le", "utf-16be"] as const) {
    const text = bytes.length % 2 === 0 ? attempt(bytes, encoding) : null;
    if (text !== null && readable(text)) return { text, encoding, bom: false };
  }
  throw REFUSALS.binary();
}

function readable(text: string): boolean {
  let good = 0;
  for (const c of text) if (/[\p{Script=Han}\x20-\x7e\n\r\t，。、；：“”（）《》]/u.test(c)) good++;
  return good >= text.length * 0.9;
}

function strict(bytes: Uint8Array, encoding: Encoding): string {
  const text = attempt(bytes, encoding);
  if (text === null) throw REFUSALS.encoding(firstBadLine(bytes));
  if (text.includes("\0")) throw REFUSALS.binary();
  return text;
}

function attempt(bytes: Uint8Array, encoding: Encoding): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true, ignoreBOM: false }).decode(bytes);
  } catch {
    return null;
  }
}

/** GB18030 decodes nearly anything; Chinese prose in it lies almost wholly in GB 2312's range (both bytes ≥ 0xA1). */
function plausibleGb(bytes: Uint8Array): boolean {
  let pairs = 0;
  let common = 0;
  for (let i = 0; i < bytes.length; i++) {
    const lead = bytes[i] ?? 0;
    if (lead < 0x80) continue;
    const trail = bytes[++i] ?? 0;
    pairs++;
    const symbol = lead >= 0xa1 && lead <= 0xa9;
    if (trail >= 0xa1 && (symbol || (lead >= 0xb0 && lead <= 0xf7))) common++;
  }
  return pairs > 0 && common >= pairs * 0.9;
}

/** The line at which strict UTF-8 first fails. */
function firstBadLine(bytes: Uint8Array): number {
  const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: false });
  let line = 1;
  let start = 0;
  while (start < bytes.length) {
    const next = bytes.indexOf(0x0a, start);
    const end = next < 0 ? bytes.length : next;
    try {
      decoder.decode(bytes.subarray(start, end));
    } catch {
      return line;
    }
    line++;
    start = end + 1;
  }
  return 1;
}
