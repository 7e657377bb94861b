import { blockText } from "../anchors.ts";
import type { Section } from "../report.ts";

/** The words in which a report promises truth and accepts public supervision, and their place. */
export interface ReportPromise {
  /** Slug. */
  section: string;
  anchor: string;
  /** One sentence, or two that follow each other, exactly as printed. */
  quote: string;
}

export type PromiseVerdict = "confirmed" | "rejected";

/** A promise as the public sees it; what staff rejected is none. */
export interface StandingPromise extends ReportPromise {
  confirmed: boolean;
}

interface Kept {
  section: string | null;
  anchor: string | null;
  quote: string | null;
  status: "none" | "found" | PromiseVerdict;
}

/** From the row of a revision; undefined if there is no row. */
export function toStanding(kept: Kept | undefined): StandingPromise | null | undefined {
  if (!kept) return undefined;
  const { section, anchor, quote, status } = kept;
  if (status === "rejected" || section === null || anchor === null || quote === null) return null;
  return { section, anchor, quote, confirmed: status === "confirmed" };
}

const STANDARDS = new Set(["statement", "about-report"]);
const TITLES = /公开陈述|前言|序言|致辞|寄语|编制说明|编写说明|报告说明|关于本报告/;
const TRUTH = /真实|诚信|属实|准确|可靠/;
const INVITED = "(?:接受|欢迎|恳请|敬请|诚请|期待|希望|请)";
const BY_WHOM = "(?:社会|公众|群众|大众|各界|各方|公开|广大|市民|用户|客户|读者|您|大家|舆论)";
const SUPERVISED = "(?:监督|批评指正|提出(?:宝贵)?意见)";
/** Who is asked may stand before or after the verb, or nowhere: 欢迎监督, 请社会各界监督, 欢迎您提出宝贵意见. */
const SUPERVISION = new RegExp(
  `${INVITED}[^。！？；]{0,6}${BY_WHOM}[^。！？；]{0,10}${SUPERVISED}|(?:欢迎|恳请|敬请)(?:予以|给予|加以)?监督|${BY_WHOM}[^。！？；，]{0,6}的?监督(?!管理)`,
);

/** The promise in the public statement or the preface; null if a report makes none (nothing is inferred). */
export function findPromise(sections: readonly Section[]): ReportPromise | null {
  for (const section of sections.filter((each) => isPreface(each, sections)))
    for (const block of section.blocks) {
      if (block.kind === "table") continue;
      const quote = promiseIn(blockText(block));
      if (quote) return { section: section.slug, anchor: block.anchor, quote };
    }
  return null;
}

function isPreface(section: Section, sections: readonly Section[]): boolean {
  if ((section.standard !== null && STANDARDS.has(section.standard)) || TITLES.test(section.title)) return true;
  const parent = section.parent === null ? undefined : sections[section.parent];
  return parent !== undefined && isPreface(parent, sections);
}

function promiseIn(text: string): string | null {
  const sentences = text.match(/[^。！？]+[。！？]*/gu) ?? [];
  const promises = (words: string) => TRUTH.test(words) && SUPERVISION.test(words);
  const one = sentences.find(promises);
  if (one) return one.trim();
  const at = sentences.findIndex((sentence, i) => promises(sentence + (sentences[i + 1] ?? "")));
  return at < 0
    ? null
    : sentences
        .slice(at, at + 2)
        .join("")
        .trim();
}
