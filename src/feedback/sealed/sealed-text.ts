import { beijingMinute } from "../../day.ts";
import { passagePath } from "../register/public-json.ts";
import { kindOf } from "../kind.ts";
import type { Submission } from "../submission.ts";
import type { Target } from "../target/target.ts";

/** Everything that is sealed, as a text that a person can read when nothing but the `age` command is at hand. */
export function toSealedText(submission: Submission, target: Target, files: readonly string[], at: string): string {
  const { bureau, year, revision, sectionHeading, quote } = target;
  const place = bureau && passagePath({ ...target, aboutBureau: bureau.slug });
  const facts: [string, string | null | false][] = [
    ["类型", kindOf(submission.kind).name],
    ["提交", beijingMinute(at)],
    ["单位", bureau?.name ?? "没有指明"],
    ["报告", year !== null && `${year}年度报告第${revision}版${sectionHeading ? `，${sectionHeading}` : ""}`],
    ["页面", place],
    ["原文", quote],
    ["联系方式", submission.contact],
    ["附件", files.length > 0 && files.map((name, index) => `${index + 1}. ${name}`).join("　")],
    ["标题", submission.title || null],
  ];
  const lines = facts.flatMap(([name, value]) => (value ? [`${name}：${value}`] : []));
  return `${lines.join("\n")}\n\n${submission.text}`;
}
