import { blankProfile } from "./blank-profile.ts";

const [FF, SOI, EOI, SOS, COM, APP0, APP1, APP2, APP14, APP15] = [
  0xff, 0xd8, 0xd9, 0xda, 0xfe, 0xe0, 0xe1, 0xe2, 0xee, 0xef,
] as const;
const KEPT: Readonly<Record<number, string>> = { [APP0]: "JFIF", [APP2]: "ICC_PROFILE", [APP14]: "Adobe" };
const ORIENTED = APP1;
const PROFILE_FROM = 18;
/** Boxes of a JPEG 2000 that hold notes: XML, identifiers with what belongs to them, rights. */
const NOTES = new Set(["xml ", "uuid", "uinf", "jp2i", "asoc", "lbl "]);

const ascii = (bytes: Uint8Array, from: number, length: number) =>
  String.fromCharCode(...bytes.subarray(from, from + length));

/**
 * Overwrites in a photograph what cameras and programs note beside the picture, each byte with a zero: where nothing may move. A
 * reader of PDFs turns no picture by its notes. False if the bytes are no such picture.
 */
export function blankJpeg(bytes: Uint8Array): boolean {
  if (bytes[0] !== FF || bytes[1] !== SOI) return false;
  for (let at = 2; at + 3 < bytes.length;) {
    const marker = bytes[at + 1] ?? 0;
    if (bytes[at] !== FF) return false;
    if (marker === FF) {
      at += 1;
      continue;
    }
    if (marker === SOS || marker === EOI) return blankAfter(bytes, at);
    const length = ((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0);
    if (length < 2 || at + 2 + length > bytes.length) return false;
    blankSegment(bytes.subarray(at, at + 2 + length), marker);
    at += 2 + length;
  }
  return false;
}

function blankSegment(segment: Uint8Array, marker: number): void {
  const isAddition = marker === COM || (marker >= APP0 && marker <= APP15) || marker >= 0xf0 || marker < 0xc0;
  if (!isAddition) return;
  const start = KEPT[marker];
  if (marker === ORIENTED || start === undefined || ascii(segment, 4, start.length) !== start) segment.fill(0, 4);
  else if (marker === APP2 && !blankProfile(segment.subarray(PROFILE_FROM))) segment.fill(0, 4);
}

/** Between scans, and after the end of the picture. */
function blankAfter(bytes: Uint8Array, from: number): boolean {
  for (let at = from; at + 1 < bytes.length;) {
    const marker = bytes[at + 1] ?? 0;
    const isData = bytes[at] !== FF || marker < 0xc0 || marker === FF || (marker >= 0xd0 && marker <= 0xd7);
    if (isData) {
      at += 1;
      continue;
    }
    if (marker === EOI) {
      bytes.fill(0, at + 2);
      return true;
    }
    const length = ((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0);
    blankSegment(bytes.subarray(at, at + 2 + length), marker);
    at += 2 + length;
  }
  return true;
}

/** The same for a JPEG 2000, box by box. */
export function blankJpeg2000(bytes: Uint8Array): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = 0; at + 8 <= bytes.length;) {
    const length = view.getUint32(at) || bytes.length - at;
    if (length < 8 || at + length > bytes.length) return;
    if (NOTES.has(ascii(bytes, at + 4, 4))) {
      bytes.set([0x66, 0x72, 0x65, 0x65], at + 4);
      bytes.fill(0, at + 8, at + length);
    }
    at += length;
  }
}
