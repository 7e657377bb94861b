import type { D1Database, R2Bucket } from "@cloudflare/workers-types/index.ts";
import type { Block, ImportNote } from "../../src/ingest/document.ts";
import { anchorFor } from "../../src/reports/anchors.ts";

/** A section as a test writes it: [depth, slug, heading, blocks]; a string is a paragraph. */
export type Draft = readonly [
  depth: number,
  slug: string,
  heading: string,
  blocks?: readonly (string | (Block & { was?: string[] }))[],
];

export interface Edition {
  sections: readonly Draft[];
  note?: string;
  publishedAt?: string;
  file?: string;
  fileName?: string;
  fileType?: string;
  notes?: ImportNote[];
  title?: string;
}

export interface BureauDraft {
  slug: string;
  name: string;
  shortName: string;
  demo?: boolean;
}

interface Stores {
  DB: D1Database;
  FILES?: R2Bucket;
}

/** Rows as publishing would leave them, without publishing: pages are tested on their own. */
export function archiveIn({ DB, FILES }: Stores) {
  const run = (sql: string, ...values: unknown[]) =>
    DB.prepare(sql)
      .bind(...values)
      .run();
  const bump = () => run("UPDATE archive_state SET version = version + 1");

  async function bureau(draft: BureauDraft) {
    await run(
      "INSERT INTO bureaus (slug, name, short_name, demo, created_at) VALUES (?, ?, ?, ?, '2020-01-01T00:00:00.000Z')",
      draft.slug,
      draft.name,
      draft.shortName,
      draft.demo ? 1 : 0,
    );
    await bump();
    return draft;
  }

  /** Publishes editions as revisions 1, 2, …; returns the SHA-256 of each file. */
  async function report(of: BureauDraft, year: number, editions: readonly Edition[]) {
    const hashes: string[] = [];
    for (const [index, edition] of editions.entries()) hashes.push(await revision(of, year, index + 1, edition));
    await bump();
    return hashes;
  }

  async function revision(of: BureauDraft, year: number, number: number, edition: Edition) {
    const at = edition.publishedAt ?? `${year + 1}-04-2${number}T02:00:00.000Z`;
    const bytes = Uint8Array.from(
      new TextEncoder().encode(edition.file ?? JSON.stringify([of.slug, year, number, edition.sections])),
    );
    const sha256 = await hexSha256(bytes);
    await FILES?.put(`originals/${sha256}`, bytes);
    const { id } = (await DB.prepare("SELECT id FROM bureaus WHERE slug = ?").bind(of.slug).first<{ id: number }>())!;
    await run(
      `INSERT INTO reports (bureau_id, year, current_revision, first_published_at, updated_at) VALUES (?1, ?2, ?3, ?4, ?4)
       ON CONFLICT (bureau_id, year) DO UPDATE SET current_revision = ?3, updated_at = ?4`,
      id,
      year,
      number,
      at,
    );
    const sections = compose(edition.sections);
    const reportRow = (await DB.prepare("SELECT id FROM reports WHERE bureau_id = ? AND year = ?")
      .bind(id, year)
      .first<{ id: number }>())!;
    await run(
      `INSERT INTO revisions (report_id, number, title, note, published_at, published_by, file_sha256, file_name, file_type,
         file_size, text_sha256, encoding, import_notes, section_count, paragraph_count, character_count)
       VALUES (?, ?, ?, ?, ?, 'test', ?, ?, ?, ?, ?, 'utf-8', ?, ?, ?, ?)`,
      reportRow.id,
      number,
      edition.title ?? `${of.name}${year}年度社会责任报告`,
      edition.note ?? "",
      at,
      sha256,
      edition.fileName ?? `${of.shortName}${year}年报告.txt`,
      edition.fileType ?? "text/plain",
      bytes.byteLength,
      sha256,
      JSON.stringify(edition.notes ?? []),
      sections.length,
      sections.reduce((sum, section) => sum + section.blocks.length, 0),
      sections.reduce((sum, section) => sum + section.heading.length, 0),
    );
    const revisionRow = (await DB.prepare("SELECT max(id) AS id FROM revisions").first<{ id: number }>())!;
    const insert = DB.prepare(
      `INSERT INTO sections (revision_id, position, parent, depth, slug, numeral, heading, title, standard, blocks)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    );
    await DB.batch(
      sections.map((s) =>
        insert.bind(
          revisionRow.id,
          s.position,
          s.parent,
          s.depth,
          s.slug,
          s.numeral,
          s.heading,
          s.title,
          s.standard,
          JSON.stringify(s.blocks),
        ),
      ),
    );
    return sha256;
  }

  async function withdraw(of: BureauDraft, year: number, reason: string, at = "2024-10-21T03:00:00.000Z") {
    await run(
      `UPDATE reports SET status = 'withdrawn', withdrawn_at = ?, withdrawn_reason = ?, updated_at = ?1
       WHERE year = ? AND bureau_id = (SELECT id FROM bureaus WHERE slug = ?)`,
      at,
      reason,
      year,
      of.slug,
    );
    await bump();
  }

  async function formerSlug(slug: string, of: BureauDraft) {
    await run("INSERT INTO former_slugs (slug, bureau_id) SELECT ?, id FROM bureaus WHERE slug = ?", slug, of.slug);
    await bump();
  }

  return { bureau, report, revision, withdraw, formerSlug };
}

function compose(drafts: readonly Draft[]) {
  const open: number[] = [];
  const taken = new Set<string>();
  return drafts.map(([depth, slug, heading, blocks = []], position) => {
    open.length = Math.min(open.length, depth - 1);
    const parent = open.at(-1) ?? null;
    open.push(position);
    const numeral = /^(?:[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）|\d+、)/.exec(heading)?.[0] ?? "";
    const anchored = blocks.map((draft) => {
      const block: Block & { was?: string[] } = typeof draft === "string" ? { kind: "text", text: draft } : draft;
      const anchor = anchorFor(block, slug, taken);
      taken.add(anchor);
      return { ...block, anchor };
    });
    const standard = /^[a-z]+(-[a-z]+)?$/.test(slug) ? slug : null;
    return {
      position,
      parent,
      depth,
      slug,
      numeral,
      heading,
      title: heading.slice(numeral.length),
      standard,
      blocks: anchored,
    };
  });
}

async function hexSha256(bytes: Uint8Array<ArrayBuffer>) {
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return Array.from(hash, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
