import fc from "fast-check";
import { expect, test } from "vitest";
import { checkLetters, placeOfMistake } from "./receipt-check.ts";

const letter = fc.integer({ min: 0, max: 31 });
const code = fc.array(letter, { minLength: 26, maxLength: 26 }).map((plain) => [...plain, ...checkLetters(plain)]);
const place = fc.integer({ min: 0, max: 27 });

test("what was made is right, and one wrong letter is placed wherever it stands", () => {
  fc.assert(
    fc.property(code, place, fc.integer({ min: 1, max: 31 }), (letters, at, error) => {
      expect(placeOfMistake(letters)).toBeNull();
      expect(placeOfMistake(letters.map((each, i) => (i === at ? each ^ error : each)))).toBe(at);
    }),
    { numRuns: 2000 },
  );
});

test("two neighbours in each other's place are placed, save by the rare chance of another pair", () => {
  let [placed, tried] = [0, 0];
  fc.assert(
    fc.property(code, fc.integer({ min: 0, max: 26 }), (letters, at) => {
      const swapped = letters.with(at, letters[at + 1]!).with(at + 1, letters[at]!);
      if (letters[at] === letters[at + 1]) return;
      tried += 1;
      if (placeOfMistake(swapped) === at) placed += 1;
    }),
    { numRuns: 1000, seed: 1 },
  );
  expect(placed / tried).toBeGreaterThan(0.6);
});
