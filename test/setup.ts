import { env, reset } from "cloudflare:test";
import { forgetArchiveVersion } from "../src/http/page-cache/archive-version.ts";

/** Before each file: the isolate stays, what it stored goes, and nothing that it remembers can be of this archive. */
const shared = globalThis as typeof globalThis & { filesBefore?: number };
shared.filesBefore = (shared.filesBefore ?? 0) + 1;
const FIRST_VERSION = shared.filesBefore * 1_000_000;

async function isEmpty() {
  const [table, listed] = await Promise.all([
    env.DB.prepare("SELECT name FROM sqlite_master").first(),
    env.FILES.list({ limit: 1 }),
  ]);
  return table === null && listed.objects.length === 0;
}

/** As wrangler does it, in one transaction instead of one for each file. */
async function migrate() {
  const names = JSON.stringify(env.MIGRATIONS.map(({ name }) => name));
  await env.DB.batch([
    ...env.MIGRATIONS.flatMap(({ queries }) => queries).map((sql) => env.DB.prepare(sql)),
    env.DB.prepare("CREATE TABLE d1_migrations (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT UNIQUE)"),
    env.DB.prepare("INSERT INTO d1_migrations (name) SELECT value FROM json_each(?)").bind(names),
    env.DB.prepare("UPDATE archive_state SET version = version + ?").bind(FIRST_VERSION),
  ]);
}

// A request that the last file left behind may still hold the database.
do await reset();
while (!(await isEmpty()));
await migrate();
forgetArchiveVersion();
