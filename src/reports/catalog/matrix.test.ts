import { expect, test } from "vitest";
import { matrixRow, matrixYears, missedYears } from "./matrix.ts";

const bureau = { slug: "a", name: "甲", shortName: "甲", demo: false };

test("a year is missed from the bureau's first report to the newest year of the archive", () => {
  expect(missedYears([2018, 2020], 2022)).toEqual([2019, 2021, 2022]);
  expect(missedYears([2022], 2022)).toEqual([]);
});

test("a row tells published, withdrawn, missing and not yet begun apart", () => {
  const reports = [
    { year: 2019, currentRevision: 2, status: "published" as const },
    { year: 2021, currentRevision: 1, status: "withdrawn" as const },
  ];
  const { cells } = matrixRow(bureau, reports, [2018, 2019, 2020, 2021]);
  expect(cells.map((cell) => cell.state)).toEqual(["before", "published", "missing", "withdrawn"]);
});

test("a bureau without any report has not begun, not missed", () => {
  expect(matrixRow(bureau, [], [2018]).cells).toEqual([{ year: 2018, state: "before" }]);
});

test.each([
  [2019, 2023, [2019, 2020, 2021, 2022, 2023]],
  [2023, 2023, [2019, 2020, 2021, 2022, 2023]],
])("from %i to %i the matrix shows at least five years", (oldest, newest, years) => {
  expect(matrixYears(oldest, newest)).toEqual(years);
});

test("and at most ten", () => {
  expect(matrixYears(1995, 2023)).toHaveLength(10);
});
