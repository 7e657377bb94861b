import fc from "fast-check";
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { AppError } from "../../errors.ts";
import { pdfFile, type PlacedText } from "../fixtures/pdf-file.ts";
import { readPdf } from "./read-pdf.ts";

const SAMPLE = new Uint8Array(readFileSync("samples/formats/xihe-2024.pdf"));

test("a PDF with any bytes changed is read or refused, and never breaks the reader", { timeout: 120_000 }, async () => {
  const change = fc.tuple(fc.nat(SAMPLE.length - 1), fc.nat(255));
  await fc.assert(
    fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 40 }), fc.nat(SAMPLE.length), async (changes, cut) => {
      const bytes = Uint8Array.from(SAMPLE);
      for (const [at, byte] of changes) bytes[at] = byte;
      const sent = cut % 4 === 0 ? bytes.slice(0, cut) : bytes;
      await readPdf(sent).catch((error: unknown) => expect(error).toBeInstanceOf(AppError));
    }),
    { numRuns: 40, seed: 20261121 },
  );
});

test("wherever words stand on a page, each of them is in a line or in a note", { timeout: 120_000 }, async () => {
  const place = fc.tuple(
    fc.integer({ min: 40, max: 480 }),
    fc.integer({ min: 40, max: 800 }),
    fc.constantFrom(7, 12, 20),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(place, { minLength: 2, maxLength: 40 }), fc.boolean(), async (places, twoPages) => {
      const words = places.map(([x, y, size], i): PlacedText => [`词${String.fromCharCode(0x4e00 + i)}`, x, y, size]);
      const free = words.filter((word, i) => words.every((other, j) => i === j || apart(word, other)));
      fc.pre(free.length > 0);
      const { lines, notes } = await readPdf(pdfFile(twoPages ? [free, free] : [free]));
      const told = JSON.stringify([lines, notes]).replace(/\s|\\[tn]/g, "");
      for (const [word] of free) expect(told).toContain(word);
    }),
    { numRuns: 50, seed: 20261121 },
  );
});

/** Texts that overlap cannot be told apart on paper either. */
function apart([, x, y, size = 12]: PlacedText, [, otherX, otherY, otherSize = 12]: PlacedText): boolean {
  return Math.abs(y - otherY) > Math.max(size, otherSize) * 1.2 || x + size * 2 < otherX || otherX + otherSize * 2 < x;
}
