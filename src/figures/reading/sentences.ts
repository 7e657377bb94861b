import type { Figure } from "../figure.ts";
import type { Section } from "../../reports/report.ts";
import type { FigureParagraph } from "./figure-paragraph.ts";

/** The figures of one sentence (up to 。；！？ or a line break) that is not of a table. */
export interface FigureSentence {
  text: string;
  /** Offset of `text` in the paragraph. */
  start: number;
  figures: Figure[];
  paragraph: FigureParagraph;
}

export function sentencesOf(paragraph: FigureParagraph): FigureSentence[] {
  if (paragraph.grid) return [];
  let next = 0;
  return [...paragraph.text.matchAll(/[^。；;！？\n]+/gu)].flatMap(({ 0: text, index: start }) => {
    const end = start + text.length;
    const first = next;
    while ((paragraph.figures[next]?.end ?? Infinity) <= end) next += 1;
    const figures = paragraph.figures.slice(first, next);
    return figures.length > 0 ? [{ text, start, figures, paragraph }] : [];
  });
}

/** The first year that a text names: 2023 of 2023 年末. */
export const yearIn = (text: string) => /(?:19|20)\d\d(?=\s*年)/u.exec(text)?.[0];

/** The words between two figures of a paragraph. */
export const between = (paragraph: FigureParagraph, from: Figure, to: Figure) =>
  paragraph.text.slice(from.end, to.start);

/** Report sections that tell of hopes. Nothing there is a fact to compare. */
export const isOutlook = ({ outlook }: FigureParagraph) => outlook;

const HOPED =
  /预期|展望|目标|计划|安排|部署|打算|思路|下一步|下一阶段|明年|来年|新的一年|工作(?:任务|要求|重点)|重点(?:工作|任务)|主要任务/u;
const COMING = /(?:今年|(?:19|20)\d\d\s?年)(?:的|度)?[^回总]{0,8}(?:工作|任务|重点|建议)$/u;
const DONE = /回顾|总结|完成|成效|成绩|成果|情况|进展|落实|执行|开展/u;

/** For each section: true if it, or a section around it, tells of the future. 2024年工作回顾 does not. */
export function outlooksOf(sections: readonly Section[]): boolean[] {
  const told: boolean[] = [];
  for (const { title, standard, parent } of sections) {
    const own =
      /^(?:outlook|prospects|expected)/u.test(standard ?? "") ||
      (!DONE.test(title) && (HOPED.test(title) || COMING.test(title)));
    told.push(own || (parent !== null && (told[parent] ?? false)));
  }
  return told;
}

/** From these words on, a paragraph states aims, not results. */
const AIM =
  /(?:预期|奋斗|主要|工作|发展|总体|年度|约束性)?目标(?:任务)?(?:是|为|如下|包括|有|[：:])|新的一年|明年|来年|下一年|下一步|力争|争取|今年(?:要|将|计划|拟|安排|重点)|20\d\d\s?年[，,]?(?:要|将|计划|拟|力争)|预计(?:到)?|到20\d\d\s?年|“十[四五六七]五”(?:期间|末)/u;

/** The place at which a paragraph begins to speak of aims; Infinity if it does not. */
export function aimsFrom(text: string): number {
  const at = text.search(AIM);
  return at < 0 ? Infinity : at;
}
