import { env } from "cloudflare:test";
import { beforeAll, beforeEach, describe, expect, inject, it, vi } from "vitest";
import { createContext } from "../../src/compose.ts";
import type { Ctx } from "../../src/ctx.ts";
import type { SearchResult } from "../../src/search/engine.ts";
import { searchReports } from "../../src/search/search-reports.ts";
import { publish } from "./archive.ts";
import { FAULT_NAMES } from "./fault-names.ts";
import { indexArchive, needsServer, testServer } from "./meilisearch.ts";

const faults = inject("faultServer");
let unique = 0;
let clock = Date.parse("2026-11-21T00:00:00Z");
let pending: Promise<void>[] = [];

/** The production choice of engine, with a clock of ours; each address is a server that nothing is known of yet. */
const ctxFor = (url: string, index = "sections", key = "x"): Ctx => ({
  ...createContext({ ...env, SEARCH_ENGINE: "meilisearch", MEILI_URL: url, MEILI_INDEX: index, MEILI_SEARCH_KEY: key }),
  now: () => new Date(clock),
  later: (work) => void pending.push(work),
});

const asked = async (name: string) => Number(await (await fetch(`${faults}/asked/${name}`)).text());
const expectD1 = ({ hits, degraded, engine, notices }: SearchResult) => {
  expect(hits.map(({ bureau, section }) => `${bureau}/${section}`)).toEqual(["beiqu/s0"]);
  expect({ degraded, engine }).toEqual({ degraded: true, engine: "fts5" });
  expect(notices[0]).toMatch(/备用/);
};

beforeAll(async () => {
  await publish({ bureau: "beiqu", year: 2022, sections: [{ heading: "一、安全", text: "消防演练三次" }] });
});

beforeEach(async () => {
  await env.DB.prepare("UPDATE search_index SET built = 'sections' WHERE id = 1").run();
  pending = [];
  unique += 1;
  vi.spyOn(console, "log").mockImplementation(() => undefined);
});

describe.each([...FAULT_NAMES, "nobody-listens"])("a server that %s", (name) => {
  it("costs one attempt: D1 answers that search and those after it, and says so", async () => {
    const path = `${name}/${unique}`;
    const ctx = ctxFor(name === "nobody-listens" ? `http://127.0.0.1:9/${unique}` : `${faults}/${path}`);
    for (let i = 0; i < 3; i++) expectD1(await searchReports(ctx, { q: "消防演练" }));
    const attempts = await asked(path);
    for (let i = 0; i < 3; i++) expectD1(await searchReports(ctx, { q: "消防" }));
    expect(await asked(path)).toBe(attempts);
    if (name !== "is-too-old" && name !== "nobody-listens") expect(attempts).toBe(1);
  });

  it("is tried again later beside the answers, and left alone again where it still fails", async () => {
    const path = `${name}/${unique}`;
    const ctx = ctxFor(name === "nobody-listens" ? `http://127.0.0.1:9/${unique}` : `${faults}/${path}`);
    for (let i = 0; i < 3; i++) expectD1(await searchReports(ctx, { q: "消防演练" }));
    clock += 3_000;
    expectD1(await searchReports(ctx, { q: "消防演练" }));
    expect(pending).toHaveLength(1);
    await Promise.all(pending);
    expectD1(await searchReports(ctx, { q: "消防演练" }));
    expect(pending).toHaveLength(1);
  });
});

it("settings that do not fit are like a server that is down", async () => {
  const ctx = createContext({ ...env, SEARCH_ENGINE: "meilisearch" });
  expectD1(await searchReports({ ...ctx, later: (work) => void pending.push(work) }, { q: "消防演练" }));
});

describe("a real server behind a line that can be cut", () => {
  beforeEach(needsServer);

  it("answers, is replaced by D1 when it is gone, and takes over again by itself", async () => {
    const server = await testServer("degrade");
    await indexArchive(server);
    const { host } = new URL(server.search.url);
    const ctx = ctxFor(`${faults}/proxy/${host}`, server.index, server.search.key);
    const search = () => searchReports(ctx, { q: "消防演练" });
    expect(await search()).toMatchObject({ engine: "meilisearch", degraded: false, total: 1 });

    await fetch(`${faults}/stop`, { method: "POST" });
    const before = await asked("proxy");
    for (let i = 0; i < 5; i++) expectD1(await search());
    expect(await asked("proxy")).toBe(before + 1);

    await fetch(`${faults}/start`, { method: "POST" });
    clock += 3_000;
    expectD1(await search());
    await Promise.all(pending);
    expect(await search()).toMatchObject({ engine: "meilisearch", degraded: false, total: 1 });
  });

  it("is not asked for an index that the indexer has not built whole", async () => {
    const server = await testServer("unfollowed");
    await indexArchive(server);
    await env.DB.prepare("UPDATE search_index SET built = NULL WHERE id = 1").run();
    expectD1(await searchReports(ctxFor(server.search.url, server.index, server.search.key), { q: "消防演练" }));
  });

  it("says that it lags while a change of a report is on its way to the index", async () => {
    const server = await testServer("lagging");
    await indexArchive(server);
    const ctx = ctxFor(server.search.url, server.index, server.search.key);
    expect(await searchReports(ctx, { q: "消防演练" })).toMatchObject({ engine: "meilisearch", lagging: false });
    await env.DB.prepare("INSERT INTO search_indexing (report_id, wanted) SELECT id, 1 FROM reports LIMIT 1").run();
    expect(await searchReports(ctx, { q: "消防演练" })).toMatchObject({ engine: "meilisearch", lagging: true });
    await env.DB.prepare("DELETE FROM search_indexing").run();
  });

  it("is not believed while its index holds less than the tables", async () => {
    const server = await testServer("half");
    const writer = await indexArchive(server);
    const whole = await searchReports(ctxFor(`${server.search.url}/`, server.index, server.search.key), { q: "消防" });
    expect(whole.engine).toBe("meilisearch");
    await publish({ bureau: "dongqu", year: 2022, sections: [{ heading: "一、安全", text: "抗震演练三次" }] });
    const ctx = ctxFor(server.search.url, server.index, server.search.key);
    const { engine, degraded, total } = await searchReports(ctx, { q: "抗震演练" });
    expect({ engine, degraded, total }).toEqual({ engine: "fts5", degraded: true, total: 1 });
    await writer.drop(server.index);
  });
});
