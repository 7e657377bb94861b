import { isClosed } from "../signs/closing.ts";
import { parseNumeral } from "../signs/numeral.ts";
import { namesReport } from "../signs/report-kinds.ts";
import type { Line } from "../line.ts";
import type { Notes } from "../notes.ts";

const FOOT =
  /版权所有|版权声明|未经.{0,12}(?:授权|许可|同意)|ICP\s?备|公网安备|网站标识码|技术支持|您?访问的链接|继续访问|Copyright|All rights|建议使用.{0,20}浏览|关注(?:该|我们的)?公众号|扫一扫|预览时标签不可点|轻触阅读原文|滑动看下一个|©|强力驱动|Powered by|电子邮箱地址不会被公开|(?:使用|接受).{0,6}cookie/i;
const FOOT_LABEL = /^(?:主办|承办|协办|维护)(?:单位)?\s?[:：][^。；]{1,120}$/;
const SHORTEST_PROSE = 20;
/** No button ends with a full stop. */
const SHORTEST_SENTENCE = 5;
const SENTENCE_END = /[。！？；][”’」』）)]?$/;
const LONGEST_BUTTON = 16;
const LONGEST_LINE = 80;
const SHORTEST_TITLE = 6;
const FURTHEST_TITLE = 40;

/**
 * The lines of a page without what stands around its main content: navigation, buttons, the site's foot, all of it named in a note.
 * What reads like text stays even there, with everything between it and the content.
 */
export function withoutSurroundings(lines: Line[], main: ReadonlySet<Line>, titles: string[], notes: Notes): Line[] {
  const [first, last] = contentOf(lines, main, titles);
  if (first < 0) return lines;
  const above = lines.slice(0, first).findIndex(isText);
  const below = lines.slice(last + 1).findLastIndex(isText);
  const start = above >= 0 ? above : first;
  const end = last + 1 + (below + 1);
  const left = [...lines.slice(0, start), ...lines.slice(end)];
  if (left.length === 0) return lines;
  const text = left.map(textOf).join("\n");
  notes.info(
    "page-furniture-left-out",
    `网页正文以外的 ${left.length} 行（导航、按钮、页脚等）没有放进正文。`,
    text,
    1,
  );
  return lines.slice(start, end);
}

/** First and last line of the content, its title included; -1 if there is nothing to go by. */
function contentOf(lines: Line[], main: ReadonlySet<Line>, titles: string[]): [number, number] {
  const first = lines.findIndex((line) => main.has(line));
  const last = lines.findLastIndex((line) => main.has(line));
  const title = lines.slice(0, Math.max(first, 0) + FURTHEST_TITLE).findIndex((line) => isTitle(line, titles));
  if (first < 0) return title < 0 ? [-1, -1] : [title, lines.findLastIndex((line) => !isFoot(line))];
  return [title >= 0 ? title : first, last];
}

function isTitle(line: Line, titles: string[]): boolean {
  const text = line.text.replace(/\s/g, "");
  if (text.length < SHORTEST_TITLE || line.table) return false;
  if (titles.some((title) => title.replace(/\s/g, "").includes(text)) && namesReport(text)) return true;
  return line.mark === 2 && namesReport(text);
}

const isFoot = (line: Line) => !line.table && (FOOT.test(line.text) || FOOT_LABEL.test(line.text));

/** Sentences, numbered lines and tables with more than buttons in them. */
function isText(line: Line): boolean {
  if (line.table) return line.table.rows.flat().some((cell) => cell.length > LONGEST_BUTTON || /\d{2}/.test(cell));
  if (isFoot(line)) return false;
  const numeral = parseNumeral(line.text);
  if (numeral && numeral.style !== "space" && numeral.style !== "path" && numeral.rest.length > 1) return true;
  if (line.text.length > LONGEST_LINE && /[，。；]/.test(line.text)) return true;
  if (line.text.length >= SHORTEST_SENTENCE && SENTENCE_END.test(line.text.slice(-3))) return true;
  return line.text.length >= SHORTEST_PROSE && /[。！？；]/.test(line.text) && isClosed(line.text);
}

const textOf = (line: Line) => line.table?.rows.map((row) => row.join("\t")).join("\n") ?? line.text;
