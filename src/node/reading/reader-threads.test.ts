import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { startReaderThreads } from "./reader-threads.ts";

const folder = mkdtempSync(join(tmpdir(), "gongshi-reader-"));
const script = join(folder, "thread.mjs");
writeFileSync(
  script,
  `import { parentPort } from "node:worker_threads";
  parentPort.on("message", ({ body }) => {
    const what = new TextDecoder().decode(body);
    if (what === "hang") for (;;);
    if (what === "grow") { const all = []; for (;;) all.push(Array(1e5).fill({ what })); }
    if (what === "throw") throw new Error("broken");
    parentPort.postMessage({ status: 200, headers: [], body: new TextEncoder().encode(what + "!") });
  });`,
);
afterAll(() => rmSync(folder, { recursive: true }));

const start = (over = {}) => startReaderThreads(script, { threads: 1, waiting: 2, ms: 20_000, megabytes: 32, ...over });
const read = (threads: ReturnType<typeof start>, what: string, signal?: AbortSignal) =>
  threads.fetcher
    .fetch("https://reader/", { method: "POST", body: new TextEncoder().encode(what), ...(signal ? { signal } : {}) })
    .then((response) => response.text());

test("a file that hangs, eats the heap or breaks the thread costs itself alone: the next one is read", async () => {
  const hasty = start({ ms: 300 });
  await expect(read(hasty, "hang")).rejects.toThrow();
  await hasty.close();
  const threads = start();
  await expect(read(threads, "grow")).rejects.toThrow("memory");
  await expect(read(threads, "throw")).rejects.toThrow("broken");
  await expect(read(threads, "hang", AbortSignal.timeout(200))).rejects.toThrow();
  expect(await read(threads, "next")).toBe("next!");
  await threads.close();
});

test("files wait for a thread in turn, and more than may wait are refused at once", async () => {
  const threads = start();
  const answers = ["1", "2", "3"].map((what) => read(threads, what));
  await expect(read(threads, "4")).rejects.toThrow("too many");
  expect(await Promise.all(answers)).toEqual(["1!", "2!", "3!"]);
  await threads.close();
});
