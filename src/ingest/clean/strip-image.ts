import { gzipSync, strToU8, unzlibSync, zlibSync } from "fflate";
import { blankProfile } from "./blank-profile.ts";

const [FF, SOI, EOI, SOS, APP1, APP2, APP14] = [0xff, 0xd8, 0xd9, 0xda, 0xe1, 0xe2, 0xee] as const;

/** Frame headers; the other markers of this range are tables. */
const isFrame = (marker: number) => marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
const isRestart = (marker: number) => marker >= 0xd0 && marker <= 0xd7;
/** Frames, tables and scans: what a picture is made of. */
const isPicture = (marker: number) => marker >= 0xc0 && marker <= 0xdf;
/** Colour data stays; everything else that software and cameras add goes, small copies of the picture too. */
const KEPT_ADDITIONS: Readonly<Record<number, string>> = { [APP2]: "ICC_PROFILE", [APP14]: "Adobe" };
const isKept = (marker: number, content: Uint8Array) => {
  const start = KEPT_ADDITIONS[marker];
  return start === undefined ? isPicture(marker) : ascii(content, 0, start.length) === start;
};

const ascii = (bytes: Uint8Array, from: number, length: number) =>
  String.fromCharCode(...bytes.subarray(from, from + length));

/** In front of a piece of an ICC profile: its marker, length and name, which piece of how many it is. */
const BEFORE_PIECE = 18;

/** The segments with a profile that names nothing, whatever number of pieces it is in; without one that cannot be read. */
function withPlainProfile(segments: readonly Uint8Array[]): Uint8Array[] {
  const pieces = segments.filter((segment) => segment[1] === APP2).map((segment) => segment.slice());
  const others = segments.filter((segment) => segment[1] !== APP2);
  const whole = joined(pieces.map((piece) => piece.subarray(BEFORE_PIECE)));
  if (!blankProfile(whole)) return others;
  let at = 0;
  for (const piece of pieces) {
    piece.set(whole.subarray(at, at + piece.length - BEFORE_PIECE), BEFORE_PIECE);
    at += piece.length - BEFORE_PIECE;
  }
  return [...pieces, ...others];
}

