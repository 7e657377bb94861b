import type { Notes } from "../notes.ts";

const WINDOW = 30;
const MOST_RARE = 6;
const MOST_SIGNS = 6;
/** Rare characters side by side: in lists of names they stand apart. */
const FEWEST_PAIRS = 2;
const MOST_LATIN = 8;
const FEWEST = 12;
const MOST_QUOTED = 20;
const HAN = /\p{Script=Han}/u;
/** Characters that text recognition makes of a picture, and that no report uses. */
const SIGN = /[\\^`¤¦¬丨丿亅]/;
const LATIN = /[\u00a1-\u00bf\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u00ff]/;

let common: Set<string> | null = null;

/** The 3,755 commonest characters of GB 2312 and the 5,401 of Big5: all but names and terms of a report are among them. */
function commonCharacters(): Set<string> {
  if (common) return common;
  const bytes = (from: number, to: number, first: number) =>
    Array.from({ length: to - from + 1 }, (_, row) =>
      Array.from({ length: 0xff - first }, (_of, cell) => [from + row, first + cell]),
    ).flat(2);
  const text =
    new TextDecoder("gbk").decode(Uint8Array.from(bytes(0xb0, 0xd7, 0xa1))) +
    new TextDecoder("big5").decode(Uint8Array.from(bytes(0xa4, 0xc6, 0x40)));
  common = new Set(Array.from(text).filter((char) => HAN.test(char)));
  return common;
}

/** Looks for stretches that are no language: many rare characters, signs or accented letters close together. */
export function noteGarbled(texts: readonly string[], notes: Notes): void {
  const found = texts.flatMap((text) => garbledIn(text) ?? []);
  const damaged = texts.filter((text) => text.includes("\ufffd"));
  const quoted = [...new Set([...found, ...damaged.map((text) => around(text, text.indexOf("\ufffd")))])];
  if (quoted.length === 0) return;
  const message = `有 ${quoted.length} 处文字像是乱码（可能是扫描后识别的，或转换时损坏），请对照原件逐字核对。`;
  notes.blocking("garbled", message, quoted.slice(0, MOST_QUOTED).join("\n"), 0);
}

/** The worst place of a text, or null. */
function garbledIn(text: string): string | null {
  const chars = Array.from(text).filter((char) => char.trim() !== "");
  if (chars.length < FEWEST) return null;
  const known = commonCharacters();
  const kinds = chars.map((char) =>
    SIGN.test(char) ? "sign" : LATIN.test(char) ? "latin" : HAN.test(char) && !known.has(char) ? "rare" : "",
  );
  const counts = { rare: 0, sign: 0, latin: 0, "": 0 };
  let pairs = 0;
  const isPair = (at: number) => kinds[at] === "rare" && kinds[at - 1] === "rare";
  for (const [at, kind] of kinds.entries()) {
    counts[kind]++;
    if (isPair(at)) pairs++;
    if (isPair(at - WINDOW)) pairs--;
    const gone = kinds[at - WINDOW];
    if (gone !== undefined) counts[gone]--;
    const isNoise = counts.rare + counts.sign >= MOST_RARE && pairs >= FEWEST_PAIRS;
    if (isNoise || counts.sign >= MOST_SIGNS || counts.latin >= MOST_LATIN)
      return chars.slice(Math.max(0, at - WINDOW), at + 10).join("");
  }
  return null;
}

const around = (text: string, at: number) => text.slice(Math.max(0, at - 12), at + 13);
