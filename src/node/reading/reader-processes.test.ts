import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { startReaderProcesses } from "./reader-processes.ts";

const folder = mkdtempSync(join(tmpdir(), "gongshi-reader-"));
const script = join(folder, "reader.mjs");
writeFileSync(
  script,
  `import { spawnSync } from "node:child_process";
  import { readFileSync, writeFileSync } from "node:fs";
  const tried = (work) => { try { work(); return "done"; } catch (error) { return error.code; } };
  process.on("disconnect", () => process.exit());
  process.on("message", ({ body }) => {
    let what = new TextDecoder().decode(body);
    if (what === "hang") for (;;);
    if (what === "grow") { const all = []; for (;;) all.push(Array(1e5).fill({ what })); }
    if (what === "abort") process.abort();
    if (what === "throw") throw new Error("broken");
    if (what === "read") what = tried(() => readFileSync("/etc/hostname"));
    if (what === "write") what = tried(() => writeFileSync("/tmp/x", ""));
    if (what === "run") what = tried(() => spawnSync("true"));
    if (what === "env") what = Object.keys(process.env).join();
    process.send({ status: 200, headers: [], body: new TextEncoder().encode(what + "!") });
  });`,
);
afterAll(() => rmSync(folder, { recursive: true }));

const start = (over = {}) =>
  startReaderProcesses(script, { processes: 1, waiting: 2, ms: 20_000, megabytes: 32, ...over });
const read = (readers: ReturnType<typeof start>, what: string, signal?: AbortSignal) =>
  readers.fetcher
    .fetch("https://reader/", { method: "POST", body: new TextEncoder().encode(what), ...(signal ? { signal } : {}) })
    .then((response) => response.text());

test("a file that hangs, eats the heap or breaks its process costs itself alone: the next one is read", async () => {
  const hasty = start({ ms: 300 });
  await expect(read(hasty, "hang")).rejects.toThrow();
  await hasty.close();
  const readers = start();
  for (const what of ["grow", "abort", "throw"]) await expect(read(readers, what)).rejects.toThrow("ended");
  await expect(read(readers, "hang", AbortSignal.timeout(200))).rejects.toThrow();
  expect(await read(readers, "next")).toBe("next!");
  await readers.close();
});

test("files wait for a process in turn, and more than may wait are refused at once", async () => {
  const readers = start();
  const answers = ["1", "2", "3"].map((what) => read(readers, what));
  await expect(read(readers, "4")).rejects.toThrow("too many");
  expect(await Promise.all(answers)).toEqual(["1!", "2!", "3!"]);
  await readers.close();
});

test("whoever took over a reader could read no file, write none, start nothing and knows no variable of the site", async () => {
  const readers = start();
  for (const what of ["read", "write", "run"]) expect(await read(readers, what)).toBe("ERR_ACCESS_DENIED!");
  expect(await read(readers, "env")).toBe("!");
  await readers.close();
});
