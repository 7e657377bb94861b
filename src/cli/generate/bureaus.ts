import { Random } from "./random.ts";
import words from "./words.json" with { type: "json" };

export interface InventedEdition {
  /** 示例市青溪区水务局 */
  bureau: string;
  shortName: string;
  year: number;
  /** 1, or 2 for a correction of the same year. */
  edition: number;
  /** Decides everything else about the text. */
  key: string;
}

const FIRST_YEAR = 2004;
const LAST_YEAR = 2025;
/** So many reports a bureau, on average, before the years run out. */
const REPORTS_A_BUREAU = 15;
const FEWEST_BUREAUS = 4;

/** Bureaus differ by place and kind; beyond all pairs of them a number is added to the place. */
function bureauName(at: number): string {
  const { places, kinds } = words;
  const round = Math.floor(at / (places.length * kinds.length));
  const place = places[(at * 7 + Math.floor(at / places.length)) % places.length] ?? "";
  const kind = kinds[(at * 3 + Math.floor(at / kinds.length) * 11) % kinds.length] ?? "";
  return `示例市${place}${round === 0 ? "" : hanDigits(round + 1)}${kind}`;
}

const hanDigits = (n: number) => `${n}`.replace(/\d/g, (digit) => "〇一二三四五六七八九"[Number(digit)] ?? digit);

/** `reports` pairs of bureau and year, year after year, with gaps, and a correction after some of them. */
export function* editions(reports: number, seed: string): Generator<InventedEdition> {
  const names = distinctNames(Math.max(Math.ceil(reports / REPORTS_A_BUREAU), Math.min(reports, FEWEST_BUREAUS)));
  const begins = names.map((_, at) => FIRST_YEAR + new Random(`${seed}/begin/${at}`).int(0, 3));
  let made = 0;
  for (let year = FIRST_YEAR; year <= LAST_YEAR; year++)
    for (const [at, bureau] of names.entries()) {
      const random = new Random(`${seed}/${at}/${year}`);
      if (made >= reports || year < (begins[at] ?? 0) || random.chance(0.04)) continue;
      made++;
      const edition = { bureau, shortName: bureau.slice(3), year, key: `${seed}/${at}/${year}/text` };
      yield { ...edition, edition: 1 };
      if (random.chance(0.03)) yield { ...edition, edition: 2 };
    }
}

function distinctNames(count: number): string[] {
  const names = new Set<string>();
  for (let at = 0; names.size < count; at++) names.add(bureauName(at));
  return [...names];
}
