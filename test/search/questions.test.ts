import { beforeAll, expect, it } from "vitest";
import lines from "../../search/questions.jsonl?raw";
import { casesHere } from "../support/host.ts";
import { text } from "../support/site.ts";
import { publishSamples } from "./samples.ts";
import { search } from "./archive.ts";

/**
 * A question as people ask it over the demonstration reports. `kept`: held apart, but looked at while faults were mended, so not blind.
 * `later`: written down before it was asked, and mended after; docs/search-quality.md has what came first.
 * `daily`: three more rounds of the same.
 */
interface AskedQuestion {
  set: "tuned" | "kept" | "later" | "daily";
  query: string;
  /** bureau/year/heading of each section that answers it. */
  right: string[];
}

const questions = lines.split("\n").flatMap((line) => (line ? [JSON.parse(line) as AskedQuestion] : []));
const NUMERAL = /^(?:第.{1,3}[章部]分?|[（(][一二三四五六七八九十]+[）)]|[一二三四五六七八九十]+、|[\d.]+)[\s　、]*/u;

const MOST_ON_WORKERD = 60;

beforeAll(publishSamples);

async function rankOf({ query, right }: AskedQuestion): Promise<number> {
  const { hits } = await search(query);
  return hits.findIndex(({ bureau, year, heading }) =>
    right.includes(`${bureau}/${year}/${heading.replace(NUMERAL, "")}`),
  );
}

it.each([
  ["tuned", 0.85, 0.95],
  ["kept", 0.85, 0.92],
  ["later", 0.85, 0.95],
  ["daily", 0.85, 0.95],
] as const)("of the %s questions %d are answered first, and %d within the first three", async (set, first, inThree) => {
  const all = questions.filter((each) => each.set === set);
  const asked = all.slice(0, casesHere(all.length, MOST_ON_WORKERD));
  const ranks = await Promise.all(asked.map(async (each) => ({ query: each.query, rank: await rankOf(each) })));
  const share = (within: number) => ranks.filter(({ rank }) => rank >= 0 && rank < within).length / ranks.length;
  expect(asked.length).toBeGreaterThanOrEqual(25);
  expect(share(1)).toBeGreaterThanOrEqual(first);
  expect(share(3)).toBeGreaterThanOrEqual(inThree);
});

it("no page opens with 没有找到 above an answer", async () => {
  for (const { query } of questions.slice(0, casesHere(questions.length, 12))) {
    const html = await text(`/search?q=${encodeURIComponent(query)}`);
    expect(html, query).not.toContain("没有找到");
  }
});
