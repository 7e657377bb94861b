import type { Canvas } from "./canvas.ts";

export type Colour = readonly [red: number, green: number, blue: number];

/** Steps between paper and a colour: half of a palette of 256. */
const STEPS = 128;

const CRC_TABLE = Array.from({ length: 256 }, (_, byte) => {
  let rest = byte;
  for (let bit = 0; bit < 8; bit += 1) rest = rest & 1 ? 0xedb88320 ^ (rest >>> 1) : rest >>> 1;
  return rest >>> 0;
});

function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = CRC_TABLE[(crc ^ byte) & 255]! ^ (crc >>> 8);
  return ~crc >>> 0;
}

/** Two layers of the same size on paper as a PNG with a palette; if both cover a pixel, the second shows. */
export async function toPng(
  paper: Colour,
  layers: readonly [{ canvas: Canvas; colour: Colour }, { canvas: Canvas; colour: Colour }],
): Promise<Uint8Array<ArrayBuffer>> {
  const [ink, accent] = layers;
  const { width, height } = ink.canvas;
  const header = new DataView(new ArrayBuffer(13));
  header.setUint32(0, width);
  header.setUint32(4, height);
  // Eight bits a pixel, each the number of a colour in the palette.
  header.setUint16(8, 0x0803);
  const palette = layers.flatMap(({ colour }) => Array.from({ length: STEPS }, (_, step) => mix(paper, colour, step)));
  return joined([
    Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a),
    chunk("IHDR", new Uint8Array(header.buffer)),
    chunk("PLTE", Uint8Array.from(palette.flat())),
    chunk("IDAT", await deflate(pixels(width, height, ink.canvas.cover, accent.canvas.cover))),
    chunk("IEND", new Uint8Array()),
  ]);
}

const mix = (paper: Colour, colour: Colour, step: number) =>
  paper.map((value, at) => Math.round(value + ((colour[at]! - value) * step) / (STEPS - 1)));

/** Rows as PNG has them: each begins with the number of its filter, of which there is none. */
function pixels(width: number, height: number, ink: Float32Array, accent: Float32Array) {
  const bytes = new Uint8Array(height * (width + 1));
  const stepOf = (cover: number) => Math.round(Math.min(1, cover) * (STEPS - 1));
  for (let y = 0, at = 0; y < height; y += 1) {
    at += 1;
    for (let x = 0; x < width; x += 1, at += 1) {
      const second = accent[y * width + x]!;
      bytes[at] = second > 0 ? STEPS + stepOf(second) : stepOf(ink[y * width + x]!);
    }
  }
  return bytes;
}

async function deflate(bytes: Uint8Array<ArrayBuffer>) {
  const stream = new Blob([bytes]).stream().pipeThrough(new CompressionStream("deflate"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

function chunk(type: string, data: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(data.length + 12);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, data.length);
  bytes.set(new TextEncoder().encode(type), 4);
  bytes.set(data, 8);
  view.setUint32(data.length + 8, crc32(bytes.subarray(4, data.length + 8)));
  return bytes;
}

function joined(parts: readonly Uint8Array[]) {
  const bytes = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}
