import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { createApp } from "../../app.ts";
import { APART, BUREAUS, makeWorld, NEXT_DAY, ORIGIN, type World, WORLD_YEAR } from "./fixtures/world.ts";

const folder = mkdtempSync(join(tmpdir(), "gongshi-copies-"));
/** Three sites that differ in whom a denunciation accuses and where it came from; in the third there is none. */
const worlds: Record<string, World> = {};

beforeAll(async () => {
  vi.useFakeTimers({ toFake: ["Date"], now: NEXT_DAY });
  const accused = { one: ["dong-hu", "203.0.113.7"], two: ["xi-shan", "198.51.100.23"], nil: [null, ""] } as const;
  for (const [name, [bureau, address]] of Object.entries(accused))
    worlds[name] = await makeWorld(folder, name, bureau, address);
}, 60_000);
afterAll(() => {
  vi.useRealTimers();
  for (const { close } of Object.values(worlds)) close();
  rmSync(folder, { recursive: true });
});

const world = (name: string): World => {
  const made = worlds[name];
  if (!made) throw new Error(`there is no ${name}`);
  return made;
};

/** The same random numbers for the same question in every world. */
async function asked(site: World, path: string, init: RequestInit): Promise<Response> {
  let count = 0;
  const random = vi.spyOn(crypto, "getRandomValues").mockImplementation((array) => {
    count += 1;
    return (array as Uint8Array).fill(count) as never;
  });
  try {
    return await site.ask(path, init);
  } finally {
    random.mockRestore();
  }
}

/** Status, headers and every byte, but for the request's own number, and measured times. */
async function whole(site: World, path: string, init: RequestInit): Promise<string> {
  const answer = await asked(site, path, init);
  const bytes = Buffer.from(await answer.arrayBuffer()).toString("latin1");
  return `${answer.status}\n${JSON.stringify([...answer.headers])}\n${bytes}`
    .replaceAll(answer.headers.get("X-Request-Id") ?? "no number", "REQUEST")
    .replaceAll(/dur=[\d.]+/g, "dur=MEASURED");
}

async function signIn(site: World, role: string): Promise<string> {
  const answer = await asked(site, "/staff/sign-in", { method: "POST", body: new URLSearchParams({ role }) });
  await site.db
    .prepare("UPDATE staff SET bureaus = ? WHERE email = 'officer@demo.invalid'")
    .bind(JSON.stringify([BUREAUS[0]]))
    .run();
  return (answer.headers.get("set-cookie") ?? "").split(";")[0] ?? "";
}

/** Every address of the application that needs no more than this to be filled in. */
function patterns(): string[] {
  const paths = createApp().routes.flatMap(({ method, path }) => (method === "GET" ? [path] : []));
  return [...new Set(paths)]
    .map((path) =>
      path
        .replace(/:(?:bureau|slug)(?:\{[^/]*\})?/, BUREAUS[0])
        .replace(/:year(?:\{\\d\{4\}\}|\{\[0-9\]\{4\}\})?/, `${WORLD_YEAR}`),
    )
    .filter((path) => !/[:*]/.test(path));
}

/** Many alike addresses that show nothing of feedback: one of each is asked for by the pages that link to it. */
const ALIKE =
  /^\/(?:oembed|qr|embed|indicators\/|compare|timegate|timemap|ledger\/tile|search\?|assets\/|reports\/.*\.(?!json$)\w+$)|&quot;/;
const LINK = /(?:href|action|src|loc|"(?:url|id|self|next)")[=>:]\s?"?([^"<\s]+)/g;

/** Every address that somebody comes to in a world by the links, forms and pictures of its answers. */
async function everyAddress(site: World, headers: Record<string, string>): Promise<string[]> {
  const found = new Set([...patterns(), "/feedback/statistics.csv", "/data"]);
  for (const path of found) {
    const answer = await site.ask(path, { headers });
    if (!/html|xml|json/.test(answer.headers.get("Content-Type") ?? "")) continue;
    for (const [, link = ""] of (await answer.text()).matchAll(LINK)) {
      const typed = link.replaceAll("&amp;", "&");
      const address = URL.canParse(typed, ORIGIN + path) ? new URL(typed, ORIGIN + path) : null;
      if (address?.origin === ORIGIN && !ALIKE.test(address.pathname + address.search))
        found.add(address.pathname + address.search);
    }
  }
  return [...found];
}

/**
 * Sealed bytes, and values under a key that the citizen's browser alone has. Each is random to everybody else, and no two are the
 * same.
 */
const RANDOM = new Set(["feedback_attachments.sha256", "feedback_idempotency.payload_digest"]);

/** A row as the holder of a copy reads it; of sealed values only their length. */
function maskedRow(table: string, row: object): object {
  const masked = (column: string, value: unknown) => {
    const place = `${table}.${column}`;
    if (place === "archive_state.version") return Number(value) % APART;
    const isRandom = typeof value === "string" && (RANDOM.has(place) || value.startsWith("-----BEGIN AGE"));
    return isRandom ? `random ${value.length}` : value;
  };
  return Object.fromEntries(Object.entries(row).map(([column, value]) => [column, masked(column, value)]));
}

