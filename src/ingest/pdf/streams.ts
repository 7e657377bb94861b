import { inSteps } from "../gate/in-steps.ts";
import { REFUSALS } from "../refusals.ts";
import { PDF_LIMITS } from "./pdf-limits.ts";

const STREAM = [0x73, 0x74, 0x72, 0x65, 0x61, 0x6d];
/** How TrueType, OpenType and CFF fonts begin; what begins otherwise the reader takes apart byte by byte. */
// oxlint-disable-next-line no-control-regex -- bytes of a font
const FONT = /^(?:\0\x01\0\0|true|OTTO|ttcf|\x01\0[\x04-\x20][\x01-\x04])/;
const DICTIONARY = 1_500;
const STEP = 16_384;
const SIGNATURE = 4;
const PACKED = /Flate|LZW|RunLength|\/Fl\b|\/RL\b/g;
/** Formats of old printers that unpack by thousands; a longer one is not worth the risk. */
const LONGEST_OLD_STREAM = 100_000;

/**
 * Unpacks the streams of a PDF piece by piece, throwing each piece away, and refuses one that would not fit into memory; the reader
 * itself unpacks a stream whole. Pictures are passed over, and counted: they are never unpacked.
 */
export async function requireModestStreams(bytes: Uint8Array): Promise<number> {
  let total = 0;
  let pictures = 0;
  for (let at = next(bytes, 0); at >= 0; at = next(bytes, at + 6)) {
    const dictionary = ascii(bytes.subarray(Math.max(0, at - DICTIONARY), at));
    const own = dictionary.slice(Math.max(0, dictionary.lastIndexOf(" obj")));
    if (/\/Subtype\s*\/Image\b/.test(own)) {
      pictures++;
      continue;
    }
    const start = at + (bytes[at + 6] === 13 ? 8 : 7);
    const filters = /\/Filter\s*(\[[^\]]*\]|\/\w+)/.exec(own)?.[1] ?? "";
    const packed = filters.match(PACKED) ?? [];
    const isOld = packed.some((name) => !/Fl/.test(name));
    if (packed.length > 1 || (isOld && end(bytes, start) - start > LONGEST_OLD_STREAM)) throw REFUSALS.pdfTooLarge();
    const { size, beginning } = await unpack(bytes.subarray(start), PDF_LIMITS.unpackedBytes - total);
    total += size;
    const isFont = /\/Length[123]\b|\/Subtype\s*\/(?:Type1C|CIDFontType0C|OpenType)\b/.test(own);
    const most = isFont && !FONT.test(beginning) ? PDF_LIMITS.unknownFontBytes : PDF_LIMITS.streamBytes;
    if (total >= PDF_LIMITS.unpackedBytes || size > most) throw REFUSALS.pdfTooLarge();
  }
  return pictures;
}

/** The word "stream" with its line end, and no "endstream". */
function next(bytes: Uint8Array, from: number): number {
  for (let at = bytes.indexOf(0x73, from); at >= 0; at = bytes.indexOf(0x73, at + 1)) {
    if (!STREAM.every((byte, i) => bytes[at + i] === byte)) continue;
    const after = bytes[at + 6];
    if ((after === 10 || after === 13) && bytes[at - 1] !== 0x64) return at;
  }
  return -1;
}

function end(bytes: Uint8Array, start: number): number {
  const at = next(bytes, start);
  return at < 0 ? bytes.length : at;
}

/**
 * Its length (0 if it is not packed with zlib) and its first bytes. Stops at the end of the packed data, at damage, or at `most`.
 */
async function unpack(bytes: Uint8Array, most: number): Promise<{ size: number; beginning: string }> {
  const [first = 0, second = 0] = bytes;
  if ((first & 15) !== 8 || (first * 256 + second) % 31 !== 0) return { size: 0, beginning: "" };
  const unpacked = inSteps(bytes, STEP).pipeThrough(new DecompressionStream("deflate")).getReader();
  let [size, beginning] = [0, ""];
  try {
    for (let read = await unpacked.read(); !read.done && size < most; read = await unpacked.read()) {
      size += read.value.length;
      if (beginning.length < SIGNATURE) beginning += ascii(read.value.subarray(0, SIGNATURE));
    }
    await unpacked.cancel();
  } catch {
    // Bytes after the end of the packed data are no part of it.
  }
  return { size, beginning };
}

const ascii = (bytes: Uint8Array) => new TextDecoder("latin1").decode(bytes);
