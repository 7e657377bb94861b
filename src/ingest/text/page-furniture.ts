import { dropLines, type Line } from "../line.ts";
import type { Notes } from "../notes.ts";
import { halfWidth, parseNumeral } from "../signs/numeral.ts";

const CERTAIN =
  /^(?:[-—–－·~]+\s?[0-9０-９]{1,4}\s?[-—–－·~]+|第\s?[0-9０-９一二三四五六七八九十]{1,4}\s?页(?:\s?[,，/]?\s?共\s?[0-9０-９一二三四五六七八九十]{1,4}\s?页)?|page\s?\d{1,4}(?:\s?(?:of|\/)\s?\d{1,4})?|\d{1,3}\s?\/\s?\d{1,3}|[ivx]{1,5})$/i;
const BARE = /^[0-9０-９]{1,3}$/;

/** Page numbers and running titles are left out; what they stood between may be one paragraph. */
export function withoutPageFurniture(lines: Line[], notes: Notes): Line[] {
  const numbers = pageNumbers(lines);
  const running = runningTitles(lines, numbers);
  const dropped = new Set([...numbers, ...running]);
  for (const [found, what] of [[numbers, "页码"] as const, [running, "页眉页脚"] as const]) {
    const first = found[0];
    if (!first) continue;
    const text = found.map((line) => line.text).join("\n");
    notes.info("page-furniture-left-out", `${found.length} 处${what}没有放进正文。`, text, first.number);
  }
  return dropLines(lines, dropped, true);
}

function pageNumbers(lines: Line[]): Line[] {
  const plain = lines.filter((line) => !line.table && line.mark === 0);
  const certain = plain.filter((line) => CERTAIN.test(line.text) && !/^[ivx]+$/i.test(line.text));
  return [...certain, ...bareNumbers(plain, certain.length)].sort((a, b) => a.number - b.number);
}

/** A line that is only a number is a page number if the numbers count up through the file, or a form feed is beside it. */
function bareNumbers(lines: Line[], certain: number): Line[] {
  const bare = lines.filter((line) => BARE.test(line.text));
  const rising: Line[] = [];
  for (const line of bare) {
    const last = rising.at(-1);
    const step = Number(halfWidth(line.text)) - (last ? Number(halfWidth(last.text)) : certain);
    const apart = !last || line.number - last.number > 3;
    if (apart && step >= 1 && step <= 3) rising.push(line);
  }
  if (rising.length >= 3 || certain >= 2) return rising;
  const after = new Map(lines.map((line, i) => [line, lines[i + 1]]));
  return bare.filter((line) => line.newPage || after.get(line)?.newPage);
}

/** Belongs to the table below it, however often it comes. */
export const UNIT_LINE =
  /^[（(]?(?:金额|计量|货币|人民币)?单位\s?[:：]|单位\s?[:：]\s?(?:人民币)?[百千万亿]{0,2}元[）)]?$/;
const LONGEST_RUNNING = 50;

/** A short line that comes back at page ends, on every page it is found. */
function runningTitles(lines: Line[], numbers: Line[]): Line[] {
  const numbered = new Set(numbers);
  const isFirstTitle = (i: number) => i < 8 && /报告/.test(lines[i]?.text ?? "");
  const atPageEnd = (i: number) => {
    const [before, here, after] = [lines[i - 1], lines[i], lines[i + 1]];
    const edge = here?.newPage || after?.newPage;
    return edge || (before !== undefined && numbered.has(before)) || (after !== undefined && numbered.has(after));
  };
  const places = new Map<string, number[]>();
  for (const [i, line] of lines.entries()) {
    if (
      line.text.length > LONGEST_RUNNING ||
      line.table ||
      numbered.has(line) ||
      UNIT_LINE.test(line.text) ||
      /[。；]$/.test(line.text)
    )
      continue;
    const key = line.text.replace(/\s/g, "");
    const known = places.get(key);
    if (known) known.push(i);
    else places.set(key, [i]);
  }
  const running: Line[] = [];
  for (const at of places.values()) {
    const edges = at.filter((place, n) => atPageEnd(place) && !(n === 0 && isFirstTitle(place)));
    const enough = parseNumeral(lines[at[0] ?? 0]?.text ?? "") ? 3 : isFirstTitle(at[0] ?? 99) ? 1 : 2;
    if (edges.length >= enough && edges.length >= at.length - 1) running.push(...edges.map((i) => lines[i] as Line));
  }
  return running.sort((a, b) => a.number - b.number);
}
