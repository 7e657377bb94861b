import { describe, expect, test } from "vitest";
import type { Section } from "../reports/report.ts";
import { sha256Hex } from "../sha256.ts";
import { revisionLeaf } from "./revision-leaf.ts";
import { revisionText } from "./revision-text.ts";

const section: Section = {
  position: 0,
  parent: null,
  depth: 1,
  slug: "volunteering",
  numeral: "一、",
  heading: "一、志愿服务",
  title: "志愿服务",
  standard: "volunteering",
  blocks: [
    { kind: "text", text: "年末登记志愿者186人。", anchor: "aa11" },
    { kind: "item", marker: "1.", text: "两\t栏\\", anchor: "bb22", was: ["cc33"] },
    {
      kind: "table",
      caption: "人数",
      header: 1,
      rows: [
        ["年", "人"],
        ["2023", "186"],
      ],
      anchor: "dd44",
    },
    { kind: "signature", text: "某局\n2024年", anchor: "ee55" },
  ],
};

test("the text of a revision is one line for each title, heading, paragraph and table row", () => {
  expect(revisionText("某局2023年度报告", [section])).toBe(
    [
      "gongshi-text/1",
      "title\t某局2023年度报告",
      "section\t1\tvolunteering\tvolunteering\t一、\t志愿服务\t一、志愿服务",
      "text\taa11\t年末登记志愿者186人。",
      "item\tbb22 cc33\t1.\t两\\t栏\\\\",
      "table\tdd44\t1\t人数",
      "row\t年\t人",
      "row\t2023\t186",
      "signature\tee55\t某局\\n2024年",
      "",
    ].join("\n"),
  );
});

describe("the hash in a leaf", () => {
  const revision = {
    bureau: "moujv",
    year: 2023,
    number: 2,
    title: "某局2023年度报告",
    note: "更正人数",
    publishedAt: "2026-11-21T02:03:04.000Z",
    fileSha256: "ab".repeat(32),
    fileName: "a.txt",
    fileType: "txt",
    fileSize: 12,
  };
  const hashOf = (sections: Section[]) => {
    const leaf = revisionLeaf(revision, sections);
    return leaf.kind === "correction" ? leaf.text : "";
  };

  test("is that of the text, and a second revision is a correction", () => {
    expect(hashOf([section])).toBe(sha256Hex(revisionText(revision.title, [section])));
    expect(revisionLeaf({ ...revision, number: 1 }, [section]).kind).toBe("publication");
  });

  test.each<[string, Partial<Section>]>([
    ["a heading", { heading: "一、志愿服务 " }],
    ["a slug", { slug: "volunteers" }],
    ["a standard section", { standard: null }],
    ["a depth", { depth: 2 }],
    ["a character of a paragraph", { blocks: [{ kind: "text", text: "年末登记志愿者187人。", anchor: "aa11" }] }],
    ["an anchor", { blocks: section.blocks.with(0, { kind: "text", text: "年末登记志愿者186人。", anchor: "aa12" }) }],
    ["the order of paragraphs", { blocks: section.blocks.toReversed() }],
    [
      "the kind of a paragraph",
      { blocks: section.blocks.with(0, { kind: "signature", text: "年末登记志愿者186人。", anchor: "aa11" }) },
    ],
  ])("changes with %s", (_, change) => {
    expect(hashOf([{ ...section, ...change }])).not.toBe(hashOf([section]));
  });
});
