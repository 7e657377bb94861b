import type { Random } from "./random.ts";
import words from "./words.json" with { type: "json" };

export interface Subject {
  shortName: string;
  year: number;
}

const SLOTS: Readonly<Record<string, readonly string[]>> = words.slots;
const TOPICS: Readonly<Record<string, readonly string[]>> = words.topics;

const grouped = (n: number) => `${n}`.replace(/\B(?=(\d{3})+$)/g, ",");

const NUMBERS: Readonly<Record<string, (random: Random, subject: Subject) => string>> = {
  n: (random) => `${random.int(11, 386)}`,
  small: (random) => `${random.int(2, 9)}`,
  big: (random) => grouped(random.int(1_020, 98_700)),
  pct: (random) => `${random.int(3, 98)}.${random.int(1, 9)}%`,
  score: (random) => `${random.int(86, 98)}.${random.int(1, 9)}`,
  decimal: (random) => `${random.int(1, 46)}.${random.int(1, 9)}`,
  age: (random) => `${random.int(24, 47)}.${random.int(1, 9)}`,
  trend: (random) => random.pick(["增长", "下降", "提高", "减少"]),
  old: (random) => `${random.int(1951, 1978)}`,
  old2: (random) => `${random.int(1985, 2003)}`,
  year: (_, { year }) => `${year}`,
  short: (_, { shortName }) => shortName,
};

const fill = (template: string, random: Random, subject: Subject) =>
  template.replace(/\{(\w+)\}/g, (_, name: string) => {
    const list = SLOTS[name];
    return list ? random.pick(list) : (NUMBERS[name]?.(random, subject) ?? "");
  });

/** Two to five different sentences about a topic (a standard section's slug, or `other`). */
export function paragraph(topic: string, random: Random, subject: Subject): string {
  const own = TOPICS[topic] ?? TOPICS["other"] ?? [];
  const templates = [...new Set([random.pick(own), random.pick(own), random.pick(words.common), random.pick(own)])];
  const wanted = random.int(2, 5);
  while (templates.length < wanted) templates.push(random.pick(words.common));
  return templates
    .slice(0, wanted)
    .map((template) => fill(template, random, subject))
    .join("");
}

/** A clause without a stop, for a list. */
export const listItem = (random: Random, subject: Subject) =>
  fill(
    random.pick(["在{place}{act}，服务{folk}{n}人次", "组织{people}学习{topic}{small}次", "推行{means}，{result}"]),
    random,
    subject,
  );

export const honour = (random: Random, subject: Subject) =>
  fill(random.pick(["示例市{award}", "示例市“{topic}”先进集体", "{year}年度{award}"]), random, subject);
