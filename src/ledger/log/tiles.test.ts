import fc from "fast-check";
import { expect, test } from "vitest";
import { parseBundle, parseTilePath, type Tile, tileFits, tilePath, tilesOf, toBundle } from "./tiles.ts";

test("tile paths are spelled as in the examples of the specification", () => {
  expect(tilePath({ level: 0, index: 1234067, width: 256 })).toBe("tile/0/x001/x234/067");
  expect(tilePath({ level: "entries", index: 0, width: 8 })).toBe("tile/entries/000.p/8");
  expect(tilePath({ level: 2, index: 999, width: 256 })).toBe("tile/2/999");
  expect(tilePath({ level: 1, index: 1000, width: 1 })).toBe("tile/1/x001/000.p/1");
});

const tile: fc.Arbitrary<Tile> = fc.record({
  level: fc.oneof(fc.constant("entries" as const), fc.nat({ max: 63 })),
  index: fc.nat({ max: 2 ** 40 }),
  width: fc.integer({ min: 1, max: 256 }),
});

test("a tile path is read back as the tile it was made of", () => {
  fc.assert(
    fc.property(tile, (value) => {
      expect(parseTilePath(tilePath(value))).toEqual(value);
    }),
  );
});

test.each([
  "tile/00/000",
  "tile/64/000",
  "tile/0/0",
  "tile/0/x000/001",
  "tile/0/001/002",
  "tile/0/000.p/0",
  "tile/0/000.p/01",
  "tile/0/000.p/256",
  "tile/0/000.p/300",
  "tile/0/-01",
  "tile/entries/000/",
  "tile/data/000",
  "/tile/0/000",
  "tile/0/000.p/1\n",
])("%j is no tile", (path) => {
  expect(parseTilePath(path)).toBeNull();
});

test("a tree of 70,000 leaves has the tiles that the specification counts", () => {
  const hashTiles = tilesOf(70_000).filter(({ level }) => level !== "entries");
  const widths = (level: number) => hashTiles.filter((t) => t.level === level).map((t) => t.width);
  expect(widths(0)).toEqual([...Array.from({ length: 273 }, () => 256), 112]);
  expect(widths(1)).toEqual([256, 17]);
  expect(widths(2)).toEqual([1]);
  expect(hashTiles).toHaveLength(277);
  expect(tilesOf(256).map(tilePath)).toEqual(["tile/entries/000", "tile/0/000", "tile/1/000.p/1"]);
  expect(tilesOf(0)).toEqual([]);
});

test("every tile of a tree fits it, and none is wider than its hashes", () => {
  fc.assert(
    fc.property(fc.nat({ max: 200_000 }), (size) => {
      for (const t of tilesOf(size)) {
        expect(tileFits(t, size)).toBe(true);
        if (t.width < 256) expect(tileFits({ ...t, width: t.width + 1 }, size)).toBe(false);
      }
    }),
    { numRuns: 20 },
  );
});

test("a bundle gives back its entries, and a cut or stretched one is refused", () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 600 }), { maxLength: 8, minLength: 1 }), (entries) => {
      const bundle = toBundle(entries);
      expect(parseBundle(bundle)?.map((entry) => [...entry])).toEqual(entries.map((entry) => [...entry]));
      expect(parseBundle(bundle.subarray(0, -1))).toBeNull();
      expect(parseBundle(Uint8Array.from([...bundle, 1]))).toBeNull();
    }),
  );
  expect([...toBundle([new Uint8Array(258)])].slice(0, 2)).toEqual([1, 2]);
  expect(() => toBundle([new Uint8Array(65_536)])).toThrow("65536");
});