/** Every row of every table. */
function dump(file: string): Record<string, unknown[]> {
  const sqlite = new DatabaseSync(file, { readOnly: true });
  const tables = sqlite
    .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name <> 'd1_migrations' ORDER BY name")
    .all()
    .map(({ name }) => String(name));
  const rows = tables.map((name) => {
    const all = sqlite.prepare(`SELECT * FROM "${name}"`).all();
    return [name, all.map((row) => maskedRow(name, row))];
  });
  sqlite.close();
  return Object.fromEntries(rows) as Record<string, unknown[]>;
}

const SECRET = ["账外账", "@example.cn", "203.0.113", "198.51.100"];

function requireNoSecret(file: string): void {
  const bytes = readFileSync(file);
  for (const word of SECRET) expect(bytes.includes(word), `${file} ${word}`).toBe(false);
}

test("the copy of a site where one bureau was denounced is that of a site where another was, by somebody else from elsewhere", () => {
  for (const name of ["one", "two"])
    // As in a copy that is taken while the site runs: the database, and its log beside it.
    for (const file of ["gongshi.sqlite", "gongshi.sqlite-wal"]) requireNoSecret(join(world(name).place, file));
  const [copy, elsewhere] = ["one", "two"].map((name) => dump(join(world(name).place, "gongshi.sqlite")));
  expect(copy?.["feedback"]).toHaveLength(5);
  expect(copy).toEqual(elsewhere);
});

/** Who asks, and the sites that are alike to them: an admin may see that there are denunciations, and of whom nobody. */
const ASKERS: readonly [string, readonly string[]][] = [
  ["officer", ["one", "two", "nil"]],
  ["nobody", ["one", "two", "nil"]],
  ["feedback-read", ["one", "two", "nil"]],
  ["admin", ["one", "two"]],
];

async function headersOf(site: World, who: string): Promise<Record<string, string>> {
  if (who === "nobody") return {};
  if (who === "feedback-read") return { Authorization: `Bearer ${site.tokens["feedback-read"]}` };
  return { Cookie: await signIn(site, who) };
}

test.each(ASKERS)(
  "%s: every answer of a site without a denunciation is that of one with",
  async (who, names) => {
    const sites = names.map(world);
    const heads = [];
    for (const site of sites) heads.push(await headersOf(site, who));
    const lists = [];
    for (const [at, site] of sites.entries()) lists.push(await everyAddress(site, heads[at] ?? {}));
    const [paths = []] = lists;
    for (const list of lists) expect(list).toEqual(paths);
    expect(paths.length).toBeGreaterThan(100);
    for (const path of paths) {
      const answers = [];
      for (const [at, site] of sites.entries()) answers.push(await whole(site, path, { headers: heads[at] ?? {} }));
      for (const answer of answers) expect(answer, path).toBe(answers[0]);
    }
  },
  120_000,
);

/** What the command calls; its types are Node's, those of this file the Worker's. */
interface BackupCommand {
  takeBackup: (site: { origin: string; token: string }, folder: string, tell: () => void) => Promise<unknown>;
}
const BACKUP = "../../cli/backup/take-backup.ts";

/** A backup as the command takes it, every table by name. */
async function backupOf(name: string): Promise<Record<string, unknown[]>> {
  const to = join(folder, `backup-${name}`);
  const { ask, tokens } = world(name);
  const { takeBackup } = (await import(BACKUP)) as BackupCommand;
  const fetched = vi.spyOn(globalThis, "fetch").mockImplementation((url, init) => {
    const { pathname, search } = new URL(url as URL);
    return ask(pathname + search, init);
  });
  await takeBackup({ origin: ORIGIN, token: tokens["all"] ?? "" }, to, () => {}).finally(() => fetched.mockRestore());
  for (const file of readdirSync(to, { recursive: true, withFileTypes: true }))
    if (file.isFile()) requireNoSecret(join(file.parentPath, file.name));
  const tables = readdirSync(join(to, "tables")).toSorted();
  const rows = tables.map((table) => {
    const lines = readFileSync(join(to, "tables", table), "utf8")
      .split("\n")
      .filter(Boolean);
    return [table, lines.map((line) => maskedRow(table.split(".")[0] ?? "", JSON.parse(line) as object))];
  });
  return Object.fromEntries(rows) as Record<string, unknown[]>;
}

const objectsOf = async (name: string) =>
  (await world(name).files.list()).objects.map(({ key, size }) => `${key} ${size}`);

test("a backup of a site where one bureau was denounced is that of a site where another was", async () => {
  const [one, two] = [await backupOf("one"), await backupOf("two")];
  expect(Object.keys(one).length).toBeGreaterThan(20);
  expect(one["feedback.ndjson"]).toHaveLength(5);
  expect(one).toEqual(two);
  expect(await objectsOf("one")).toEqual(await objectsOf("two"));
});
