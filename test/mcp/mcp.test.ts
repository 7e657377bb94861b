import { Client, StreamableHTTPClientTransport } from "@modelcontextprotocol/client";
import { env, SELF } from "cloudflare:test";
import { beforeAll, describe, expect, test } from "vitest";
import { createApp } from "../../src/app.ts";
import { forgetArchiveVersion } from "../../src/http/page-cache/archive-version.ts";
import { openIndexedArchive } from "../find/archive.ts";
import { countingDatabase } from "../support/counting-database.ts";
import { ask, ORIGIN } from "../support/site.ts";

interface Said {
  isError?: boolean;
  content: { type: string; text: string }[];
  structuredContent?: Record<string, unknown>;
}

const JSON_TYPE = { "Content-Type": "application/json", Accept: "application/json, text/event-stream" };
const later = { waitUntil() {}, passThroughOnException() {}, props: {} } as unknown as ExecutionContext;
const MODERN = "2026-07-28";
let client: Client;

async function connect(options: ConstructorParameters<typeof Client>[1] = {}) {
  const made = new Client({ name: "test", version: "1" }, options);
  const fetch = (url: URL | string, init?: RequestInit) => SELF.fetch(new Request(url, init) as never) as never;
  await made.connect(new StreamableHTTPClientTransport(new URL(`${ORIGIN}/mcp`), { fetch }));
  return made;
}

const call = async (name: string, args: Record<string, unknown>, by = client) =>
  (await by.callTool({ name, arguments: args })) as unknown as Said;
const answer = async (name: string, args: Record<string, unknown>) => {
  const said = await call(name, args);
  expect(said.isError, JSON.stringify(said.content)).not.toBe(true);
  const told = JSON.parse(said.content[0]?.text ?? "");
  expect(told).toEqual(said.structuredContent);
  return told;
};
const refusal = async (name: string, args: Record<string, unknown>) => {
  const said = await call(name, args);
  expect(said.isError).toBe(true);
  return said.content[0]?.text ?? "";
};

beforeAll(async () => {
  await openIndexedArchive();
  client = await connect();
});

describe("the official client", () => {
  test("finds six tools that only read, each strict in what it takes", async () => {
    const { tools } = await client.listTools();
    expect(tools.map(({ name }) => name)).toEqual(["search", "get_section", "compare", "indicator", "cite", "verify"]);
    for (const { annotations, inputSchema, description } of tools) {
      expect(annotations).toMatchObject({ readOnlyHint: true, destructiveHint: false });
      expect(inputSchema).toMatchObject({ type: "object", additionalProperties: false });
      expect(description).toMatch(/\p{Script=Han}/u);
    }
  });

  test("search answers with the paragraph, its revision and its permanent address", async () => {
    const found = await answer("search", { query: "投诉总量" });
    expect(found).toMatchObject({ total: 1 });
    expect(found.hits[0]).toMatchObject({
      url: `${ORIGIN}/reports/donghu/2023/r2/honest-service#p-a0`,
      bureau: "donghu",
      year: 2023,
      revision: 2,
      current_revision: 2,
      quotation: "投诉总量下降，",
    });
  });

  test("get_section reads a section in any revision, paragraph by paragraph", async () => {
    const place = { bureau: "donghu", year: 2023, section: "volunteering" };
    expect((await answer("get_section", place)).paragraphs[0]).toMatchObject({
      url: `${ORIGIN}/reports/donghu/2023/r2/volunteering#p-a0`,
      quotation: "志愿者九十人，全年组织四十八次。",
    });
    const first = await answer("get_section", { ...place, revision: 1 });
    expect(first).toMatchObject({ revision: 1, current_revision: 2, total: 1, next: null });
    expect(first.paragraphs[0].quotation).toBe("旧稿写作志愿者九百人。");
  });

  test("compare puts reports side by side, and says which one has no such section", async () => {
    const reports = [
      { bureau: "donghu", year: 2021 },
      { bureau: "yunzhan", year: 2023 },
      { bureau: "donghu", year: 2020 },
    ];
    const { reports: columns } = await answer("compare", { section: "volunteering", reports });
    expect(columns.map(({ state }: { state: string }) => state)).toEqual(["text", "without", "absent"]);
    expect(columns[0].paragraphs[0]).toMatchObject({ revision: 1, quotation: "志愿者八十人，服务**小时。" });
  });

  test("indicator lists what there is, and quotes each value", async () => {
    await env.DB.prepare(
      `INSERT INTO indicator_points (bureau_id, stated_in, position, indicator, revision, year, value, approximate, section,
         anchor, start, "end", text, label)
       SELECT id, 2023, 0, 'volunteer-hours', 2, 2023, 90, 0, 'volunteering', 'a0', 3, 6, '九十人', '志愿者' FROM bureaus
       WHERE slug = 'donghu'`,
    ).run();
    const { indicators } = await answer("indicator", {});
    expect(indicators.length).toBeGreaterThan(10);
    const { values } = await answer("indicator", { indicator: "volunteer-hours", bureaus: ["donghu"] });
    expect(values[0]).toMatchObject({
      value: 90,
      as_printed: "九十人",
      revision: 2,
      url: `${ORIGIN}/reports/donghu/2023/r2/volunteering#p-a0`,
      quotation: "志愿者九十人，全年组织四十八次。",
    });
  });

  test("cite fixes the revision, and refuses words that are not there", async () => {
    const url = `${ORIGIN}/reports/donghu/2023/volunteering#p-a0`;
    const cited = await answer("cite", { url, quotation: "志愿者九十人" });
    expect(cited).toMatchObject({ revision: 2, quotation: "志愿者九十人" });
    expect(cited.citation).toContain(`${ORIGIN}/reports/donghu/2023/r2/volunteering#p-a0`);
    expect(cited.bibtex).toContain("@incollection{donghu-2023-r2-volunteering");
    expect(await refusal("cite", { url, quotation: "志愿者九万人" })).toContain("一字不差");
  });

  test("verify says whether the words stand there, stand elsewhere, or no longer stand", async () => {
    const at = (path: string, quotation: string) => answer("verify", { url: ORIGIN + path, quotation });
    const good = await at("/reports/donghu/2023/volunteering#p-a0", "志愿者九十人");
    expect(good).toMatchObject({ holds: true, still_stands: true, revision: 2 });
    const old = await at("/reports/donghu/2023/r1/volunteering", "志愿者九百人");
    expect(old).toMatchObject({ holds: true, still_stands: false, revision: 1, current_revision: 2 });
    expect(old.message).toContain("不再这样写");
    expect(await at("/reports/donghu/2023/volunteering#p-a0", "志愿者九百人")).toMatchObject({ holds: false });
    const moved = await at("/reports/donghu/2023/honest-service#p-a0", "志愿者九十人");
    expect(moved).toMatchObject({ holds: false, found_at: `${ORIGIN}/reports/donghu/2023/r2/volunteering#p-a0` });
  });
});

