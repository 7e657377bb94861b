import { dropLines, type Line } from "../line.ts";
import type { Notes } from "../notes.ts";

const ORNAMENT = /^[\s.·•。…*＊=~～_\-—–－─━═#+^<>《》◆◇■□●○★☆※┌┐└┘├┤┬┴┼│┃╔╗╚╝╠╣╦╩╬║]+$/u;

const TOC_MARK = /^(?:\[\[?_?toc_?\]?\]|\{:toc\})$/i;

/** Lines of nothing but dots, dashes or stars; a withheld figure never stands alone on a line. */
export function withoutOrnaments(lines: Line[], notes: Notes): Line[] {
  const dropped = lines.filter(
    (line) => !line.table && line.bullet === "" && (ORNAMENT.test(line.text) || TOC_MARK.test(line.text)),
  );
  for (const line of dropped) {
    notes.info("ornament-left-out", `第 ${line.number} 行只有装饰符号，没有放进正文。`, line.text, line.number);
  }
  return dropLines(lines, new Set(dropped));
}
