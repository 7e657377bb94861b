import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { leafData, type LeafDraft, parseLeaf } from "./leaf.ts";

const hex = "ab".repeat(32);
const publication: LeafDraft = {
  kind: "publication",
  at: "2026-11-21T02:03:04.567Z",
  bureau: "dongzhen",
  year: 2025,
  revision: 1,
  title: "东镇电信局2025年度社会责任报告",
  note: "首次发布 “引号” \\ / é\u2028",
  original: { sha256: hex, name: "东镇 2025.docx", type: "application/octet-stream", size: 1234 },
  text: hex,
};
const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
const utf8 = (value: string) => new TextEncoder().encode(value);

describe("a leaf", () => {
  test("is written in the canonical form of RFC 8785, whatever the order it was given in", () => {
    const written = text(leafData(publication));
    expect(written).toBe(
      `{"at":"2026-11-21T02:03:04.567Z","bureau":"dongzhen","format":1,"kind":"publication","note":"首次发布 “引号” \\\\ / é\u2028",` +
        `"original":{"name":"东镇 2025.docx","sha256":"${hex}","size":1234,"type":"application/octet-stream"},` +
        `"revision":1,"text":"${hex}","title":"东镇电信局2025年度社会责任报告","year":2025}`,
    );
    const turned = Object.fromEntries(Object.entries(publication).toReversed()) as unknown as LeafDraft;
    expect(text(leafData(turned))).toBe(written);
  });

  test("is read back as it was written, for any strings", () => {
    const words = fc.string({ unit: "grapheme" });
    fc.assert(
      fc.property(words, words, words, (note, title, name) => {
        const leaf = { ...publication, note, title, original: { ...publication.original, name } };
        expect(parseLeaf(leafData(leaf))).toEqual({ ...leaf, format: 1 });
      }),
    );
  });

  test("leaves out what a reply does not say", () => {
    const reply: LeafDraft = {
      kind: "reply",
      at: "2026-11-21T02:03:04Z",
      feedback: "12",
      text: hex,
      bureau: undefined,
    };
    expect(text(leafData(reply))).toBe(
      `{"at":"2026-11-21T02:03:04Z","feedback":"12","format":1,"kind":"reply","text":"${hex}"}`,
    );
  });

  test("of a correction names the feedback it answers, in numbers", () => {
    const correction: LeafDraft = { ...publication, kind: "correction", revision: 2, feedback: ["12", "15"] };
    expect(text(leafData(correction))).toContain(`"feedback":["12","15"],"format":1`);
    expect(parseLeaf(leafData(correction))).toEqual({ ...correction, format: 1 });
    for (const feedback of [[], ["0"], ["12x"], [""]])
      expect(() => leafData({ ...correction, feedback })).toThrow("feedback");
  });

  test.each([
    ["a space", (s: string) => s.replace(":", ": ")],
    ["another order", (s: string) => s.replace(/^\{("at":"[^"]+"),("bureau":"[^"]+")/, "{$2,$1")],
    ["an escape that need not be", (s: string) => s.replace("é", "\\u00e9")],
    ["an unknown field", (s: string) => s.replace("{", '{"a":1,')],
    ["a field twice", (s: string) => s.replace("{", '{"at":"2020-01-01T00:00:00Z",')],
    ["another format", (s: string) => s.replace('"format":1', '"format":2')],
    ["a number with a fraction", (s: string) => s.replace("1234", "1234.0")],
    ["a byte order mark", (s: string) => `\uFEFF${s}`],
    ["a line break after it", (s: string) => `${s}\n`],
  ])("is not read from JSON with %s", (_, change) => {
    const written = text(leafData(publication));
    expect(change(written)).not.toBe(written);
    expect(parseLeaf(utf8(change(written)))).toBeNull();
  });

  test("is refused where it could not be kept: half a character, a wrong hash, too many bytes", () => {
    expect(() => leafData({ ...publication, note: "\ud800" })).toThrow("surrogate");
    expect(() => leafData({ ...publication, text: "AB".repeat(32) })).toThrow();
    expect(() => leafData({ ...publication, note: "说".repeat(22_000) })).toThrow("65535");
  });
});
