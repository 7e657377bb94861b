import { unzipSync } from "fflate";
import { expect, test } from "vitest";
import { docxFile, p, TITLE } from "../../ingest/fixtures/docx-file.ts";
import { pdfFile } from "../../ingest/fixtures/pdf-file.ts";
import { readPlainText } from "../../ingest/read-plain-text.ts";
import { padFile } from "./padding.ts";

const LINE = "本局承诺真实可靠，演示数据。";
const pdf = (lines: number) => pdfFile([["一、公开陈述", ...Array(lines).fill(LINE)]]);
const docx = (paragraphs: number) => docxFile(`${TITLE}${p(LINE).repeat(paragraphs)}`);

test.each([
  ["pdf", pdf(1), pdf(20)],
  ["docx", docx(1), docx(300)],
  ["jpg", new Uint8Array([0xff, 0xd8, 1, 0xff, 0xd9]), new Uint8Array(60_000)],
  ["png", new Uint8Array(100), new Uint8Array(65_536)],
])("a short %s and a longer one have the same size", (extension, short, long) => {
  expect(long.length).toBeGreaterThan(short.length);
  expect(padFile(short, extension)).toHaveLength(65_536);
  expect(padFile(long, extension)).toHaveLength(65_536);
});

test.each([
  ["pdf", pdf(3)],
  ["docx", docx(3)],
])("a padded %s is read as before", async (extension, bytes) => {
  const text = await readPlainText(bytes, `a.${extension}`);
  expect(text).toContain(LINE);
  expect(await readPlainText(padFile(bytes, extension), `a.${extension}`)).toBe(text);
});

test("a picture stands unchanged before its padding, a docx holds the same parts", () => {
  const picture = Uint8Array.of(0xff, 0xd8, 1, 2, 3, 0xff, 0xd9);
  expect(padFile(picture, "jpg").subarray(0, 7)).toEqual(picture);
  expect(unzipSync(padFile(docx(3), "docx"))).toEqual(unzipSync(docx(3)));
});

test("sizes double, and no accepted file is longer than the last", () => {
  expect(padFile(new Uint8Array(65_537), "png")).toHaveLength(131_072);
  expect(padFile(new Uint8Array(5 * 1024 * 1024), "jpg")).toHaveLength(6 * 1024 * 1024);
  expect(padFile(new Uint8Array(5 * 1024 * 1024), "pdf")).toHaveLength(6 * 1024 * 1024);
});