/** A JPEG without Exif, GPS, comments and what follows its end, upright as before; null if it is none, or cut short. */
export function stripJpeg(bytes: Uint8Array): Uint8Array<ArrayBuffer> | null {
  const kept: Uint8Array[] = [];
  let orientation = 1;
  let [framed, scanned] = [false, false];
  let at = 2;
  while (at + 1 < bytes.length) {
    const marker = bytes[at + 1] ?? 0;
    if (bytes[at] !== FF) return null;
    if (marker === FF) {
      at += 1;
      continue;
    }
    if (marker === EOI)
      return framed && scanned ? joined([SOI_BYTES, upright(orientation), ...withPlainProfile(kept), EOI_BYTES]) : null;
    const length = ((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0);
    if (length < 2 || at + 2 + length > bytes.length) return null;
    const end = marker === SOS ? endOfScan(bytes, at + 2 + length) : at + 2 + length;
    if (marker === APP1 && ascii(bytes, at + 4, 4) === "Exif")
      orientation = orientationIn(bytes.subarray(at + 10, end));
    framed ||= isFrame(marker);
    scanned ||= marker === SOS;
    if (isKept(marker, bytes.subarray(at + 4, end))) kept.push(bytes.subarray(at, end));
    at = end;
  }
  return null;
}

const SOI_BYTES = Uint8Array.of(FF, SOI);
const EOI_BYTES = Uint8Array.of(FF, EOI);

function endOfScan(bytes: Uint8Array, from: number): number {
  let at = from;
  while (at + 1 < bytes.length) {
    const next = bytes[at + 1] ?? 0;
    if (bytes[at] === FF && next !== 0 && next !== FF && !isRestart(next)) return at;
    at += 1;
  }
  return bytes.length;
}

/** The orientation in the first directory of a TIFF header; 1 (upright) if its value makes no sense. */
function orientationIn(tiff: Uint8Array): number {
  if (tiff.length < 10) return 1;
  const view = new DataView(tiff.buffer, tiff.byteOffset, tiff.byteLength);
  const little = view.getUint16(0) === 0x4949;
  const directory = view.getUint32(4, little);
  if (directory + 2 > tiff.length) return 1;
  const entries = view.getUint16(directory, little);
  for (let entry = 0; entry < entries; entry += 1) {
    const place = directory + 2 + entry * 12;
    if (place + 12 > tiff.length) return 1;
    if (view.getUint16(place, little) !== 0x0112) continue;
    const value = view.getUint16(place + 8, little);
    return value >= 1 && value <= 8 ? value : 1;
  }
  return 1;
}

/** The one fact of Exif that a picture needs; nothing for a picture that stands upright anyway. */
const upright = (orientation: number) =>
  orientation === 1
    ? new Uint8Array()
    : Uint8Array.of(
        FF,
        APP1,
        0,
        34,
        0x45,
        0x78,
        0x69,
        0x66,
        0,
        0,
        0x4d,
        0x4d,
        0,
        42,
        0,
        0,
        0,
        8,
        0,
        1,
        0x01,
        0x12,
        0,
        3,
        0,
        0,
        0,
        1,
        0,
        orientation,
        0,
        0,
        0,
        0,
        0,
        0,
      );

/** The part of a picture that is shown, and its bytes. */
const PNG_KEPT: Readonly<Record<string, number>> = {
  IHDR: 13,
  PLTE: 768,
  IDAT: Infinity,
  IEND: 0,
  tRNS: 256,
  gAMA: 4,
  cHRM: 32,
  sRGB: 1,
  sBIT: 4,
  iCCP: 2_000_000,
  pHYs: 9,
  bKGD: 6,
};

/** A PNG without texts, Exif, times and what follows its end; null if it is none, or cut short. */
export function stripPng(bytes: Uint8Array): Uint8Array<ArrayBuffer> | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const kept = [bytes.subarray(0, 8)];
  let hasData = false;
  for (let at = 8; at + 12 <= bytes.length;) {
    const end = at + 12 + view.getUint32(at);
    const name = ascii(bytes, at + 4, 4);
    if (end > bytes.length || (at === 8) !== (name === "IHDR")) return null;
    hasData ||= name === "IDAT";
    const most = PNG_KEPT[name];
    if (most !== undefined && end - at - 12 > most) return null;
    if (name === "iCCP") kept.push(plainProfileChunk(bytes.subarray(at + 8, end - 4)));
    else if (most !== undefined) kept.push(bytes.subarray(at, end));
    if (name === "IEND") return hasData ? joined(kept) : null;
    at = end;
  }
  return null;
}

/** Longer ones are of printing presses, and no screenshot has them. */
const MOST_PACKED_PROFILE = 32_000;

/** The profile of a PNG, packed after its name, as a chunk that names nothing; none where it cannot be read. */
function plainProfileChunk(content: Uint8Array): Uint8Array {
  const packed = content.subarray(content.indexOf(0) + 2);
  if (packed.length > MOST_PACKED_PROFILE) return new Uint8Array();
  try {
    const profile = unzlibSync(packed);
    return blankProfile(profile) ? chunkOf(joined([strToU8("iCCPICC\0\0"), zlibSync(profile)])) : new Uint8Array();
  } catch {
    return new Uint8Array();
  }
}

function chunkOf(named: Uint8Array): Uint8Array {
  const chunk = new Uint8Array(named.length + 8);
  const view = new DataView(chunk.buffer);
  chunk.set(named, 4);
  view.setUint32(0, named.length - 4);
  // The end of a gzip file holds the very sum that a chunk ends with.
  const zipped = gzipSync(named, { level: 1 });
  view.setUint32(named.length + 4, new DataView(zipped.buffer, zipped.byteOffset).getUint32(zipped.length - 8, true));
  return chunk;
}

function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
