import { canonicalText } from "../canonical-text.ts";
import type { ParsedSection } from "../document.ts";
import { stemOf } from "../file-name.ts";
import type { Notes } from "../notes.ts";
import { type BureauFound, bureauName } from "./bureau-name.ts";
import { namesReport } from "../signs/report-kinds.ts";
import { type YearFound, yearInText, yearInTitle } from "./report-year.ts";
import { shortName } from "./short-name.ts";
import { isYearLine, type TitlePage } from "./title-page.ts";

export interface Identity {
  title: string;
  bureau: string | null;
  shortName: string | null;
  year: number | null;
}

/**
 * Who reports on which year: by the title page, else by what the file calls itself (`stated`: a page's <title>, a Word file's or PDF's
 * title), else concluded from the text, which is told so that a person looks.
 */
export function identify(
  page: TitlePage,
  stated: string[],
  sections: ParsedSection[],
  fileName: string,
  notes: Notes,
): Identity {
  const named = stated.map(ownTitle).filter((title) => namesReport(title.replace(/\s/g, "")));
  const title = page.title || named[0] || stemOf(fileName);
  if (!page.title && !named[0]) notes.unsure("outline", "没有找到报告标题，暂用文件名代替。", title, 0);
  const text = canonicalText({ title: "", sections });
  const bureau = bureauName(page.title, page.around, text, named);
  noteBureau(bureau, title, notes);
  const year = findYear(page, named, text, title, notes);
  return {
    title,
    bureau: bureau?.name ?? null,
    shortName: bureau ? shortName(bureau.name, text) : null,
    year: year?.year ?? null,
  };
}

/** 示例市水务局2023年度社会责任报告_示例市人民政府 - 首页: the part that names the report. */
function ownTitle(printed: string): string {
  const parts = printed
    .slice(0, 300)
    .split(/[_|｜]|\s[-–—]+\s|--|[-–—](?=[^-–—]{2,30}(?:网站|网|政府|平台|官网|局|委员会)$)/);
  const naming = parts.filter((part) => namesReport(part.replace(/\s/g, "")));
  return (naming.find((part) => yearInTitle(part) !== null) ?? naming[0] ?? printed).trim();
}

function noteBureau(bureau: BureauFound | null, title: string, notes: Notes): void {
  if (!bureau) notes.unsure("bureau", "没有在报告中找到单位全称，发布时需要填写。", title, 0);
  else if (bureau.how === "read") notes.unsure("bureau", `单位按标题读作“${bureau.name}”，请核对。`, title, 0);
  else if (bureau.how === "guessed")
    notes.blocking("bureau-guessed", `标题没有写明单位全称，推断为“${bureau.name}”，请核对。`, title, 0);
}

function findYear(page: TitlePage, named: string[], text: string, title: string, notes: Notes): YearFound | null {
  const inTitle =
    yearInTitle(page.title) ?? yearInTitle(named[0] ?? "") ?? yearInTitle(page.around.find(isYearLine) ?? "");
  const found = inTitle ?? yearInTitle(page.around.join(" "));
  const year = found ?? yearInText(text);
  if (!year) notes.unsure("year", "没有在报告中找到年度，发布时需要填写。", title, 0);
  else if (year.range)
    notes.unsure("year", `标题写的是“${year.printed}”，按最后一年 ${year.year} 年归档。`, year.printed, 0);
  else if (!inTitle)
    notes.blocking("year-guessed", `标题没有写年度，按“${year.printed}”归入 ${year.year} 年。`, year.printed, 0);
  return year;
}
