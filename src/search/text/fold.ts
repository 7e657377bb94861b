import TSCharacters from "opencc-js/dict/TSCharacters";
import { RADICAL_CHARACTERS } from "../../ingest/text/radicals.ts";

/**
 * Text as search sees it. `text` has no white space or control characters; `start[i]` and `end[i]` are the UTF-16
 * offsets in the original between which the folded unit `i` stood.
 */
export interface FoldedText {
  text: string;
  start: number[];
  end: number[];
}

/** Pairs that OpenCC decides by phrase, and punctuation that only differs by keyboard or typesetter. */
const SAME: readonly (readonly [string, string])[] = [
  ["著藉甦○", "着借苏〇"],
  // CJK radicals as PDF files leave them in the place of characters; NFKC knows the Kangxi radicals only.
  [
    "⻄⻅⻆⻉⻋⻑⻓⻔⻘⻙⻚⻛⻜⻝⻞⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻰⻲⻳⺟⺠⺫⺬⺮⺶⺷⺸⺼⻁⻃⻊⻗⺝⺞⺍⺌⺜⺩⺯⺰⻌⻏⻖",
    "西见角贝车长长门青韦页风飞食食马骨鬼鱼鸟卤麦黄黾齐齐齿齿龙龟龟母民目示竹羊羊羊月虎西足雨月歹小小日王糸纟辶阝阝",
  ],
  ["“”„‟«»「」『』〝〞〟", '"'.repeat(13)],
  ["‘’‚‛`´", "'".repeat(6)],
  ["‐‑‒–—―−─⸺﹣", "-".repeat(10)],
  ["·•‧∙⋅・●", "·".repeat(7)],
  ["〜∼", "~~"],
  ["【〔〖", "[[["],
  ["】〕〗", "]]]"],
];

const IGNORED = /^[\p{Z}\p{Cc}\p{Cf}\p{Variation_Selector}]$/u;
const MARK = /^[\p{M}\uFF9E\uFF9F]$/u;

let pairs: Map<string, string> | undefined;

/** Made when text is first folded: it is not needed for the Worker to start. */
function simplified(char: string): string | undefined {
  if (!pairs) {
    pairs = new Map(TSCharacters.split("|").map((pair): [string, string] => pair.split(" ", 2) as [string, string]));
    for (const [radical, meant] of Object.entries(RADICAL_CHARACTERS)) pairs.set(radical, pairs.get(meant) ?? meant);
    for (const [from, to] of SAME) Array.from(from).forEach((one, i) => pairs?.set(one, Array.from(to)[i] ?? one));
  }
  return pairs.get(char);
}

const known = new Map<number, string>();

function foldCharacter(code: number): string {
  const cached = known.get(code);
  if (cached !== undefined) return cached;
  const folded = foldCluster(String.fromCodePoint(code));
  known.set(code, folded);
  return folded;
}

function foldCluster(cluster: string): string {
  let folded = "";
  for (const char of cluster.toWellFormed().normalize("NFKC").toLowerCase().normalize("NFKC"))
    if (!IGNORED.test(char)) folded += simplified(char) ?? char;
  return folded;
}

/** Folds one text: NFKC, lower case, Traditional to Simplified, look-alike punctuation, no white space. */
export function fold(original: string): FoldedText {
  const start: number[] = [];
  const end: number[] = [];
  let text = "";
  let i = 0;
  while (i < original.length) {
    const code = original.codePointAt(i) ?? 0;
    let next = i + (code > 0xffff ? 2 : 1);
    let folded = foldCharacter(code);
    const after = original.charCodeAt(next);
    if (after >= 0x300 && next < original.length) {
      const from = next;
      while (next < original.length && MARK.test(String.fromCodePoint(original.codePointAt(next) ?? 0)))
        next += (original.codePointAt(next) ?? 0) > 0xffff ? 2 : 1;
      if (next > from) folded = foldCluster(original.slice(i, next));
    }
    for (let unit = 0; unit < folded.length; unit++) {
      start.push(i);
      end.push(next);
    }
    text += folded;
    i = next;
  }
  return { text, start, end };
}

export const foldText = (original: string) => fold(original).text;
