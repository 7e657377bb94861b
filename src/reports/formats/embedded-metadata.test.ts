import { describe, expect, test } from "vitest";
import type { ReportView } from "../view.ts";
import { embeddedMetadata } from "./embedded-metadata.ts";

const view = (fileType = "txt") =>
  ({
    bureau: { slug: "donghu", name: "示例市东湖电信局", shortName: "东湖电信局", demo: true },
    year: 2023,
    revision: {
      number: 2,
      title: "示例市东湖电信局2023年度社会责任报告",
      publishedAt: "2024-09-18T16:30:00.000Z",
      fileSha256: "ab".repeat(32),
      fileType,
    },
  }) as ReportView;
const cited = (fileType?: string) => ({
  view: view(fileType),
  origin: "https://gongshi.example",
  accessed: "2026-11-21",
});
const section = { slug: "volunteering", title: "志愿服务" };

/** Which names decide what an item is, for Zotero's Embedded Metadata and for Google Scholar. */
const DECIDES: Readonly<Record<string, string>> = {
  citation_technical_report_institution: "report",
  citation_inbook_title: "bookSection",
  citation_book_title: "bookSection",
  citation_journal_title: "journalArticle",
  citation_conference_title: "conferencePaper",
  citation_dissertation_institution: "thesis",
};
/**
 * Vocabularies that Zotero knows. A name of three parts whose middle is one of them is a word of that vocabulary: it decides
 * nothing, and the rest is taken for an article. Its own translators, run over the pages in a browser, found this.
 */
const VOCABULARY =
  /^[a-z]+[.:_](?:bibo?|dc|dcterms|prism|foaf|vcard|link|z|eprints?|og|article|book|music|video|so|codemeta|rdf)[.:_]/i;
/** Names of Dublin Core that Zotero puts into the wrong fields. */
const MISREAD = /^DC\.(?:coverage|source|relation)$/;
/** Values of Dublin Core's type that Zotero takes for a type of its own, before it looks at those names. */
const TYPES = /^(?:book|patent|report|thesis|webpage|homepage|article|text|dataset|image|map)$/i;

const read = (metadata: readonly (readonly [string, string])[]) => ({
  kinds: metadata.flatMap(([name]) => (VOCABULARY.test(name) ? [] : (DECIDES[name] ?? []))),
  misread: metadata.filter(([name]) => VOCABULARY.test(name) || MISREAD.test(name)),
  one: (name: string) => {
    const values = metadata.filter(([each]) => each === name).map(([, content]) => content);
    expect(values, name).toHaveLength(1);
    return values[0];
  },
});

describe("what reference managers read on a page", () => {
  test("a report is a report of its institution, with number, date, frozen address and language", () => {
    const { kinds, misread, one } = read(embeddedMetadata(cited()));
    expect([kinds, misread]).toEqual([["report"], []]);
    expect(one("citation_title")).toBe("2023年度社会责任报告");
    expect(one("citation_author")).toBe("示例市东湖电信局");
    expect(one("citation_technical_report_institution")).toBe("示例市东湖电信局");
    expect(one("citation_technical_report_number")).toBe("第2版");
    expect(one("citation_publication_date")).toBe("2024/09/19");
    expect(one("citation_public_url")).toBe("https://gongshi.example/reports/donghu/2023/r2");
    expect(one("citation_language")).toBe("zh-CN");
    expect(one("DC.type")).not.toMatch(TYPES);
    expect(one("DC.date")).toBe("2024-09-19");
  });

  test("a section is a part of a book whose title is the report's", () => {
    const { kinds, misread, one } = read(embeddedMetadata({ ...cited(), section }));
    expect([kinds, misread]).toEqual([["bookSection"], []]);
    expect(one("citation_title")).toBe("志愿服务");
    expect(one("citation_inbook_title")).toBe("2023年度社会责任报告");
    expect(one("citation_public_url")).toBe("https://gongshi.example/reports/donghu/2023/r2/volunteering");
  });

  test("the original is attached where it is a PDF, and nothing else is", () => {
    const files = (fileType: string, more = {}) =>
      embeddedMetadata({ ...cited(fileType), ...more }).filter(([name]) => name === "citation_pdf_url");
    expect(files("pdf")).toEqual([["citation_pdf_url", "https://gongshi.example/reports/donghu/2023/r2/original"]]);
    expect(files("docx")).toEqual([]);
    expect(files("pdf", { section })).toEqual([]);
  });
});
