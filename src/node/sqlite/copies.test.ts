import { globSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterAll, expect, test } from "vitest";
import { createContext } from "../../compose.ts";
import type { Actor, Ctx } from "../../ctx.ts";
import { addSupplement, reclassify } from "../../feedback/author/author.ts";
import { approveReply, draftReply } from "../../feedback/handle/answer.ts";
import { memoryCounters } from "../../feedback/guard/counters.ts";
import { readQueue } from "../../feedback/handle/queue.ts";
import { markRead } from "../../feedback/handle/reads.ts";
import { acceptFeedback, askAuthor } from "../../feedback/handle/triage.ts";
import { readStatistics } from "../../feedback/register/statistics.ts";
import { parseSubmission, type RawSubmission } from "../../feedback/submission.ts";
import { submitFeedback } from "../../feedback/submit/submit.ts";
import { pdfFile } from "../../ingest/fixtures/pdf-file.ts";
import { answerReading } from "../../ingest/answer-reading.ts";
import { sha256Hex } from "../../sha256.ts";
import { openFolderBucket } from "../files/folder-bucket.ts";
import { openDataDatabase } from "./open-database.ts";

const migrations = globSync("migrations/*.sql")
  .toSorted()
  .map((name) => ({ name, sql: readFileSync(name, "utf8") }));
const folder = mkdtempSync(join(tmpdir(), "gongshi-copies-"));
afterAll(() => rmSync(folder, { recursive: true }));

const BUREAUS = ["dong-hu", "xi-shan"] as const;
type Bureau = (typeof BUREAUS)[number];
const NAMES: Record<Bureau, string> = { "dong-hu": "东湖局", "xi-shan": "西山局" };
const supervisor: Actor = { name: "supervisor@demo.invalid", roles: ["supervisor"] };

/** Numbers that look random and are the same in every world. */
function seeded() {
  let count = 0;
  return (bytes: number) => {
    count += 1;
    return Uint8Array.from(Buffer.from(sha256Hex(`${count}`).repeat(2), "hex").subarray(0, bytes));
  };
}

/** A site on files of its own, on which people do the same at the same times, whoever it is about and wherever they are. */
async function world(name: string, about: Bureau, address: string) {
  const place = join(folder, name);
  const files = await openFolderBucket(join(place, "files"));
  const { db, forget, close } = openDataDatabase(place, migrations);
  const env = { ENVIRONMENT: "development", DB: db, FILES: files, SITE_ORIGIN: "" } as unknown as Env;
  const READER = { fetch: (url: string, init: RequestInit) => answerReading(new Request(url, init)) };
  const [random, counters] = [seeded(), memoryCounters()];
  let minutes = 0;
  const now = () => new Date(Date.UTC(2026, 3, 1, 2, minutes));
  const as = (actor: Actor | null = null): Ctx => {
    minutes += 1;
    return { ...createContext({ ...env, READER } as unknown as Env, actor), random, counters, now };
  };
  for (const slug of BUREAUS)
    await db
      .prepare("INSERT INTO bureaus (slug, name, short_name, created_at) VALUES (?, ?, ?, '2026')")
      .bind(slug, NAMES[slug], NAMES[slug])
      .run();
  const send = (raw: RawSubmission, withFile = false) => {
    const parsed = parseSubmission(raw);
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors));
    const attached = withFile ? [{ name: `${NAMES[about]}.pdf`, bytes: pdfFile([[NAMES[about]]]) }] : [];
    return submitFeedback(as(), parsed.value, attached, { address, idempotencyKey: null });
  };
  const words = (what: string) => `${what}：${NAMES[about]}的账外账，请查一查这件事。`;

  for (const bureau of BUREAUS) await send({ kind: "question", text: `请问${bureau}的办事时间。`, bureau });
  const told = await send(
    { kind: "denunciation", text: words("举报"), title: words("题"), contact: `${about}@example.cn`, bureau: about },
    true,
  );
  await markRead(as(supervisor), told.id);
  await acceptFeedback(as(supervisor), told.id);
  await askAuthor(as(supervisor), told.id, words("补充什么"));
  await addSupplement(as(), told.receipt, words("补充"), address);
  await draftReply(as(supervisor), told.id, words("答复"));
  await approveReply(as({ ...supervisor, name: "second@demo.invalid" }), told.id);
  const held = await send(
    { kind: "complaint", text: words("投诉"), title: words("题"), contact: `${about}@example.cn`, bureau: about },
    true,
  );
  await markRead(as(supervisor), held.id);
  await reclassify(as(), held.receipt, address);
  await send({ kind: "question", text: "请问东湖局的办事地点。", bureau: "dong-hu" });

  const officer: Actor = { name: "officer@demo.invalid", roles: ["officer"], bureaus: BUREAUS };
  const seen = { queue: await readQueue(as(officer), {}), statistics: await readStatistics(as(officer)) };
  const listed = (await files.list()).objects.map(({ key, size }) => `${key} ${size}`);
  forget();
  return { place, seen, listed, close };
}

/**
 * Sealed bytes, and values under a key that the citizen's browser alone has. Each is random to everybody else, and no two are the
 * same.
 */
const RANDOM = new Set(["feedback_attachments.sha256", "feedback_idempotency.payload_digest"]);

/** Every row of every table, as the holder of a copy reads them; for sealed values only their length. */
function dump(file: string): Record<string, unknown[]> {
  const sqlite = new DatabaseSync(file, { readOnly: true });
  const tables = sqlite
    .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name <> 'd1_migrations' ORDER BY name")
    .all();
  const masked = (place: string, value: unknown) =>
    typeof value === "string" && (RANDOM.has(place) || value.startsWith("-----BEGIN AGE"))
      ? `random ${value.length}`
      : value;
  const rows = tables.map(({ name }) => {
    const all = sqlite.prepare(`SELECT * FROM "${String(name)}"`).all();
    const plain = (row: object) =>
      Object.fromEntries(Object.entries(row).map(([key, value]) => [key, masked(`${String(name)}.${key}`, value)]));
    return [String(name), all.map(plain)];
  });
  sqlite.close();
  return Object.fromEntries(rows) as Record<string, unknown[]>;
}

test("the copy of a site where one bureau was denounced is that of a site where another was, by somebody else from elsewhere", async () => {
  const one = await world("one", "dong-hu", "203.0.113.7");
  const other = await world("other", "xi-shan", "198.51.100.23");
  expect(one.seen).toEqual(other.seen);
  expect(one.listed).toEqual(other.listed);
  // As in a copy that is taken while the site runs: the database, and its log beside it.
  for (const { place } of [one, other])
    for (const name of ["gongshi.sqlite", "gongshi.sqlite-wal"]) {
      const bytes = readFileSync(join(place, name));
      for (const word of ["账外账", "@example.cn", "203.0.113", "198.51.100"])
        expect(bytes.includes(word), `${name} ${word}`).toBe(false);
    }
  for (const { close } of [one, other]) close();
  const [copy, elsewhere] = [one, other].map(({ place }) => dump(join(place, "gongshi.sqlite")));
  expect(copy?.["feedback"]).toHaveLength(5);
  expect(copy).toEqual(elsewhere);
});