describe("bad input", () => {
  const VERIFY = { quotation: "一" };
  test.each<[string, Record<string, unknown>, RegExp]>([
    ["search", {}, /query/],
    ["search", { query: "投诉", colour: "red" }, /colour|Unrecognized|无法识别/],
    ["search", { query: "字".repeat(501) }, /query/],
    ["search", { query: "投诉", page: 1e9 }, /page/],
    ["search", { query: "投诉", bureaus: ["nobody"] }, /没有代号是“nobody”的单位/],
    ["get_section", { bureau: "donghu", year: 1999, section: "x" }, /1999/],
    ["get_section", { bureau: "../x", year: 2023, section: "x" }, /bureau/],
    ["compare", { section: "nothing", reports: [{ bureau: "donghu", year: 2023 }] }, /没有“nothing”这个标准章节/],
    ["compare", { section: "volunteering", reports: [] }, /reports/],
    ["indicator", { indicator: "nothing" }, /没有这项指标/],
    ["indicator", { from_year: 2023, to_year: 2020 }, /起始年份/],
    ["cite", { url: "https://elsewhere.example/reports/donghu/2023/volunteering" }, /不是本站/],
    ["cite", { url: "javascript:alert(1)" }, /不是本站/],
    ["cite", { url: `${ORIGIN}/bureaus/donghu` }, /不是报告/],
    ["verify", { url: `${ORIGIN}/reports/donghu/2023`, ...VERIFY }, /整份报告太长/],
    ["verify", { url: `${ORIGIN}/reports/donghu/2023/volunteering#p-ffff`, ...VERIFY }, /没有这一段/],
  ])("%s %j is told in words", async (name, args, told) => {
    expect(await refusal(name, args)).toMatch(told);
  });

  const send = (body: string, headers: Record<string, string> = {}) =>
    ask("/mcp", { method: "POST", body, headers: { ...JSON_TYPE, ...headers } });
  const ping = JSON.stringify({ jsonrpc: "2.0", id: 1, method: "ping" });

  test.each([
    ["not JSON", "{", 400],
    ["nothing", "", 400],
    ["a number", "7", 400],
    ["null", "null", 400],
    ["an empty list", "[]", 400],
    ["a list of nothing", "[null]", 400],
    ["six messages at once", JSON.stringify(Array.from({ length: 6 }, () => JSON.parse(ping))), 400],
    ["no method", JSON.stringify({ jsonrpc: "2.0", id: 1 }), 400],
    ["another protocol", JSON.stringify({ jsonrpc: "1.0", id: 1, method: "ping" }), 400],
    ["deep nesting", `${"[".repeat(20_000)}${"]".repeat(20_000)}`, 400],
    [
      "65 kB",
      JSON.stringify({ jsonrpc: "2.0", id: 1, method: "ping", params: { _meta: { a: "a".repeat(66_000) } } }),
      413,
    ],
  ])("%s is a JSON-RPC error", async (_name, body, status) => {
    const refused = await send(body);
    expect(refused.status).toBe(status);
    expect(JSON.parse(await refused.text())).toMatchObject({ jsonrpc: "2.0", error: { code: expect.any(Number) } });
  });

  test("an unknown method, an unknown tool and an unknown version are JSON-RPC errors", async () => {
    const coded = async (message: object, headers = {}) => {
      const text = await (await send(JSON.stringify({ jsonrpc: "2.0", id: 1, ...message }), headers)).text();
      const json = text.startsWith("{") ? text : (/^data: (.*)$/m.exec(text)?.[1] ?? "");
      return JSON.parse(json).error?.code;
    };
    expect(await coded({ method: "resources/write" })).toBe(-32_601);
    expect(await coded({ method: "tools/call", params: { name: "delete_all", arguments: {} } })).toBe(-32_602);
    expect(await coded({ method: "tools/call", params: 3 })).toEqual(expect.any(Number));
    const old = { "MCP-Protocol-Version": "1999-01-01" };
    expect(await coded({ method: "tools/list" }, old)).toEqual(expect.any(Number));
  });

  test("GET, DELETE and PUT are answered 405, other types 415, other sites 403", async () => {
    for (const method of ["GET", "DELETE", "PUT"]) {
      const refused = await ask("/mcp", { method });
      expect([refused.status, refused.headers.get("Allow")]).toEqual([405, "POST"]);
      expect(JSON.parse(await refused.text()).error.code).toBe(-32_000);
    }
    expect((await send(ping, { "Content-Type": "text/plain" })).status).toBe(415);
    for (const origin of ["https://evil.example", "null", "http://gongshi.test"]) {
      expect((await send(ping, { Origin: origin })).status, origin).toBe(403);
      expect((await ask("/mcp", { headers: { Origin: origin } })).status, origin).toBe(403);
    }
    expect((await send(ping, { Origin: ORIGIN })).status).toBe(200);
  });

  test("a database that fails is told in words, never as a 5xx", async () => {
    const fails = {
      prepare: () => {
        throw new Error("SELECT secret");
      },
    } as unknown as D1Database;
    const body = JSON.stringify({
      jsonrpc: "2.0",
      id: 1,
      method: "tools/call",
      params: { name: "search", arguments: { query: "投诉" } },
    });
    forgetArchiveVersion();
    const init = { method: "POST", body, headers: JSON_TYPE };
    const told = await createApp().request(`${ORIGIN}/mcp`, init, { ...env, DB: fails }, later);
    expect(told.status).toBe(200);
    const text = await told.text();
    expect(text).toContain("暂时查不到");
    expect(text).not.toContain("secret");
  });
});

