import { beforeAll, expect, it } from "vitest";
import lines from "../../search/judgments.jsonl?raw";
import { publishSamples } from "./samples.ts";
import { publishedSections } from "./real-reports.ts";
import { search } from "./archive.ts";

interface Judgment {
  query: string;
  /** bureau/year/section → 3 answers, 2 belongs to the answer, 1 touches it. */
  grades: Record<string, number>;
}

/** Recorded with the ranking as it stands, rounded down; raise it when the ranking gets better. */
const RECORDED = 0.94;
const DEPTH = 10;
const judgments = lines.split("\n").flatMap((line) => (line ? [JSON.parse(line) as Judgment] : []));

beforeAll(publishSamples);

const gain = (grade: number, rank: number) => (2 ** grade - 1) / Math.log2(rank + 2);
const total = (grades: readonly number[]) =>
  grades.slice(0, DEPTH).reduce((sum, grade, rank) => sum + gain(grade, rank), 0);

async function ndcg({ query, grades }: Judgment): Promise<number> {
  const { hits } = await search(query);
  const found = hits.map((hit) => grades[`${hit.bureau}/${hit.year}/${hit.section}`] ?? 0);
  return total(found) / total(Object.values(grades).sort((a, b) => b - a));
}

it("judges sections that there are", async () => {
  const known = new Set((await publishedSections()).map(({ address }) => address));
  const unknown = judgments.flatMap(({ grades }) => Object.keys(grades)).filter((address) => !known.has(address));
  expect(unknown).toEqual([]);
  expect(judgments.length).toBeGreaterThanOrEqual(60);
});

it("nDCG@10 over the judgments does not fall", async () => {
  const scores = await Promise.all(judgments.map(async (judgment) => ({ ...judgment, score: await ndcg(judgment) })));
  const mean = scores.reduce((sum, { score }) => sum + score, 0) / scores.length;
  const worst = scores.toSorted((a, b) => a.score - b.score).slice(0, 12);
  console.log(
    `nDCG@10 ${mean.toFixed(4)}; worst: ${worst.map(({ query, score }) => `${query} ${score.toFixed(2)}`).join("; ")}`,
  );
  expect(mean).toBeGreaterThanOrEqual(RECORDED);
});
