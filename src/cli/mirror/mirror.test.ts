import { Client, StreamableHTTPClientTransport } from "@modelcontextprotocol/client";
import { execFile } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { formatCosignerKey, formatCosigningKey, parseVerifierKey } from "../../ledger/log/keys.ts";
import { parseCosigner } from "../../ledger/witness/cosignature.ts";
import { sha256Hex } from "../../sha256.ts";
import { inProject } from "../command/project.ts";
import { publishSamples } from "../local/samples.ts";
import { bundleHost } from "../serve/bundle-host.ts";
import { startNodeSite } from "../serve/node-site.ts";
import { witnessServer } from "../witness/server.ts";
import { openStates } from "../witness/state.ts";

vi.setConfig({ testTimeout: 90_000, hookTimeout: 120_000 });

const folder = mkdtempSync(join(tmpdir(), "gongshi-mirror-"));
const copy = join(folder, "copy");
let host: Awaited<ReturnType<typeof startNodeSite>>;
let witness: Server;
let witnessKey = "";
let logKey = "";
/** A proxy between the stranger and the site. */
let road: Server;
let site = "";
type Meddle = (path: string, bytes: Buffer) => Buffer | "cut";
let meddle: Meddle = (_path, bytes) => bytes;
const asked: { path: string; range: string | undefined; status: number }[] = [];

const portOf = (server: Server) => (server.address() as AddressInfo).port;
const listen = async (server: Server) => {
  await once(server.listen(0, "127.0.0.1"), "listening");
  return `http://127.0.0.1:${portOf(server)}`;
};

const run = (script: string, ...args: string[]): Promise<{ code: number; output: string }> =>
  new Promise((resolve) => {
    execFile(process.execPath, [inProject(`src/cli/${script}.ts`), ...args], (error, stdout, stderr) =>
      resolve({ code: error ? Number(error.code) : 0, output: stdout + stderr }),
    );
  });
const mirror = (...more: string[]) =>
  run("mirror/mirror", site, copy, "--key", logKey, "--witness", witnessKey, ...more);

interface Described {
  version: string;
  resources: { name: string; path: string; hash: string }[];
}
const packageNow = async (): Promise<Described | null> => {
  const answer = await fetch(`${host.site.origin}/data/datapackage.json`);
  return answer.ok ? ((await answer.json()) as Described) : null;
};

/** Starts the site anew; the clock's first round asks the witness and goes on with the dump. */
async function startUntil(version: string) {
  const witnesses = `${witnessKey} http://127.0.0.1:${portOf(witness)}`;
  host = await startNodeSite(join(folder, "built"), join(folder, "data"), { WITNESSES: witnesses });
  for (let n = 0; n < 400 && (await packageNow())?.version !== version; n += 1) await sleep(50);
  expect((await packageNow())?.version).toBe(version);
}

beforeAll(async () => {
  await bundleHost(join(folder, "built"));
  host = await startNodeSite(join(folder, "built"), join(folder, "data"));
  await publishSamples(host.site);
  logKey = (await (await fetch(`${host.site.origin}/ledger/key`)).text()).trim();
  const cosigner = (await parseCosigner(await formatCosigningKey("witness.example", new Uint8Array(32).fill(4))))!;
  witnessKey = formatCosignerKey(cosigner);
  witness = witnessServer({ cosigner, logs: [parseVerifierKey(logKey)!], states: openStates(join(folder, "witness")) });
  await listen(witness);
  await host.stop();
  await startUntil("1.0.0");
  road = createServer((request, response) => {
    const path = request.url ?? "/";
    const range = request.headers.range;
    const headers: Record<string, string> = range
      ? { Range: range, "If-Range": String(request.headers["if-range"]) }
      : {};
    fetch(host.site.origin + path, { headers, redirect: "manual" })
      .then(async (answer) => {
        const whole = Buffer.from(await answer.arrayBuffer());
        const body = meddle(path, whole);
        asked.push({ path, range, status: answer.status });
        const location = answer.headers.get("Location");
        response.writeHead(answer.status, location ? { Location: location } : {});
        if (body !== "cut") return response.end(body);
        // Half of it arrives.
        const half = Buffer.from(whole.subarray(0, Math.floor(whole.length / 2)));
        response.write(half);
        return setTimeout(() => response.destroy(), 100);
      })
      .catch(() => response.destroy());
  });
  site = await listen(road);
});

