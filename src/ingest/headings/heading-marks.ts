import { joinCut } from "../signs/closing.ts";
import { namesReport } from "../signs/report-kinds.ts";
import { makeLine, type Line } from "../line.ts";

/** A paragraph longer than this is text, whatever style it was given. */
const LONGEST = 60;
const FRONT = 12;

/**
 * Marks come 2 and deeper, so that 1 is left for the report's title: the style "Title", or the first heading, near the top, if it
 * alone has the highest level or says that it is a report.
 */
export function markHeadings(lines: Line[]): Line[] {
  const sober = lines.map((line) =>
    line.mark > 0 && (line.text.length > LONGEST || /[。；，]$/.test(line.text)) ? { ...line, mark: 0 } : line,
  );
  const marked = sober.filter((line) => line.mark > 1);
  const top = Math.min(...marked.map((line) => line.mark));
  const first = sober.slice(0, FRONT).find((line) => line.mark > 1);
  const titled = sober.some((line) => line.mark === 1);
  const alone = marked.length > 1 && marked.filter((line) => line.mark === top).length === 1;
  const isTitle = !titled && first?.mark === top && (alone || isReportTitle(first.text.replace(/\s/g, "")));
  return sober.map((line) => (isTitle && line === first ? { ...line, mark: 1 } : line));
}

const isReportTitle = (text: string) => text.includes("报告") || namesReport(text);

/** Lines of one heading, put together. */
export function joinHeading(lines: Line[]): Line[] {
  const [first, ...rest] = lines;
  if (!first || rest.length === 0) return lines;
  return [makeLine(joinCut(lines.map((line) => line.text)), 0, { ...first, bold: 0 })];
}
