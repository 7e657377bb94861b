import { encodeQR } from "qr";
import decodeQR from "qr/decode.js";
import { expect, test } from "vitest";
import { qrPath } from "./qr-code.tsx";

const SCALE = 6;

/** Reads the strokes back into the pixels a camera would see. */
function pixelsOf(path: string, size: number) {
  const data = new Uint8Array((size * SCALE) ** 2 * 4).fill(255);
  let [x, y] = [0, 0];
  for (const [, begin, to, on, gap] of path.matchAll(/M(\d+) (\d+)\.5|m(\d+) 0|h(\d+)/g)) {
    if (begin !== undefined) [x, y] = [Number(begin), Number(to)];
    x += Number(on ?? 0);
    for (let dy = 0; gap !== undefined && dy < SCALE; dy += 1) {
      const at = ((y * SCALE + dy) * size + x) * SCALE * 4;
      for (let px = 0; px < Number(gap) * SCALE; px += 1) data.fill(0, at + px * 4, at + px * 4 + 3);
    }
    x += Number(gap ?? 0);
  }
  return { width: size * SCALE, height: size * SCALE, data };
}

test("what is drawn reads as the address, short or long", () => {
  for (const address of [
    "https://gongshi.example/",
    `https://gongshi.example/reports/${"donghu-".repeat(20)}/2023/r2`,
  ]) {
    const rows = encodeQR(address, "raw", { ecc: "medium" });
    expect(decodeQR(pixelsOf(qrPath(rows), rows.length))).toBe(address);
  }
});