afterAll(async () => {
  road.close();
  witness.close();
  await host.stop();
  rmSync(folder, { recursive: true, force: true });
});

test("a stranger's machine mirrors the demonstration site and proves it whole; again, it fetches nothing", async () => {
  const first = await mirror();
  expect(first.output).toContain("检查点有 1 位见证人联署：witness.example");
  expect(first.output).toMatch(/数据文件里 14 版的文字、标题、说明和原件指纹与公示日志相符/);
  expect(first.output).toContain("18 个 CSV、Parquet 文件与 JSON Lines 逐格相符");
  expect(first.output).toContain("抄本完整");
  expect(first.code).toBe(0);
  const { resources } = JSON.parse(readFileSync(join(copy, "data/datapackage.json"), "utf8")) as Described;
  for (const { path, hash } of resources)
    expect(`sha256:${sha256Hex(readFileSync(join(copy, "data", path)))}`, path).toBe(hash);
  for (const name of readdirSync(join(copy, "originals")))
    expect(sha256Hex(readFileSync(join(copy, "originals", name)))).toBe(name);
  expect((await run("verify", join(copy, "ledger"), "--witness", witnessKey)).code).toBe(0);

  asked.length = 0;
  const second = await mirror();
  expect(second.output).toMatch(
    /日志新增 0 条；数据文件第 1\.0\.0 份：新取 0，没有变 27，撤下 0；原件：新取 0，没有变 14，撤下 0/,
  );
  expect(second.code).toBe(0);
  expect(asked.filter(({ path }) => path.startsWith("/data/files/") || path.endsWith("/original"))).toEqual([]);
});

test("a mirror that is cut off goes on where it stopped", async () => {
  const { resources } = (await packageNow())!;
  const { path } = resources.find(({ name }) => name === "paragraphs-0001-jsonl")!;
  rmSync(join(copy, "data", path));
  const whole = Buffer.from(await (await fetch(`${host.site.origin}/data/${path}`)).arrayBuffer());
  meddle = (at, bytes) => (at === `/data/${path}` ? "cut" : bytes);
  const cut = await mirror();
  meddle = (_at, bytes) => bytes;
  expect(cut.output).toContain("再运行一次会接着取");
  expect(cut.code).toBe(2);
  const have = statSync(join(copy, "data", `${path}.part`)).size;
  expect(have).toBeGreaterThan(whole.length / 2 - 1);
  asked.length = 0;
  expect((await mirror()).code).toBe(0);
  expect(asked.find((each) => each.path === `/data/${path}`)).toMatchObject({ range: `bytes=${have}-`, status: 206 });
  expect(readFileSync(join(copy, "data", path))).toEqual(whole);
});

test("one byte of difference is found, in an original, in a file, in a dump that lies about itself, in the copy", async () => {
  const { resources } = (await packageNow())!;
  const changed = (bytes: Buffer) => Buffer.from(bytes.toString("utf8").replace("186", "187"));
  /** A file is another, and its descriptions name the hash of that. */
  const lyingAbout = (wanted: string, by = changed): Meddle => {
    const { path, hash } = resources.find(({ name }) => name === wanted)!;
    const forged = sha256Hex(by(readFileSync(join(copy, "data", path))));
    return (at, bytes) => {
      if (at === `/data/${path}`) return by(bytes);
      return /datapackage|SHA256SUMS/.test(at)
        ? Buffer.from(bytes.toString("utf8").replaceAll(hash.slice(7), forged))
        : bytes;
    };
  };
  /** The digits of a value, in its statistics too; a text is compressed and cannot be changed so. */
  const otherYear = (bytes: Buffer) =>
    Buffer.from(bytes.toString("latin1").replaceAll("\xe7\x07", "\xe6\x07"), "latin1");
  const flip: (part: RegExp) => Meddle = (part) => (at, bytes) =>
    part.test(at) ? Buffer.from(bytes.map((byte, n) => (n === 40 ? byte ^ 1 : byte))) : bytes;
  const cases: [Meddle, string, string][] = [
    [flip(/\/original$/), "originals", "原件与公示日志不符"],
    [flip(/figures-0001-.*parquet$/), "data/files", "校验和不符"],
    [lyingAbout("paragraphs-0001-jsonl"), "data/files", "与公示日志不符，被改过"],
    [lyingAbout("paragraphs-0001-csv"), "data/files", "csv 与同一部分的 JSON Lines 说的不一样"],
    [lyingAbout("reports-0001-parquet", otherYear), "data/files", "parquet 与同一部分的 JSON Lines 说的不一样"],
  ];
  for (const [by, dropped, told] of cases) {
    rmSync(join(copy, dropped), { recursive: true });
    meddle = by;
    const found = await mirror();
    meddle = (_at, bytes) => bytes;
    expect(found.output).toContain(told);
    expect(found.code).toBe(1);
  }
  await mirror();
  const [name = ""] = readdirSync(join(copy, "originals"));
  writeFileSync(join(copy, "originals", name), "另一份");
  const mended = await mirror();
  expect(mended.output).toContain("被改过，已重新取回");
  expect(mended.code).toBe(1);
  expect((await mirror()).code).toBe(0);
});

