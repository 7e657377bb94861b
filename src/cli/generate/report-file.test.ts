import { expect, test } from "vitest";
import { parseReport } from "../../ingest/read-report.ts";
import { editions } from "./bureaus.ts";
import { NUMBERINGS } from "./numbering.ts";
import { composeReport } from "./report-file.ts";

const made = [...editions(160, "测试")].map((edition) => ({ edition, file: composeReport(edition) }));

test("the same number and seed give the same bytes, another seed other reports", () => {
  const again = [...editions(160, "测试")].map((edition) => composeReport(edition));
  expect(again.map(({ path, bytes }) => [path, bytes])).toEqual(made.map(({ file }) => [file.path, file.bytes]));
  const other = [...editions(20, "另一")].map((edition) => composeReport(edition));
  expect(other.map(({ bytes }) => bytes)).not.toEqual(made.slice(0, other.length).map(({ file }) => file.bytes));
});

test("every generated report is read without refusal, with the bureau, year and outline it was written with", () => {
  for (const { edition, file } of made) {
    const parsed = parseReport(file.bytes, file.path);
    expect(parsed, file.path).toMatchObject({ bureau: edition.bureau, year: edition.year });
    const outline = parsed.sections.map(({ depth, heading }) => `${depth} ${heading.trim()}`);
    expect(outline, file.path).toEqual(file.draft.sections.map(({ depth, heading }) => `${depth} ${heading.trim()}`));
    const said = JSON.stringify([parsed.sections.slice(0, 2), parsed.notes]);
    expect(said, file.path).toContain("演示数据");
  }
});

test("every file has a path of its own and no two reports the same text", () => {
  expect(new Set(made.map(({ file }) => file.path)).size).toBe(made.length);
  expect(new Set(made.map(({ file }) => JSON.stringify(file.draft.sections))).size).toBe(made.length);
});

test("all formats, numberings and quirks occur, and corrections that change one section", () => {
  const formats = new Set(made.map(({ file }) => file.path.split(".").at(-1)));
  expect(formats).toEqual(new Set(["docx", "html", "md", "txt"]));
  expect(new Set(made.map(({ file }) => file.draft.numbering))).toEqual(new Set(NUMBERINGS));
  const quirks = made.map(({ file }) => file.quirks);
  expect(new Set(quirks.map(({ pageCut }) => pageCut)).size).toBe(5);
  expect(quirks.some(({ hardWraps }) => hardWraps) && quirks.some(({ privatePoint }) => privatePoint)).toBe(true);
  const corrections = made.filter(({ edition }) => edition.edition === 2);
  expect(corrections.length).toBeGreaterThan(0);
  for (const { edition, file } of corrections) {
    const first = made.find(({ edition: e }) => e.edition === 1 && e.key === edition.key)?.file.draft.sections ?? [];
    expect(
      file.draft.sections.filter((section, at) => JSON.stringify(section) !== JSON.stringify(first[at])),
    ).toHaveLength(1);
  }
});
