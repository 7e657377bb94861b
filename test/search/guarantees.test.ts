import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { foldText } from "../../src/search/text/fold.ts";
import { casesHere } from "../support/host.ts";
import { publish, search } from "./archive.ts";
import { anyRun, DIFFICULT, FORMS } from "./copied-runs.ts";
import { anyQuery, findsBare, findsFirst, type FoldedSection } from "./found-runs.ts";
import { publishedSections, publishRealReports, withoutReports, type Published } from "./real-reports.ts";

const RUNS = casesHere(120, 40);
const INPUTS = casesHere(2000, 500);
const seed = 20_261_121;

let sections: Published[] = [];
let folded: FoldedSection[] = [];

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

describe("any run of 1–20 characters copied from a report finds its section, first when it stands nowhere else", () => {
  for (const [name, form] of FORMS)
    it(name, { timeout: 120_000 }, async () => {
      await fc.assert(
        fc.asyncProperty(anyRun(sections), async (copied) => {
          fc.pre(!/(?:^|\s)[-－]/u.test(form(copied.run)));
          await findsFirst(search, folded, form(copied.run), copied);
        }),
        { numRuns: RUNS, seed },
      );
    });

  it("without its punctuation", { timeout: 120_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(anyRun(sections), (copied) => findsBare(search, folded, copied)),
      { numRuns: RUNS, seed },
    );
  });
});

it(`no input fails: ${INPUTS} random queries`, { timeout: 300_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(anyQuery(anyRun(sections)), async (query) => {
      const result = await search(query, { size: "5" });
      expect(result.hits.length).toBeLessThanOrEqual(5);
    }),
    { numRuns: INPUTS, seed },
  );
});
