import { STANDARD_OUTLINE } from "../../ingest/signs/standard-outline.ts";
import { importPinyin } from "../../pinyin/pinyin.ts";
import type { Catalog } from "../catalog.ts";

/** A name that may be meant, with the reading of each of its characters. */
interface Sounded {
  name: string;
  chars: string[];
  syllables: string[];
}

export type FindSimilar = (text: string) => string[];

const MOST_SIMILAR = 3;
/** Below two syllables nearly everything sounds alike. */
const LEAST_LETTERS = 4;

let known: { version: number; find: FindSimilar } | undefined;

/** Finds the parts of bureau names and standard headings that read like a text, in characters or in pinyin. */
export async function soundsOf(catalog: Catalog): Promise<FindSimilar> {
  if (known?.version === catalog.version) return known.find;
  const spell = await importPinyin();
  const headings = STANDARD_OUTLINE.flatMap(({ name, aliases }) => [name, ...aliases]);
  const names = [...new Set([...catalog.bureaus.flatMap(({ shortName, name }) => [shortName, name]), ...headings])];
  const sounded = names.flatMap((name) => {
    const chars = Array.from(name);
    const syllables = spell(name);
    return chars.length === syllables.length ? [{ name, chars, syllables }] : [];
  });
  const find: FindSimilar = (text) => similarTo(text, sounded, spell);
  known = { version: catalog.version, find };
  return find;
}

function similarTo(text: string, sounded: readonly Sounded[], spell: (text: string) => string[]): string[] {
  const isHan = /^\p{Script=Han}+$/u.test(text);
  const letters = isHan ? spell(text).join("") : text.toLowerCase().replace(/[\s'’-]/gu, "");
  if (!/^[a-z]+$/.test(letters) || letters.length < LEAST_LETTERS) return [];
  const length = isHan ? Array.from(text).length : undefined;
  const found = new Set<string>();
  for (const each of sounded) {
    const part = partThatReads(letters, each, length);
    if (part !== null && part !== text) found.add(part);
    if (found.size === MOST_SIMILAR) break;
  }
  return [...found];
}

/** The run of whole characters whose readings spell the letters: 松江 in 上海松江电信局 for "songjiang". */
function partThatReads(letters: string, { chars, syllables }: Sounded, length: number | undefined): string | null {
  for (let from = 0; from < syllables.length; from++) {
    let spelled = "";
    for (let to = from; to < syllables.length && letters.startsWith(spelled); to++) {
      spelled += syllables[to];
      const count = to - from + 1;
      if (spelled === letters && count > 1 && (length === undefined || count === length))
        return chars.slice(from, to + 1).join("");
    }
  }
  return null;
}
