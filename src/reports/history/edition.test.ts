import { expect, test } from "vitest";
import { acceptedDatetime, inForceAt, inForceOn, timelineOf } from "./edition.ts";

const EDITIONS = [
  { number: 1, publishedAt: "2024-04-26T01:30:00.000Z" },
  // In Beijing it is the day after already.
  { number: 2, publishedAt: "2024-09-17T16:30:00.000Z" },
  { number: 3, publishedAt: "2024-09-18T02:00:00.000Z" },
];

test.each([
  ["2024-04-25", undefined],
  ["2024-04-26", 1],
  ["2024-09-17", 1],
  ["2024-09-18", 3],
  ["2030-01-01", 3],
])("on %s edition %s is in force", (day, number) => {
  expect(inForceOn(EDITIONS, day)?.number).toBe(number);
});

test.each([
  ["2024-04-26T01:29:59.000Z", undefined],
  ["2024-04-26T01:30:00.000Z", 1],
  ["2024-09-18T01:00:00.000Z", 2],
])("at %s edition %s is in force", (at, number) => {
  expect(inForceAt(EDITIONS, new Date(at))?.number).toBe(number);
});

test.each([
  ["Wed, 18 Sep 2024 02:00:00 GMT", true],
  ["Thu, 18 Sep 2024 02:00:00 GMT", false],
  ["Fri, 30 Feb 2024 02:00:00 GMT", false],
  ["Wed, 18 Sep 2024 25:00:00 GMT", false],
  ["Wed, 18 Sep 2024 02:00:00 +0800", false],
  ["2024-09-18", false],
  ["", false],
])("Accept-Datetime %s is a date: %s", (header, isDate) => {
  expect(acceptedDatetime(header) !== null).toBe(isDate);
});

test("a line of revisions has the first, the newest and the one that is read, and gaps", () => {
  const edition = (number: number) => ({ number, publishedAt: `2024-01-0${number}T00:00:00.000Z` });
  const numbers = (known: number[], shown: number) =>
    timelineOf(known.map(edition), edition(shown)).map((each) => (each === "gap" ? "…" : each.number));
  expect(numbers([1, 7, 8, 9], 4)).toEqual([1, "…", 4, "…", 7, 8, 9]);
  expect(numbers([1, 2], 2)).toEqual([1, 2]);
});
