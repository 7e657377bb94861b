import fc from "fast-check";
import { expect, test } from "vitest";
import { BLOCK, type GlyphOutline, glyphIn, packBlock } from "./glyph-block.ts";

const point = fc.tuple(fc.integer({ min: -300, max: 600 }), fc.integer({ min: -300, max: 600 }));
const contour = fc.array(point, { minLength: 3, maxLength: 200 }).map((points) => points.flat());
const glyph = fc.record({ advance: fc.integer({ min: 0, max: 1000 }), contours: fc.array(contour, { maxLength: 5 }) });

test("an outline comes out of a block as it went in, and a character without one is none", () => {
  fc.assert(
    fc.property(glyph, fc.integer({ min: 0, max: BLOCK - 1 }), (drawn, at) => {
      const glyphs: (GlyphOutline | null)[] = Array.from({ length: BLOCK }, (_, n) => (n === at ? drawn : null));
      const block = packBlock(glyphs);
      expect(glyphIn(block, 0x4e00 + at)).toEqual(drawn);
      expect(glyphIn(block, 0x4e00 + ((at + 1) % BLOCK))).toBe(null);
    }),
    { seed: 20240918, numRuns: 100 },
  );
});
