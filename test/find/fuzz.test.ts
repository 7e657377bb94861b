import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import { casesHere } from "../support/host.ts";
import { ask } from "../support/site.ts";
import { openIndexedArchive } from "./archive.ts";

beforeAll(openIndexedArchive);

const INPUTS = casesHere(2000, 500);

const piece = fc.oneof(
  fc.constantFrom(
    "投诉",
    "志愿服务",
    "“总量",
    "下降”",
    '"',
    "-",
    "标题:",
    "单位:东湖",
    "年:2019-",
    "章节:",
    "修订:全部",
  ),
  fc.constantFrom(
    "AND",
    "OR",
    "NOT",
    "NEAR(",
    "*",
    "^",
    "a:b",
    "(",
    ")",
    "{}",
    "'",
    "--",
    ";",
    "\\",
    "%",
    "_y2023",
    "\0",
  ),
  fc.string({ unit: "binary", maxLength: 12 }),
  fc.string({ unit: "grapheme", maxLength: 12 }),
);
const question = fc
  .array(piece, { maxLength: 12 })
  .chain((pieces) => fc.constantFrom(pieces.join(" "), pieces.join("")));
/** Percent signs that decode to no character at all. */
const broken = fc.constantFrom("%ED%A0%80", "%FF%FE", "%", "%zz", "%00", "%F0%9F", "+++");
const value = fc.oneof(question.map(encodeURIComponent), broken);
const parameter = fc.tuple(
  fc.constantFrom("q", "q", "q", "bureau", "year", "section", "sort", "page", "size", "mark", "x"),
  fc.oneof(value, fc.constantFrom("donghu", "2023", "volunteering", "newest", "1", "2", "-1", "0", "1e9", "101")),
);
const path = fc.constantFrom("/api/v1/search", "/search", "/search.atom", "/search.csv", "/api/v1/suggest", "/compare");

test(`${INPUTS} odd addresses: none is answered with 5xx`, { timeout: 300_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(path, fc.array(parameter, { maxLength: 5 }), async (at, parameters) => {
      const address = `${at}?${parameters.map((pair) => pair.join("=")).join("&")}`;
      const answer = await ask(address);
      await answer.arrayBuffer();
      expect(answer.status, address).toBeLessThan(500);
    }),
    { numRuns: INPUTS },
  );
});
