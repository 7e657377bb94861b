import radicals from "./radicals.json" with { type: "json" };

/** The character of each radical: ⻅ 见. */
export const RADICAL_CHARACTERS: Readonly<Record<string, string>> = radicals;

const RADICAL = /[\u2e80-\u2fdf]/gu;
const COMPATIBILITY = /[\uf900-\ufaff\u{2f800}-\u{2fa1f}]/gu;
const LIGATURE = /[\ufb00-\ufb06]/g;
const NEVER = /(?!)/g;
const DOOR = "\u2f3e";

export interface MappedText {
  text: string;
  /** How many characters were written as they are meant. */
  count: number;
}

/**
 * Browsers print ⼯ and ⽤ (radicals) although 工 and 用 are meant, because a font draws both alike. The table is Unicode's
 * EquivalentUnifiedIdeograph; it knows one form of each radical, so ⼾ becomes 户 if the text prints no 戶.
 */
export function withoutRadicals(text: string, isTraditional: boolean, more = true): MappedText {
  let count = 0;
  const told = (meant: string) => {
    count++;
    return meant;
  };
  const table = radicals as Record<string, string>;
  const mapped = text
    .replace(RADICAL, (char) =>
      char === DOOR && !isTraditional ? told("户") : table[char] === undefined ? char : told(table[char]),
    )
    .replace(more ? COMPATIBILITY : NEVER, (char) => told(char.normalize("NFC")))
    .replace(more ? LIGATURE : NEVER, (char) => told(char.normalize("NFKC")));
  return { text: mapped, count };
}

/** 戶 is printed as itself: the text is in traditional characters. */
export const isTraditional = (texts: string[]) => texts.some((text) => text.includes("戶"));
