import { beijingMinute } from "../../day.ts";
import { pinnedPath } from "../target/passage-path.ts";
import { type Kind, kindOf } from "../kind.ts";
import type { FeedbackTarget } from "../target/target.ts";

/** The sealed fields of a feedback. */
export interface SealedFacts {
  kind: Kind;
  title: string;
  text: string;
  contact: string | null;
  aboutBureau: string | null;
  aboutBureauName: string | null;
  year: number | null;
  revision: number | null;
  section: string | null;
  sectionHeading: string | null;
  anchor: string | null;
  quote: string | null;
}

export const sealedPlace = ({ bureau, ...place }: FeedbackTarget) => ({
  ...place,
  aboutBureau: bureau?.slug ?? null,
  aboutBureauName: bureau?.name ?? null,
});

/** Everything that is sealed, as a text that a person can read when nothing but the `age` command is at hand. */
export function toSealedText(of: SealedFacts, files: number, at: string): string {
  const { aboutBureau, aboutBureauName, year, revision, sectionHeading } = of;
  const facts: [string, string | null | false][] = [
    ["类型", kindOf(of.kind).name],
    ["提交", beijingMinute(at)],
    ["单位", aboutBureauName ?? "没有指明"],
    ["报告", year !== null && `${year}年度报告第${revision}版${sectionHeading ? `，${sectionHeading}` : ""}`],
    ["页面", aboutBureau && pinnedPath(of)],
    ["原文", of.quote],
    ["联系方式", of.contact],
    ["附件", files > 0 && `${files}个`],
    ["标题", of.title || null],
  ];
  const lines = facts.flatMap(([name, value]) => (value ? [`${name}：${value}`] : []));
  return `${lines.join("\n")}\n\n${of.text}`;
}
