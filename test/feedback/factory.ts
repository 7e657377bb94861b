import { env } from "cloudflare:test";
import { createContext } from "../../src/compose.ts";
import type { Actor, Ctx } from "../../src/ctx.ts";
import { parseSubmission, type RawSubmission } from "../../src/feedback/submission.ts";
import { submitFeedback, type Submitter } from "../../src/feedback/submit/submit.ts";

let made = 0;

/** A context at a time of the test's choosing. */
export const at = (time: string, actor: Actor | null = null): Ctx => ({
  ...createContext(env, actor),
  now: () => new Date(time),
  environment: "development",
});

export const supervisor: Actor = { name: "监督员", roles: ["supervisor"] };
export const officer = (name: string, ...bureaus: string[]): Actor => ({ name, roles: ["officer"], bureaus });

export interface Block {
  anchor: string;
  text: string;
}

/** A bureau with a report of 2023 whose section `honest-service` holds the paragraphs. */
export async function makeReport(...blocks: Block[]) {
  made += 1;
  const slug = `bureau-${made}-${crypto.randomUUID().slice(0, 8)}`;
  const now = "2026-01-01T00:00:00.000Z";
  const db = env.DB;
  const bureau = await db
    .prepare("INSERT INTO bureaus (slug, name, short_name, created_at) VALUES (?, ?, ?, ?) RETURNING id")
    .bind(slug, `试验单位${slug}`, `试验局${made}`, now)
    .first<{ id: number }>();
  const report = await db
    .prepare(
      "INSERT INTO reports (bureau_id, year, current_revision, first_published_at, updated_at) VALUES (?, 2023, 1, ?, ?) RETURNING id",
    )
    .bind(bureau?.id, now, now)
    .first<{ id: number }>();
  const made_ = { slug, bureauId: bureau?.id ?? 0, reportId: report?.id ?? 0 };
  await makeRevision(made_.reportId, 1, blocks);
  return made_;
}

export async function makeRevision(reportId: number, number: number, blocks: readonly Block[]) {
  const db = env.DB;
  const revision = await db
    .prepare(
      `INSERT INTO revisions (report_id, number, title, published_at, published_by, file_sha256, file_name, file_type, file_size,
         text_sha256, encoding, import_notes, section_count, paragraph_count, character_count)
       VALUES (?, ?, '2023年度社会责任报告', '2026-01-01', 't', 'x', 'x.txt', 'text/plain', 1, 'x', 'utf-8', '[]', 1, 1, 1) RETURNING id`,
    )
    .bind(reportId, number)
    .first<{ id: number }>();
  await db.batch([
    db
      .prepare(
        `INSERT INTO sections (revision_id, position, parent, depth, slug, numeral, heading, title, standard, blocks)
         VALUES (?, 0, NULL, 1, 'honest-service', '2、', '2、诚信服务', '诚信服务', 'honest-service', ?)`,
      )
      .bind(revision?.id, JSON.stringify(blocks.map((block) => ({ kind: "text", ...block })))),
    db.prepare("UPDATE reports SET current_revision = ? WHERE id = ?").bind(number, reportId),
  ]);
}

export const someone = (more: Partial<Submitter> = {}): Submitter => ({
  address: crypto.randomUUID(),
  idempotencyKey: null,
  ...more,
});

export function valid(raw: RawSubmission) {
  const parsed = parseSubmission({
    kind: "error",
    text: `这里的数字前后不一致，请核对。${crypto.randomUUID()}`,
    ...raw,
  });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors));
  return parsed.value;
}

export const submit = (ctx: Ctx, raw: RawSubmission = {}, by: Submitter = someone()) =>
  submitFeedback(ctx, valid(raw), [], by);

export const rows = async <T = Record<string, unknown>>(sql: string, ...values: unknown[]) =>
  (
    await env.DB.prepare(sql)
      .bind(...values)
      .all<T>()
  ).results;
