import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { freePort } from "../local/free-port.ts";
import { publishSamples } from "../local/samples.ts";
import { bundleHost } from "../serve/bundle-host.ts";
import { startNodeServer } from "../serve/node-server.ts";
import { newBearerToken, tokenSql } from "../site/bearer-token.ts";
import { ROLES } from "../../staff/role.ts";
import { type Scope, SCOPES } from "../../staff/scope.ts";
import type { AttackTarget } from "./target.ts";

/** Long enough for the slowest answer, so that a site that hangs ends the attack and not the other way round. */
const LONGEST_MS = 60_000;
const ALL: readonly Scope[] = SCOPES;

export interface OwnSite {
  target: AttackTarget;
  stop: () => Promise<void>;
}

/** A site of the attack's own, on loopback, with the demonstration reports; nothing else can be attacked. One that needs more than its heap ends. */
export async function startOwnSite(heapMegabytes?: number): Promise<OwnSite> {
  const folder = await mkdtemp(join(tmpdir(), "gongshi-attack-"));
  const built = join(folder, "host");
  const data = join(folder, "data");
  await bundleHost(built);
  const port = await freePort();
  const server = await startNodeServer(built, {
    DATA_DIR: data,
    PORT: `${port}`,
    FORM_READING_MS: "0",
    ...(heapMegabytes === undefined ? {} : { NODE_OPTIONS: `--max-old-space-size=${heapMegabytes}` }),
  });
  const address = `http://127.0.0.1:${port}`;
  const stop = async () => {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  };
  try {
    const sqlite = new DatabaseSync(join(data, "gongshi.sqlite"), { timeout: 5000 });
    const tokens = tokensFor(sqlite);
    await publishSamples({ origin: address, token: tokens["all"] ?? "" });
    const ask: AttackTarget["ask"] = (path, init = {}) => {
      const headers = new Headers(init.headers);
      if (!headers.has("Authorization")) headers.set("Origin", address);
      const signal = AbortSignal.timeout(LONGEST_MS);
      return fetch(address + path, { ...init, headers, redirect: "manual", signal });
    };
    const places = chooseBureaus(sqlite);
    const cookies = await signInEach(ask);
    sqlite
      .prepare("UPDATE staff SET bureaus = ? WHERE email = 'officer@demo.invalid'")
      .run(JSON.stringify([places.own]));
    sqlite.close();
    const about = (bureau: string, kind: string) => submit(ask, bureau, places.year, kind);
    const numbers = {
      denunciation: await about(places.own, "denunciation"),
      elsewhere: await about(places.other, "question"),
      missing: 1_000_000_001,
    };
    return { target: { ask, tokens, cookies, ...places, numbers, memory: () => residentBytes(server.pid) }, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function tokensFor(sqlite: DatabaseSync): Record<string, string> {
  const grants: [string, readonly Scope[]][] = [
    ["all", ALL],
    ...ALL.map((scope): [string, Scope[]] => [scope, [scope]]),
  ];
  return Object.fromEntries(
    grants.map(([name, scopes]) => {
      const token = newBearerToken();
      sqlite.exec(tokenSql(token, name, { scopes }, 1));
      return [name, token];
    }),
  );
}

/** Two bureaus with reports of one year. */
function chooseBureaus(sqlite: DatabaseSync) {
  const rows = sqlite
    .prepare("SELECT b.slug, r.year FROM reports r JOIN bureaus b ON b.id = r.bureau_id ORDER BY r.year DESC, b.id")
    .all()
    .map(({ slug, year }) => ({ slug: String(slug), year: Number(year) }));
  for (const { slug, year } of rows) {
    const other = rows.find((row) => row.year === year && row.slug !== slug);
    if (other) return { own: slug, other: other.slug, year };
  }
  throw new Error("no two bureaus have a report of one year");
}

async function signInEach(ask: AttackTarget["ask"]): Promise<Record<string, string>> {
  const cookies: Record<string, string> = {};
  for (const role of ROLES) {
    const answer = await ask("/staff/sign-in", { method: "POST", body: new URLSearchParams({ role }) });
    cookies[role] = (answer.headers.get("set-cookie") ?? "").split(";")[0] ?? "";
  }
  return cookies;
}

async function submit(ask: AttackTarget["ask"], bureau: string, year: number, kind: string): Promise<number> {
  const answer = await ask("/api/v1/feedback", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ kind, bureau, year, text: `这里的数字前后不一致，请核对（${kind}）。` }),
  });
  const { id } = (await answer.json()) as { id?: number };
  if (id === undefined) throw new Error(`a ${kind} was answered ${answer.status}`);
  return id;
}

async function residentBytes(pid: number | undefined): Promise<number | null> {
  const status = await readFile(`/proc/${pid ?? 0}/status`, "utf8").catch(() => "");
  const kilobytes = /^VmRSS:\s+(\d+) kB/m.exec(status)?.[1];
  return kilobytes === undefined ? null : Number(kilobytes) * 1024;
}
