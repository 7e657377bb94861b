import type { Notes } from "../notes.ts";
import { isTraditional, withoutRadicals } from "./radicals.ts";

// Zero-width, bidirectional controls, BOM inside text, soft hyphen, and C0/C1 controls except tab, newline, form feed, return.
const UNSEEN =
  // oxlint-disable-next-line no-control-regex -- see above
  /[\u0000-\u0008\u000b\u000e-\u001f\u007f-\u0084\u0086-\u009f\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]/g;
const RADICAL = /[\u2e80-\u2ef3\u2f00-\u2fd5]/;
const RADICALS = new RegExp(RADICAL, "g");
const PRIVATE_USE = /[\ue000-\uf8ff]|[\u{f0000}-\u{10fffd}]/gu;

/** One way of ending a line, and nothing that changes how text is shown without being seen. */
export function normaliseCharacters(text: string, notes: Notes): string {
  const lineEnds = text.replace(/\r\n?|[\u0085\u2028\u2029]/g, "\n");
  const removed = lineEnds.match(UNSEEN);
  if (!removed) return lineEnds;
  const kinds = [...new Set(removed)].map(codePoint).sort();
  const line = lineOf(lineEnds, lineEnds.search(UNSEEN));
  notes.info(
    "characters-normalised",
    `去掉了 ${removed.length} 个看不见的控制字符，文字没有改动。`,
    kinds.join("、"),
    line,
  );
  return lineEnds.replace(UNSEEN, "");
}

/** Radicals that a font draws like characters, as browsers and some editors write them, become the characters; each is told. */
export function withoutRadicalForms(text: string, notes: Notes): string {
  const at = text.search(RADICAL);
  if (at < 0) return text;
  const kinds = new Map<string, string>();
  const isOld = isTraditional([text]);
  const { text: mapped, count } = withoutRadicals(text, isOld, false);
  for (const radical of text.match(RADICALS) ?? []) {
    const meant = withoutRadicals(radical, isOld, false).text;
    if (meant === radical) continue;
    kinds.set(radical, meant);
    notes.account(radical, meant);
  }
  if (count === 0) return text;
  const told = [...kinds].map(([radical, meant]) => `${radical} → ${meant}`).join("\n");
  notes.info("characters-normalised", `${count} 个部首字符改写成了对应的汉字。`, told, lineOf(text, at));
  return mapped;
}

/** Private-use characters are kept: one of them may stand for a decimal point. */
export function notePrivateUse(text: string, notes: Notes): void {
  for (const [at, line] of text.split("\n").entries()) {
    const found = line.match(PRIVATE_USE);
    if (!found) continue;
    const first = line.search(PRIVATE_USE);
    const context = line.slice(Math.max(0, first - 12), first + 14).trim();
    const codes = [...new Set(found)].map(codePoint).join("、");
    const message = `第 ${at + 1} 行有自造字符（${codes}），可能代表小数点或生僻字，已原样保留，请对照原件核对。`;
    notes.unsure("private-use", message, context, at + 1);
  }
}

/** U+FFFD says that the file was damaged before it came here. */
export function noteDamage(text: string, notes: Notes): void {
  const at = text.indexOf("\ufffd");
  if (at < 0) return;
  const context = text.slice(Math.max(0, at - 12), at + 13).replaceAll("\n", " ");
  const count = text.split("\ufffd").length - 1;
  notes.unsure(
    "encoding",
    `文件里有 ${count} 个替代符“\ufffd”，说明原文在此之前已经损坏，请对照原件核对。`,
    context,
    lineOf(text, at),
  );
}

function lineOf(text: string, at: number): number {
  return text.slice(0, at).split("\n").length;
}

function codePoint(c: string): string {
  return `U+${(c.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`;
}