test("an assistant finds a paragraph by its client and cites it; verify accepts the citation, and no other", async () => {
  const client = new Client({ name: "test", version: "1" });
  await client.connect(new StreamableHTTPClientTransport(new URL(`${host.site.origin}/mcp`)));
  const call = async (name: string, args: Record<string, unknown>) => {
    const { content } = (await client.callTool({ name, arguments: args })) as { content: { text: string }[] };
    return JSON.parse(content[0]?.text ?? "{}");
  };
  const { hits } = await call("search", { query: "志愿服务" });
  const hit = hits.find(({ anchor }: { anchor: string | null }) => anchor !== null);
  const cited = await call("cite", { url: hit.url, quotation: hit.quotation.slice(0, 12) });
  expect(cited.citation).toContain(cited.url);
  expect(await call("verify", { url: cited.url, quotation: cited.quotation })).toMatchObject({
    holds: true,
    ledger: { unchanged: true, key: logKey },
  });
  await client.close();
  const verify = (quote: string) =>
    run("verify", cited.url, "--key", logKey, "--witness", witnessKey, "--quote", quote);
  const good = await verify(cited.quotation);
  expect(good.output).toContain("引文一字不差地写在这一段里");
  expect(good.code).toBe(0);
  expect((await verify(`${cited.quotation}？`)).code).toBe(1);
});

test("what is withdrawn leaves the copy, unless it is to be kept", async () => {
  const before = readdirSync(join(copy, "originals")).length;
  const headers = { Authorization: `Bearer ${host.site.token}`, "Content-Type": "application/json" };
  const withdrawn = await fetch(`${host.site.origin}/api/v1/reports/donghu/2020/withdraw`, {
    method: "POST",
    headers,
    body: JSON.stringify({ reason: "含个人信息，整理后另行公示。" }),
  });
  expect(withdrawn.status).toBe(200);
  const { path } = (await packageNow())!.resources.find(({ name }) => name === "paragraphs-0001-csv")!;
  expect((await fetch(`${host.site.origin}/data/${path}`)).status).toBe(410);
  await host.stop();
  await startUntil("2.0.0");
  const kept = await mirror("--keep");
  expect(kept.code).toBe(0);
  expect(readdirSync(join(copy, "originals"))).toHaveLength(before);
  const told = await mirror();
  expect(told.output).toContain("原件：新取 0，没有变 13，撤下 1");
  expect(told.code).toBe(0);
  expect(readdirSync(join(copy, "originals"))).toHaveLength(before - 1);
  const rows = readFileSync(
    join(copy, "data", (await packageNow())!.resources.find(({ name }) => name === "reports-0001-jsonl")!.path),
    "utf8",
  );
  expect(rows).not.toContain('"bureau":"donghu","year":2020');
});

test("wrong use and a site that is none", async () => {
  const ended = await Promise.all([
    run("mirror/mirror", "no address", copy),
    run("mirror/mirror", "http://127.0.0.1:9", join(folder, "nowhere")),
    run("mirror/mirror", host.site.origin, copy),
    run("mirror/mirror", site, join(folder, "other"), "--key", "a+b+c"),
    run("mirror/mirror", site),
  ]);
  expect(ended.map(({ code }) => code)).toEqual([2, 2, 2, 2, 2]);
});
