import { seededRandom } from "../random.ts";
import type { BenchReport, SearchSite } from "./search-site.ts";

const SYNTAX = "\" * ( ) AND OR NOT NEAR( title: - － “ ” 标题: 年: ^ + { } % ' ;-- \u0000 \ud800"
  .split(" ")
  .concat(" ", "　", "\n");
const A_REQUEST = 100;
const TOLD_EVERY = 10_000;

/**
 * Asks `count` random queries, each of one of the sites, whichever is free; throws at the first that fails.
 * @returns how many a second
 */
export async function fuzz(
  sites: readonly SearchSite[],
  reports: readonly BenchReport[],
  count: number,
): Promise<number> {
  const random = seededRandom(7);
  const texts = reports.flatMap((report) => report.sections.map((section) => section.text));
  let given = 0;
  let done = 0;
  const began = performance.now();
  const asker = async (site: SearchSite) => {
    while (given < count) {
      const size = Math.min(A_REQUEST, count - given);
      given += size;
      const { failed } = await site.fuzz(Array.from({ length: size }, () => randomQuery(texts, random)));
      if (failed.length > 0) throw new Error(`a query failed: ${JSON.stringify(failed[0])}`);
      done += size;
      if (done % TOLD_EVERY < size) process.stderr.write(`${done} of ${count} random queries, none failed\n`);
    }
  };
  await Promise.all(sites.map(asker));
  return Math.round(count / ((performance.now() - began) / 1000));
}

function randomQuery(texts: readonly string[], random: () => number): string {
  const pick = <T>(from: readonly T[]): T | undefined => from[Math.floor(random() * from.length)];
  const piece = (): string => {
    const text = pick(texts) ?? "";
    const from = Math.floor(random() * text.length);
    if (random() < 0.5) return text.slice(from, from + 1 + Math.floor(random() * 6));
    return random() < 0.8 ? (pick(SYNTAX) ?? "") : String.fromCharCode(Math.floor(random() * 0x10000));
  };
  return Array.from({ length: 1 + Math.floor(random() * 8) }, piece).join("");
}
