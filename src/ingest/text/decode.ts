import type { Encoding } from "../document.ts";
import { REFUSALS } from "../refusals.ts";
import { likelyChinese } from "./likely-chinese.ts";

export interface DecodedText {
  text: string;
  encoding: Encoding;
  bom: boolean;
}

/** Wrongly decoded text stays far below this, and reports far above. */
const LEAST_LIKELY = 0.2;

/**
 * Bytes to text: BOM, then NUL bytes (UTF-16), then what the page declares, then strict UTF-8, then GB18030 or Big5, whichever reads as
 * Chinese; else refuses.
 */
export function decode(bytes: Uint8Array, isPage = false): DecodedText {
  const marked = byBom(bytes);
  if (marked) return { text: strict(bytes, marked), encoding: marked, bom: true };
  refuseKnownBinary(bytes);
  if (bytes.includes(0)) return withNuls(bytes);
  const utf8 = attempt(bytes, "utf-8");
  const declared = isPage ? declaredIn(bytes) : null;
  const byDeclaration = declared && declared !== "utf-8" ? attempt(bytes, declared) : null;
  if (declared && byDeclaration !== null && likelyChinese(byDeclaration) >= Math.max(LEAST_LIKELY, likelihood(utf8)))
    return { text: byDeclaration, encoding: declared, bom: false };
  if (utf8 !== null) return { text: utf8, encoding: "utf-8", bom: false };
  const found = likeliest(bytes);
  if (found) return found;
  throw REFUSALS.encoding(firstBadLine(bytes));
}

const likelihood = (text: string | null) => (text === null ? 0 : likelyChinese(text));

function likeliest(bytes: Uint8Array): DecodedText | null {
  const read = (["gb18030", "big5"] as const).map((encoding) => ({ encoding, text: attempt(bytes, encoding) }));
  const [first, second] = read
    .map(({ encoding, text }) => ({ encoding, text: text ?? "", likely: likelihood(text) }))
    .toSorted((a, b) => b.likely - a.likely);
  if (!first || first.likely < LEAST_LIKELY || (second?.likely ?? 0) * 1.5 > first.likely) return null;
  return { text: first.text, encoding: first.encoding, bom: false };
}

const LABELS: [RegExp, Encoding][] = [
  [/^(?:gb2312|gbk|gb18030|x-gbk|gb_2312-80|cp936|ms936|windows-936|hz-gb-2312|iso-ir-58|chinese)$/, "gb18030"],
  [/^(?:big5|big5-hkscs|x-x-big5|cn-big5|csbig5|cp950|ms950)$/, "big5"],
  [/^utf-?8$/, "utf-8"],
];
const DECLARED =
  /<meta[^>]{0,200}?charset\s{0,4}=\s{0,4}["']?\s{0,4}([\w-]{3,20})|^\s{0,40}<\?xml[^>]{0,100}?encoding=["']([\w-]{3,20})/i;
const HEAD = 4_096;

/** The encoding that a page's head names. */
function declaredIn(bytes: Uint8Array): Encoding | null {
  const head = new TextDecoder("latin1").decode(bytes.subarray(0, HEAD));
  const found = DECLARED.exec(head);
  const label = (found?.[1] ?? found?.[2] ?? "").toLowerCase();
  return LABELS.find(([form]) => form.test(label))?.[1] ?? null;
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
function withNuls(bytes: Uint8Array): DecodedText {
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
