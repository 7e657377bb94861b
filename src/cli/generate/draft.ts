import type { InventedEdition } from "./bureaus.ts";
import { type NumberingStyle, NUMBERINGS, numerals } from "./numbering.ts";
import { planOutline } from "./outline.ts";
import { Random } from "./random.ts";
import { honour, listItem, paragraph } from "./sentences.ts";

export type DraftBlock =
  | { kind: "text"; text: string }
  | { kind: "list"; items: string[] }
  | { kind: "table"; rows: string[][] };

export interface DraftSection {
  depth: number;
  /** As printed, numeral and all. */
  heading: string;
  /** Its first paragraph stands on the heading's line. */
  inline: boolean;
  blocks: DraftBlock[];
}

/** One report before it is printed in some format. */
export interface InventedReport {
  title: string;
  bureau: string;
  year: number;
  numbering: NumberingStyle;
  sections: DraftSection[];
  signature: string[];
}

export const DEMO = "演示数据：本报告由程序随机编写，内容均为虚构，不涉及任何真实单位和个人。";
const LONGEST_LIST = 5;

export function composeDraft(edition: InventedEdition): InventedReport {
  const { bureau, shortName, year, key } = edition;
  const random = new Random(key);
  const numbering = random.pick(NUMBERINGS);
  const plan = planOutline(random, numbering === "plain");
  const printed = numerals(plan, numbering);
  const corrected = edition.edition > 1 ? random.pick(plan.flatMap(({ topic }, at) => (topic === null ? [] : at))) : -1;
  const subject = { shortName, year };
  const sections = plan.map(({ depth, title, topic }, at): DraftSection => {
    const own = new Random(`${key}/${at}${at === corrected ? `/${edition.edition}` : ""}`);
    const blocks = topic === null ? [] : compose(topic, own, subject);
    const inline = depth === 3 && numbering === "inline" && blocks[0]?.kind === "text";
    return { depth, heading: `${printed[at]}${title}${inline ? "。" : ""}`, inline, blocks };
  });
  const first = sections[0];
  first?.blocks.unshift({
    kind: "text",
    text: `${bureau}（以下简称“${shortName}”）公开发布本报告。本报告为演示数据，内容均为虚构。`,
  });
  return {
    title: `${bureau}${year}年度社会责任报告`,
    bureau,
    year,
    numbering,
    sections,
    signature: sign(bureau, year, random),
  };
}

function compose(topic: string, random: Random, subject: { shortName: string; year: number }): DraftBlock[] {
  if (topic === "honours")
    return [
      {
        kind: "text",
        text: Array.from({ length: random.int(2, 5) }, () => `${honour(random, subject)}；`)
          .join("")
          .replace(/；$/, "。"),
      },
    ];
  const blocks: DraftBlock[] = Array.from({ length: random.int(1, 4) }, () => ({
    kind: "text",
    text: paragraph(topic, random, subject),
  }));
  if (random.chance(0.08))
    blocks.push({ kind: "text", text: "具体做法如下：" }, list(random, subject), {
      kind: "text",
      text: paragraph(topic, random, subject),
    });
  else if (random.chance(0.06))
    blocks.push(
      { kind: "table", rows: table(random, subject.year) },
      { kind: "text", text: paragraph(topic, random, subject) },
    );
  return blocks;
}

const list = (random: Random, subject: { shortName: string; year: number }): DraftBlock => ({
  kind: "list",
  items: Array.from(
    { length: random.int(3, LONGEST_LIST) },
    (_, at) => `${subject.year - LONGEST_LIST + at} 年起，${listItem(random, subject)}`,
  ),
});

const table = (random: Random, year: number) => [
  ["项目", `${year - 1}年`, `${year}年`],
  ...["一、岗前培训", "二、在岗培训", "三、安全培训"].map((name) => [
    name,
    `${random.int(12, 480)}`,
    `${random.int(12, 480)}`,
  ]),
];

const sign = (bureau: string, year: number, random: Random) =>
  random.chance(0.6) ? [bureau, `${year + 1}年${random.int(1, 5)}月${random.int(1, 28)}日`] : [];
