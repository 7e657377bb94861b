import { formatNumber } from "../text/number-format.ts";
import { isSymbolFont, symbolOf } from "../text/symbol-fonts.ts";
import { fontOf } from "./styles.ts";
import { child, childrenOf, toggle, value, type XmlElement } from "../package/xml.ts";

interface NumberLevel {
  start: number;
  format: string;
  text: string;
  style: string | null;
  legal: boolean;
  /** Restarts below that level (from 1); 0: never; null: below every higher level. */
  restart: number | null;
  suffix: string;
  font: string;
}

interface Num {
  abstract: string;
  levels: Map<number, NumberLevel>;
  starts: Map<number, number>;
}

export interface PrintedNumber {
  /** Number and what stands between it and the text, as printed: "一、", "1. ". */
  printed: string;
  isBullet: boolean;
  /** A format that is printed in figures, for want of knowing it. */
  unknown: string | null;
}

/** Counts automatic numbers as Word does: numbers that share a definition count on, deeper levels begin anew. */
export class Numbering {
  readonly #nums = new Map<string, Num>();
  readonly #counts = new Map<string, (number | undefined)[]>();
  readonly #begun = new Set<string>();

  constructor(part: XmlElement | undefined) {
    const abstracts = new Map(childrenOf(part, "abstractNum").map((one) => [one.attributes["abstractNumId"], one]));
    const byStyle = new Map([...abstracts.values()].map((one) => [value(one, "styleLink") ?? "", one]));
    for (const num of childrenOf(part, "num")) {
      let abstract = abstracts.get(value(num, "abstractNumId") ?? "");
      const link = value(abstract, "numStyleLink");
      if (link) abstract = byStyle.get(link) ?? abstract;
      const id = num.attributes["numId"];
      if (abstract && id) this.#nums.set(id, toNum(num, abstract));
    }
  }

  /** The level at which a definition numbers the paragraphs of a style. */
  levelOf(numId: string, style: string): number | null {
    for (const [at, level] of this.#nums.get(numId)?.levels ?? []) if (level.style === style) return at;
    return null;
  }

  next(numId: string, at: number): PrintedNumber | null {
    const num = this.#nums.get(numId);
    const level = num?.levels.get(at);
    if (!num || !level) return null;
    const counts = this.#advance(numId, num, at);
    if (level.format === "bullet")
      return { printed: bulletSign(level.text, level.font), isBullet: true, unknown: null };
    let unknown: string | null = null;
    const printed = level.text.replace(/%([1-9])/g, (_, digit: string) => {
      const of = num.levels.get(Number(digit) - 1);
      const format = level.legal ? "decimal" : (of?.format ?? "decimal");
      const n = counts[Number(digit) - 1] ?? of?.start ?? 1;
      const shown = formatNumber(n, format);
      if (shown === null) unknown = format;
      return shown ?? String(n);
    });
    return { printed: printed + gapAfter(printed, level.suffix), isBullet: false, unknown };
  }

  #advance(numId: string, num: Num, at: number): (number | undefined)[] {
    const counts = this.#counts.get(num.abstract) ?? [];
    this.#counts.set(num.abstract, counts);
    const override = num.starts.get(at);
    const first = override !== undefined && !this.#begun.has(`${numId} ${at}`);
    this.#begun.add(`${numId} ${at}`);
    const start = override ?? num.levels.get(at)?.start ?? 1;
    const before = counts[at];
    counts[at] = first || before === undefined ? start : before + 1;
    for (let upper = 0; upper < at; upper++) counts[upper] ??= num.levels.get(upper)?.start ?? 1;
    for (let deeper = at + 1; deeper < counts.length; deeper++) {
      const restart = num.levels.get(deeper)?.restart ?? null;
      if (restart === null || at < restart) counts[deeper] = undefined;
    }
    return counts;
  }
}

function toNum(num: XmlElement, abstract: XmlElement): Num {
  const levels = new Map(childrenOf(abstract, "lvl").map(toLevel));
  const starts = new Map<number, number>();
  for (const override of childrenOf(num, "lvlOverride")) {
    const at = Number(override.attributes["ilvl"]);
    const own = child(override, "lvl");
    if (own) levels.set(...toLevel(own));
    const start = value(override, "startOverride");
    if (start !== null) starts.set(at, Number(start));
  }
  return { abstract: abstract.attributes["abstractNumId"] ?? "", levels, starts };
}

function toLevel(lvl: XmlElement): [number, NumberLevel] {
  const restart = value(lvl, "lvlRestart");
  return [
    Number(lvl.attributes["ilvl"]),
    {
      start: Number(value(lvl, "start") ?? 1),
      format: value(lvl, "numFmt") ?? value(lvl, "AlternateContent", "Choice", "numFmt") ?? "decimal",
      text: value(lvl, "lvlText") ?? "",
      style: value(lvl, "pStyle"),
      legal: toggle(lvl, "isLgl") ?? false,
      restart: restart === null ? null : Number(restart),
      suffix: value(lvl, "suff") ?? "tab",
      font: fontOf(child(lvl, "rPr")),
    },
  ];
}

/** After a full-width mark the tab only fills up the line; after "1." or 第一章 it is what parts number and text. */
function gapAfter(printed: string, suffix: string): string {
  return suffix === "nothing" || printed === "" || /[、）．。：】〕\s]$/.test(printed) ? "" : " ";
}

/** Symbol fonts have their bullets in the private-use area, or in place of letters. */
function bulletSign(text: string, font: string): string {
  const sign = text.trim();
  const code = sign.charCodeAt(0);
  if (sign.length === 1 && (isSymbolFont(font) || code >= 0xf000)) return symbolOf(font || "Wingdings", code) ?? "•";
  return /^[\ue000-\uf8ff]?$/.test(sign) ? "•" : sign;
}
