import type { Notes } from "../notes.ts";

/** The sign that a symbol font draws for a code; boxes, ticks and bullets are common in forms. */
const WINGDINGS: Record<string, string> = {
  "6C": "●",
  "6D": "○",
  "6E": "■",
  "6F": "□",
  "70": "□",
  "71": "❑",
  "72": "❒",
  "73": "◆",
  "74": "◆",
  "75": "◆",
  "76": "❖",
  "77": "◆",
  "9E": "·",
  "9F": "•",
  A1: "○",
  A4: "◎",
  A7: "▪",
  A8: "□",
  AB: "★",
  B7: "•",
  D8: "➢",
  DC: "➲",
  E0: "→",
  E8: "➔",
  F0: "⇨",
  FB: "✗",
  FC: "✓",
  FD: "☒",
  FE: "☑",
};
const WINGDINGS_2: Record<string, string> = {
  "4F": "✗",
  "50": "✓",
  "51": "☒",
  "52": "☑",
  "53": "☒",
  "54": "☒",
  A3: "□",
};
const FAMILY = /(?:^|\+)(?:wingdings|webdings|symbol|zapf\s?dingbats|monotype\s?sorts)/i;
const DRAWN = /(?:^|\+)(?:wingdings|webdings|zapf\s?dingbats|monotype\s?sorts)/i;

export const isSymbolFont = (name: string) => FAMILY.test(name);
/** Every letter of it is a drawing; the font Symbol has Greek letters too. */
export const isDrawnFont = (name: string) => DRAWN.test(name);

/** The sign a symbol font draws for a code (also in the private-use area, in which Word keeps it); null for one not known. */
export function symbolOf(font: string, code: number): string | null {
  const key = (code & 0xff).toString(16).toUpperCase().padStart(2, "0");
  if (/symbol$/i.test(font)) return key === "B7" ? "•" : null;
  if (/wingdings\s?2/i.test(font)) return WINGDINGS_2[key] ?? null;
  return WINGDINGS[key] ?? null;
}

/** Text set in a symbol font: an unknown sign becomes private-use, so that it is told and never read as a letter. */
export function readSymbols(font: string, text: string): string {
  return text.replace(/[!-/:-~\u00a1-\u00ff\uf020-\uf0ff]/g, (c) => {
    const code = c.charCodeAt(0);
    return (
      symbolOf(font, code) ?? (isDrawnFont(font) || code >= 0xf000 ? String.fromCharCode(0xf000 | (code & 0xff)) : c)
    );
  });
}

const BULLET = /^([\t \u3000]{0,40})([\uf020-\uf0ff])(?=[\t \u3000]|\p{Script=Han}|[“《（])/gmu;

/** A private-use character that begins a line is a bullet of Word's, never a decimal point. */
export function readBullets(text: string, notes: Notes): string {
  let count = 0;
  let first = 0;
  const read = text.replace(BULLET, (_, blank: string, c: string, at: number) => {
    if (count++ === 0) first = at;
    const sign = symbolOf("Wingdings", c.charCodeAt(0)) ?? "•";
    notes.account(c, sign);
    return `${blank}${sign}`;
  });
  if (count === 0) return text;
  const line = text.slice(0, first).split("\n").length;
  const message = `${count} 个行首的符号字体字符，按项目符号写出。`;
  notes.info("characters-normalised", message, text.slice(first, first + 24).trim(), line);
  return read;
}
