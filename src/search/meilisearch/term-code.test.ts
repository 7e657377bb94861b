import fc from "fast-check";
import { expect, it } from "vitest";
import { bigramWords, characterWords, codeOf } from "./term-code.ts";

it("every character of the ranges that reports are written in has a word of its own", () => {
  const seen = new Set<string>();
  let characters = 0;
  for (let code = 0x20; code < 0x1_0000; code++) {
    if ((code >= 0x4dc0 && code < 0x4e00) || (code >= 0xa000 && code < 0xf900)) continue;
    seen.add(codeOf(String.fromCharCode(code)));
    characters++;
  }
  expect(seen.size).toBe(characters);
});

it("any text becomes words of letters and digits that no tokenizer touches", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 50 }), (text) => {
      for (const word of characterWords(text)) expect(word).toMatch(/^[0-9a-z]{3}$/);
      for (const word of bigramWords(text)) expect(word).toMatch(/^[0-9a-z]{6}$/);
    }),
  );
});

it("a text that holds another holds all its bigrams", () => {
  const text = fc.string({ unit: "grapheme", minLength: 1, maxLength: 8 });
  fc.assert(
    fc.property(text, text, text, (before, part, after) => {
      const there = new Set(bigramWords(before + part + after));
      for (const word of bigramWords(part)) expect(there).toContain(word);
    }),
  );
});
