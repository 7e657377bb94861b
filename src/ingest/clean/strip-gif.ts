const [IMAGE, EXTENSION, TRAILER] = [0x2c, 0x21, 0x3b] as const;
const [CONTROL, APPLICATION] = [0xf9, 0xff] as const;
/** The only additions that change how it is shown: how long a picture stands, and that it begins again. */
const REPEATS = /^(?:NETSCAPE2\.0|ANIMEXTS1\.0)$/;
const HEADER_BYTES = 13;

/** A GIF without comments, texts, notes of programs and what follows its end; null if it is none, or cut short. */
export function stripGif(bytes: Uint8Array): Uint8Array<ArrayBuffer> | null {
  if (bytes.length < HEADER_BYTES) return null;
  const kept: number[][] = [];
  let at = HEADER_BYTES + tableBytes(bytes[10] ?? 0);
  kept.push([0, at]);
  let hasPicture = false;
  while (at < bytes.length) {
    const kind = bytes[at];
    if (kind === TRAILER) return hasPicture ? joined(bytes, [...kept, [at, at + 1]]) : null;
    if (kind !== IMAGE && kind !== EXTENSION) return null;
    // A picture: ten bytes, its colours, the width of its codes. An addition: its kind.
    const data = kind === IMAGE ? at + 11 + tableBytes(bytes[at + 9] ?? 0) : at + 2;
    const end = endOfBlocks(bytes, data);
    if (end === null) return null;
    hasPicture ||= kind === IMAGE;
    if (kind === IMAGE || isShown(bytes, at)) kept.push([at, end]);
    at = end;
  }
  return null;
}

const tableBytes = (packed: number) => (packed & 0x80 ? 3 * 2 ** ((packed & 7) + 1) : 0);

function isShown(bytes: Uint8Array, at: number): boolean {
  const label = bytes[at + 1];
  if (label === CONTROL) return bytes[at + 2] === 4 && bytes[at + 7] === 0;
  const program = String.fromCharCode(...bytes.subarray(at + 3, at + 14));
  // One block of three bytes, and no other.
  const isCount = bytes[at + 2] === 11 && bytes[at + 14] === 3 && bytes[at + 15] === 1 && bytes[at + 18] === 0;
  return label === APPLICATION && isCount && REPEATS.test(program);
}

/** The place after blocks that each say their length, the last one empty; null if they go beyond the file. */
function endOfBlocks(bytes: Uint8Array, from: number): number | null {
  let at = from;
  while (at < bytes.length) {
    const length = bytes[at] ?? 0;
    at += 1 + length;
    if (length === 0) return at;
  }
  return null;
}

function joined(bytes: Uint8Array, ranges: readonly number[][]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(ranges.reduce((sum, [from = 0, to = 0]) => sum + to - from, 0));
  let at = 0;
  for (const [from = 0, to = 0] of ranges) {
    whole.set(bytes.subarray(from, to), at);
    at += to - from;
  }
  return whole;
}