test("clients of the protocol before sessions were dropped, and of the newest, get the same answer", async () => {
  const modern = await connect({ versionNegotiation: { mode: { pin: MODERN } } } as never);
  const asked = { query: "护河" };
  expect((await call("search", asked, modern)).structuredContent).toEqual(
    (await call("search", asked)).structuredContent,
  );
});

test("a question asked again costs no query, and none writes", async () => {
  const { database, cost } = countingDatabase(env.DB);
  const app = createApp();
  const body = JSON.stringify({
    jsonrpc: "2.0",
    id: 1,
    method: "tools/call",
    params: { name: "get_section", arguments: { bureau: "donghu", year: 2021, section: "volunteering" } },
  });
  const post = () =>
    app.request(`${ORIGIN}/mcp`, { method: "POST", body, headers: JSON_TYPE }, { ...env, DB: database }, later);
  forgetArchiveVersion();
  const first = await (await post()).text();
  expect(cost.queries).toBe(3);
  expect(await (await post()).text()).toBe(first);
  expect(cost.queries).toBe(3);
});

test("llms.txt names the endpoint, the API and the addresses", async () => {
  const told = await ask("/llms.txt");
  const text = await told.text();
  expect(told.headers.get("Content-Type")).toContain("text/markdown");
  expect(text).toMatch(/^# 公示/);
  for (const part of [`${ORIGIN}/mcp`, `${ORIGIN}/api/v1/openapi.json`, "get_section", "/reports/"])
    expect(text).toContain(part);
});
