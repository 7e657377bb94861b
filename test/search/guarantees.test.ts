import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { foldText } from "../../src/search/fold.ts";
import { parseQuery } from "../../src/search/query.ts";
import type { SearchHit } from "../../src/search/engine.ts";
import { publish, search } from "./archive.ts";
import { anyRun, DIFFICULT, FORMS } from "./copied-runs.ts";
import { publishedSections, publishRealReports, withoutReports, type Published } from "./real-reports.ts";

const RUNS = 120;
const seed = 20_261_121;

let sections: Published[] = [];
let folded: { address: string; text: string }[] = [];

beforeAll(async () => {
  await publishRealReports();
  await publish({
    bureau: "guanjiao",
    year: 2020,
    sections: DIFFICULT,
  });
  sections = await publishedSections();
  expect(sections.length).toBeGreaterThan(withoutReports ? 1 : 40);
  folded = sections.map(({ address, text }) => ({ address, text: foldText(text) }));
});

const addressOf = (hit: SearchHit) => `${hit.bureau}/${hit.year}/${hit.section}`;

async function findsFirst(query: string, run: string, address: string) {
  const whole = foldText(run);
  const holders = folded.filter(({ text }) => text.includes(whole)).map((holder) => holder.address);
  const found: string[] = [];
  for (let page = 1; ; page++) {
    const { hits } = await search(query, { page: String(page), size: "100" });
    found.push(...hits.map(addressOf));
    if (found.includes(address) || hits.length < 100) break;
  }
  expect(found, query).toContain(address);
  if (holders.length === 1) expect(found[0], query).toBe(address);
}

describe("any run of 1–20 characters copied from a report finds its section, first when it stands nowhere else", () => {
  for (const [name, form] of FORMS)
    it(name, { timeout: 120_000 }, async () => {
      await fc.assert(
        fc.asyncProperty(anyRun(sections), async ({ run, address }) => {
          fc.pre(!/(?:^|\s)[-－]/u.test(form(run)));
          await findsFirst(form(run), run, address);
        }),
        { numRuns: RUNS, seed },
      );
    });

  it("without its punctuation", { timeout: 120_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(anyRun(sections), async ({ run, address }) => {
        const bare = run.replace(/[\p{P}\p{S}\s]/gu, "");
        fc.pre(bare !== "");
        const { hits } = await search(bare, { size: "100" });
        const holders = folded.filter(({ text }) => text.replace(/[\p{P}\p{S}]/gu, "").includes(foldText(bare)));
        if (hits.length < 100) expect(hits.map(addressOf), bare).toContain(address);
        if (holders.length === 1) expect(hits.map(addressOf)[0], bare).toBe(address);
      }),
      { numRuns: RUNS, seed },
    );
  });
});

it("nothing is found in the exact tier that does not contain what was asked", { timeout: 120_000 }, async () => {
  const text = new Map(folded.map((section) => [section.address, section.text]));
  const two = fc.tuple(anyRun(sections), anyRun(sections)).map(([a, b]) => `${a.run.slice(0, 4)} ${b.run.slice(0, 3)}`);
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(
        anyRun(sections).map(({ run }) => run),
        two,
      ),
      async (query) => {
        const { hits, notices } = await search(query);
        fc.pre(!notices.some((notice) => /按|单位名称/u.test(notice)));
        for (const hit of hits.filter(({ tier }) => tier === "exact"))
          for (const piece of parseQuery(query).pieces) expect(text.get(addressOf(hit))).toContain(piece.folded);
      },
    ),
    { numRuns: RUNS, seed },
  );
});

it("-x never returns x", { timeout: 120_000 }, async () => {
  const text = new Map(folded.map((section) => [section.address, section.text]));
  await fc.assert(
    fc.asyncProperty(anyRun(sections), anyRun(sections), async (wanted, other) => {
      const excluded = other.run.replace(/[\s"“”「」『』:：]/gu, "").slice(0, 3);
      fc.pre(foldText(excluded) !== "");
      const { hits } = await search(`${wanted.run.slice(0, 2)} -${excluded}`);
      for (const hit of hits) expect(text.get(addressOf(hit)), excluded).not.toContain(foldText(excluded));
    }),
    { numRuns: RUNS, seed },
  );
});

it("no input fails: 2,000 random queries", { timeout: 300_000 }, async () => {
  const syntax = fc.constantFrom(
    '"',
    "*",
    "(",
    ")",
    " AND ",
    " OR ",
    " NOT ",
    "NEAR(",
    "title:",
    "-",
    "－",
    "“",
    "”",
    "标题:",
    "单位：",
    "年:",
    "章节:",
    "修订:全部",
    "^",
    "{",
    "\u0000",
    "\ud800",
    "\udc00",
    " ",
    "　",
    "\n",
    "%",
    "'",
    ";--",
    "🐝",
  );
  const piece = fc.oneof(
    syntax,
    fc.string({ unit: "binary", maxLength: 6 }),
    anyRun(sections).map(({ run }) => run),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(piece, { maxLength: 8 }), async (parts) => {
      const result = await search(parts.join(""), { size: "5" });
      expect(result.hits.length).toBeLessThanOrEqual(5);
    }),
    { numRuns: 2000, seed },
  );
});
