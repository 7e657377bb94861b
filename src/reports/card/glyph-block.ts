/** Outlines of characters as `npm run glyphs` packs them: a file for every 128 code points, so that a card loads what it shows. */
export const BLOCK = 128;
/** Units to the em: a third of a pixel at the size of a title. */
export const EM = 256;

/** A closed line: x and y by turns, y upwards from the baseline. */
export type Contour = readonly number[];

export interface GlyphOutline {
  /** How far the next character stands, in units. */
  advance: number;
  contours: readonly Contour[];
}

export const blockOf = (codePoint: number) => codePoint - (codePoint % BLOCK);
export const blockName = (block: number) => `${block.toString(16).padStart(5, "0")}.bin`;

/**
 * A block begins with the offset of each of its characters (four bytes each, 0: none). A character is its advance, the number of
 * its contours, and of each contour the number of its points and the steps between them, as numbers of seven bits a byte.
 */
export function packBlock(glyphs: readonly (GlyphOutline | null)[]): Uint8Array<ArrayBuffer> {
  const bytes: number[] = [];
  const starts = new DataView(new ArrayBuffer(4 * BLOCK));
  glyphs.forEach((glyph, at) => {
    if (glyph === null) return;
    starts.setUint32(4 * at, starts.byteLength + bytes.length, true);
    putNumber(bytes, glyph.advance);
    putNumber(bytes, glyph.contours.length);
    for (const contour of glyph.contours) putContour(bytes, contour);
  });
  const packed = new Uint8Array(starts.byteLength + bytes.length);
  packed.set(new Uint8Array(starts.buffer));
  packed.set(bytes, starts.byteLength);
  return packed;
}

function putContour(bytes: number[], contour: Contour) {
  putNumber(bytes, contour.length / 2);
  contour.forEach((value, at) => {
    const step = value - (contour[at - 2] ?? 0);
    putNumber(bytes, step < 0 ? -2 * step - 1 : 2 * step);
  });
}

function putNumber(bytes: number[], value: number) {
  let rest = value;
  for (; rest > 127; rest >>= 7) bytes.push((rest & 127) | 128);
  bytes.push(rest);
}

/** The outline of a character from the block that it belongs to; null if the block has none. */
export function glyphIn(block: Uint8Array, codePoint: number): GlyphOutline | null {
  const view = new DataView(block.buffer, block.byteOffset, block.byteLength);
  let at = view.getUint32(4 * (codePoint % BLOCK), true);
  if (at === 0) return null;
  const next = () => {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = view.getUint8(at++);
      value |= (byte & 127) << shift;
      if (byte < 128) return value;
    }
  };
  const contour = () => {
    const points = Array.from({ length: 2 * next() }, () => next()).map((z) => (z % 2 === 1 ? -(z + 1) / 2 : z / 2));
    for (let n = 2; n < points.length; n += 1) points[n] = (points[n] ?? 0) + (points[n - 2] ?? 0);
    return points;
  };
  const advance = next();
  return { advance, contours: Array.from({ length: next() }, contour) };
}
