import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { experimental_readRawConfig } from "wrangler";
import { expect, test } from "vitest";
import type { AppError } from "../errors.ts";
import { answerReading } from "./answer-reading.ts";
import { LIMITS } from "./limits.ts";
import { remoteReader } from "./remote-reader.ts";

const TEXT = new TextEncoder().encode(
  "示例市东岭供水局2024年度社会责任报告\n\n一、公开陈述\n\n本局承诺内容真实，演示数据。\n",
);
const worker = (answer: (request: Request) => Promise<Response>) =>
  remoteReader({
    fetch: (url: string, init: RequestInit) => answer(new Request(url, init)),
  } as unknown as Fetcher);
const refusal = (reader: ReturnType<typeof remoteReader>, bytes = TEXT) =>
  reader(bytes, "报告.txt").then(
    () => expect.unreachable("was read"),
    (error: AppError) => error,
  );

test("a file read apart comes back as it would be read here, its name in any script", async () => {
  const report = await worker(answerReading)(TEXT, "东岭 “2024”\ud800.txt");
  expect(report).toMatchObject({ bureau: "示例市东岭供水局", year: 2024, sections: [{ title: "公开陈述" }] });
});

test("a reader that breaks off, answers nonsense, without end or not at all is told apart from a refusal of the file", async () => {
  const endless = new ReadableStream({ pull: (piece) => piece.enqueue(new Uint8Array(1_000_000).fill(32)) });
  const ways: (() => Promise<Response>)[] = [
    () => Promise.reject(new Error("Worker exceeded memory limit.")),
    async () => new Response("overloaded", { status: 503 }),
    async () => new Response("{", { status: 200 }),
    async () => new Response(endless),
  ];
  for (const way of ways) {
    const error = await refusal(worker(way));
    expect(error.code).toBe("unavailable");
    expect(error.message).toContain("请");
  }
  const refusing = worker(async () => Response.json({ refused: { code: "invalid", message: "请去掉密码" } }));
  expect(await refusal(refusing)).toMatchObject({ code: "invalid", message: "请去掉密码" });
});

test("a site without the reader says what to do, and a file that is too large is not even sent", async () => {
  const error = await refusal(remoteReader(undefined));
  expect(error.code).toBe("unavailable");
  expect(error.message).toMatch(/管理员.*部署/s);
  const asked = worker(() => expect.unreachable("was asked"));
  expect((await refusal(asked, new Uint8Array(LIMITS.fileBytes + 1))).code).toBe("too_large");
});

/** Every file that a file imports at run time, and what they import. */
function reached(from: string, seen = new Set<string>()): Set<string> {
  if (seen.has(from)) return seen;
  seen.add(from);
  if (!existsSync(from) || !/\.tsx?$/.test(from)) return seen;
  const code = readFileSync(from, "utf8");
  for (const [, what = "", to = ""] of code.matchAll(/^(?:import|export) ([^;]*? from )?"([^"]+)";/gm)) {
    if (what.startsWith("type ")) continue;
    reached(to.startsWith(".") ? join(from, "..", to) : to, seen);
  }
  return seen;
}

test("the portal holds no parser of files, and the Worker that reads them is bound to nothing", () => {
  const portal = [...reached("src/worker.ts")];
  expect(portal.length).toBeGreaterThan(100);
  const parsers =
    /^src\/ingest\/(?:docx|html|markdown|pdf\/(?!pdf-limits)|text\/decode|read-)|^(?:markdown-it|htmlparser2|saxes|unpdf)/;
  expect(portal.filter((path) => parsers.test(path))).toEqual([]);
  expect([...reached("src/reader-worker.ts")].filter((path) => parsers.test(path)).length).toBeGreaterThan(20);
  const { rawConfig } = experimental_readRawConfig({ config: "wrangler.reader.toml" });
  for (const own of [rawConfig, rawConfig.env?.["staging"], rawConfig.env?.["production"]]) {
    expect(own?.limits?.cpu_ms).toBeLessThanOrEqual(30_000);
    const known = new Set([
      "name",
      "main",
      "compatibility_date",
      "minify",
      "keep_names",
      "upload_source_maps",
      "workers_dev",
      "preview_urls",
      "observability",
      "limits",
      "env",
    ]);
    expect(Object.keys(own ?? {}).filter((key) => !known.has(key))).toEqual([]);
  }
});
