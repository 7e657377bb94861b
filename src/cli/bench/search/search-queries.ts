import { seededRandom } from "../random.ts";
import type { BenchReport } from "./search-site.ts";

export interface BenchRequest {
  query: string;
  bureaus?: string[];
  years?: number[];
  sections?: string[];
}

/** Runs of characters as they stand in the texts, so frequent strings are asked as often as they occur. */
export function queriesFrom(reports: readonly BenchReport[], count: number): [kind: string, BenchRequest[]][] {
  const random = seededRandom(20_261_121);
  const texts = reports.flatMap((report) => report.sections.map((section) => section.text));
  const run = (length: number): string => {
    for (;;) {
      const text = (texts[Math.floor(random() * texts.length)] ?? "").replace(/\s+/g, "");
      const from = Math.floor(random() * Math.max(1, text.length - length));
      const part = text.slice(from, from + length);
      if (part.length === length && (length > 4 || /^\p{Script=Han}+$/u.test(part))) return part;
    }
  };
  const many = (make: () => BenchRequest) => Array.from({ length: count }, make);
  return [
    ...[1, 2, 4, 8, 23].map((n): [string, BenchRequest[]] => [
      n === 1 ? "1 character" : `${n} characters`,
      many(() => ({ query: run(n) })),
    ]),
    ["23 characters, one wrong", many(() => ({ query: wrong(run(23), random) }))],
    ["two words", many(() => ({ query: `${run(2)} ${run(2)}` }))],
    ["question", many(() => ({ query: `${run(6)}的${run(4)}有哪些${run(5)}？` }))],
    ["2 characters, year and bureau", many(() => ({ query: run(2), facets: { year: ["2010"], bureau: ["b3"] } }))],
    [
      "4 characters, year and section",
      many(() => ({ query: run(4), facets: { year: ["2012"], section: ["volunteering"] } })),
    ],
    ["的 and 2 characters", many(() => ({ query: `的 ${run(2)}` }))],
    ["2 characters without 的", many(() => ({ query: `${run(2)} -的` }))],
  ];
}

const wrong = (text: string, random: () => number) => {
  const at = Math.floor(random() * text.length);
  return `${text.slice(0, at)}鬻${text.slice(at + 1)}`;
};
