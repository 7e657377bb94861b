import { env } from "cloudflare:test";
import { createContext } from "../../src/compose.ts";
import type { Ctx } from "../../src/ctx.ts";
import { bumpArchiveVersion } from "../../src/db/archive-version.ts";
import { forgetArchiveVersion } from "../../src/http/page-cache/archive-version.ts";
import { commit } from "../../src/db/client.ts";
import { insertRevision, insertSections } from "../../src/reports/publish/publish-store.ts";
import type { Section } from "../../src/reports/report.ts";
import { indexStatements } from "../../src/search/fts5/index-report.ts";
import { beginReindex, continueReindex } from "../../src/search/fts5/reindex.ts";
import { searchReports, type SearchParams } from "../../src/search/search-reports.ts";

export const ctx = (): Ctx => createContext(env);

export interface TestReport {
  bureau: string;
  name?: string;
  shortName?: string;
  aliases?: string[];
  year: number;
  number?: number;
  sections: { heading: string; text: string; standard?: string; depth?: number; parent?: number }[];
  previous?: readonly Section[];
}

/** Publishes through the production statements, sections and index in one batch. */
export async function publish(report: TestReport): Promise<Section[]> {
  const { db } = ctx();
  const { bureau, year, number = 1, previous = [] } = report;
  const now = "2026-01-01T00:00:00.000Z";
  await env.DB.prepare(
    "INSERT OR IGNORE INTO bureaus (slug, name, short_name, aliases, created_at) VALUES (?1, ?2, ?3, ?4, ?5)",
  )
    .bind(bureau, report.name ?? `${bureau}公司`, report.shortName ?? bureau, JSON.stringify(report.aliases ?? []), now)
    .run();
  const sections = report.sections.map(toSection);
  const revision = {
    bureau,
    year,
    number,
    title: "",
    note: "",
    publishedAt: now,
    publishedBy: "test",
    fileSha256: "",
    fileName: "",
    fileType: "txt",
    fileSize: 0,
    textSha256: "",
    encoding: "utf-8",
    importNotes: [],
    sectionCount: sections.length,
    paragraphCount: 0,
    characterCount: 0,
  };
  await commit(db, [
    ...insertRevision(db, revision),
    ...insertSections(revision, sections),
    ...indexStatements(db, { bureau, year, number, sections, previous }),
    bumpArchiveVersion(db),
  ]);
  return sections;
}

const toSection = (given: TestReport["sections"][number], position: number): Section => ({
  position,
  parent: given.parent ?? null,
  depth: given.depth ?? 1,
  slug: given.standard ?? `s${position}`,
  numeral: "",
  heading: given.heading,
  title: given.heading,
  standard: given.standard ?? null,
  blocks: given.text.split("\n").map((text, i) => ({ kind: "text", text, anchor: `a${i}` })),
});

/** Rebuilds the index with the texts of reports from a year on; null: as wide as it is. */
export async function widen(fullTextFrom: number | null) {
  const admin = createContext(env, { name: "测试", roles: ["admin"] });
  let step = await beginReindex(admin, fullTextFrom);
  while (step.cursor !== null) step = await continueReindex(admin, step.cursor);
  forgetArchiveVersion();
  return step;
}

export const search = (q: string, more: SearchParams = {}) => searchReports(ctx(), { q, ...more });

/** `bureau/year/section` of the hits of the exact tier. */
export const exact = async (q: string, more: SearchParams = {}) =>
  (await search(q, more)).hits
    .filter((hit) => hit.tier === "exact")
    .map((hit) => `${hit.bureau}/${hit.year}/${hit.section}`);
