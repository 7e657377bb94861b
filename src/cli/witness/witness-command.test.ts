import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { formatVerifierKey } from "../../ledger/log/keys.ts";
import { formatAddCheckpoint } from "../../ledger/witness/add-checkpoint.ts";
import { inProject } from "../command/project.ts";
import { leafData } from "../../ledger/leaf.ts";
import { sampleEntries, sampleLeaf, sampleLog, sampleSigner } from "../ledger/sample-log.ts";
import { freePort } from "../local/free-port.ts";

vi.setConfig({ testTimeout: 60_000 });

const folder = mkdtempSync(join(tmpdir(), "gongshi-witness-"));
const signer = await sampleSigner();
const key = formatVerifierKey(signer);
let witness: ChildProcess;
let address = "";
let witnessKey = "";
let site: Server;
const served = new Map<string, Uint8Array>();

/** `npm run witness` as a process of its own. */
async function startWitness(port: number) {
  const args = ["--log", key, "--name", "witness.example", "--state", join(folder, "state"), "--port", `${port}`];
  witness = spawn(process.execPath, [inProject("src/cli/witness/witness.ts"), ...args], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  let printed = "";
  await new Promise<void>((started, failed) => {
    witness.stdout!.setEncoding("utf8").on("data", (data: string) => {
      printed += data;
      if (printed.includes("已启动")) started();
    });
    witness.once("exit", () => failed(new Error(printed)));
  });
  witnessKey = /公钥：(.+)/.exec(printed)![1]!;
  address = `http://127.0.0.1:${port}`;
}

async function stopWitness(signal: "SIGTERM" | "SIGKILL") {
  if (witness.exitCode !== null || witness.signalCode !== null) return;
  witness.kill(signal);
  await once(witness, "exit");
}

const run = (...args: string[]): Promise<{ code: number; output: string }> =>
  new Promise((resolve) => {
    execFile(process.execPath, args, (error, stdout, stderr) =>
      resolve({ code: error ? Number(error.code) : 0, output: stdout + stderr }),
    );
  });

const post = async (old: number, note: string) => {
  const answer = await fetch(`${address}/add-checkpoint`, {
    method: "POST",
    body: formatAddCheckpoint({ old, proof: [], note }),
  });
  return { status: answer.status, type: answer.headers.get("Content-Type"), body: await answer.text() };
};

const noteOf = (files: ReadonlyMap<string, Uint8Array>) => new TextDecoder().decode(files.get("checkpoint"));

/** The site's answer to its readers: a log of its own, with these lines below its checkpoint. */
async function show(entries: readonly Uint8Array[], lines: string) {
  const { files } = await sampleLog(entries, signer);
  served.clear();
  for (const [path, bytes] of files) served.set(`/ledger/${path}`, bytes);
  served.set("/ledger/checkpoint", new TextEncoder().encode(noteOf(files) + lines));
  return noteOf(files);
}

const origin = () => `http://127.0.0.1:${(site.address() as AddressInfo).port}`;
let views = 0;
/** A reader who knows the log's key and the witness's. */
const read = (...more: string[]) =>
  run(
    inProject("src/cli/verify.ts"),
    origin(),
    "--log-only",
    "--key",
    key,
    "--mirror",
    join(folder, `view-${(views += 1)}`),
    ...more,
  );

beforeAll(async () => {
  await startWitness(await freePort());
  site = createServer((request, response) => {
    const bytes = served.get(request.url ?? "");
    response.writeHead(bytes ? 200 : 404).end(bytes);
  }).listen(0, "127.0.0.1");
  await once(site, "listening");
});

afterAll(async () => {
  site.close();
  await stopWitness("SIGKILL");
  rmSync(folder, { recursive: true, force: true });
});

test("a split view is found: the witness cosigns one log, and readers who are shown another find no cosignature", async () => {
  const [ours, theirs] = [sampleEntries(4), sampleEntries(4).toReversed()];
  const note = await show(ours, "");
  const cosigned = await post(0, note);
  expect(cosigned.status).toBe(200);
  await show(ours, cosigned.body);
  const good = await read("--witness", witnessKey, "--quorum", "1");
  expect(good.output).toContain("检查点有 1 位见证人联署：witness.example");
  expect(good.code).toBe(0);

  const split = await show(theirs, "");
  expect(await read()).toMatchObject({ code: 0 });
  expect(await post(4, split)).toMatchObject({ status: 409, type: "text/x.tlog.size", body: "4\n" });
  const found = await read("--witness", witnessKey);
  expect(found.output).toContain("要有 1 位见证人联署，只有 0 位");
  expect(found.code).toBe(1);

  // Lines of the other view do not help, nor does its checkpoint.
  await show(theirs, cosigned.body);
  expect((await read("--witness", witnessKey)).code).toBe(1);
  served.set("/ledger/cosigned", new TextEncoder().encode(note + cosigned.body));
  const mixed = await read("--witness", witnessKey);
  expect(mixed.output).toContain("见证人联署的是另一本日志");
  expect(mixed.code).toBe(1);
});

test("what it has seen outlives a kill; a rollback is refused afterwards", async () => {
  await stopWitness("SIGKILL");
  await startWitness(await freePort());
  const { files } = await sampleLog(sampleEntries(2), signer);
  expect(await post(0, noteOf(files))).toMatchObject({ status: 409, body: "4\n" });
  expect(await post(2, noteOf(files))).toMatchObject({ status: 409, body: "4\n" });
  const [file = ""] = await readdir(join(folder, "state", "logs"));
  expect(await readFile(join(folder, "state", "logs", file), "utf8")).toContain("\n4\n");
});

test("a log that grew since is as good as cosigned up to there, and a mirror of it is checked offline", async () => {
  const note = await show(sampleEntries(4), "");
  const { body } = await post(4, note);
  /** The same four, and two that are as old as is said. */
  const showGrown = async (hours: number) => {
    const at = new Date(Date.now() - hours * 3_600_000).toISOString();
    const newer = [4, 5].map((n) => leafData({ ...sampleLeaf(n), at }));
    await show([...sampleEntries(4), ...newer], "");
    served.set("/ledger/cosigned", new TextEncoder().encode(note + body));
    return read("--witness", witnessKey);
  };
  // A second history that goes on from what was cosigned: the witness does not see it, or refuses it.
  const old = await showGrown(2);
  expect(old.output).toContain("您看到的可能是另一本日志");
  expect(old.code).toBe(1);
  const grown = await showGrown(0.1);
  expect(grown.output).toContain("最新的 2 条还没有人联署");
  expect(grown.code).toBe(0);
  expect(
    (await run(inProject("src/cli/verify.ts"), join(folder, `view-${views}`), "--key", key, "--witness", witnessKey))
      .code,
  ).toBe(0);
});

test("requests at once are judged one after the other: one log, one history", async () => {
  const forks = await Promise.all(
    ["x", "y", "z"].map((name) =>
      sampleSigner("sample.example/ledger").then((same) => sampleLog([new TextEncoder().encode(name)], same)),
    ),
  );
  const answers = await Promise.all(forks.map(({ files }) => post(4, noteOf(files))));
  // All of them are shorter than what it knows.
  expect(answers.map(({ status }) => status)).toEqual([400, 400, 400]);
});

test("bad input: other paths and methods, large bodies, wrong use", async () => {
  expect((await fetch(`${address}/`)).status).toBe(200);
  expect((await (await fetch(`${address}/`)).text()).trim()).toBe(witnessKey);
  expect((await fetch(`${address}/other`)).status).toBe(404);
  expect((await fetch(`${address}/add-checkpoint`)).status).toBe(405);
  expect((await fetch(`${address}/add-checkpoint`, { method: "POST", body: "x".repeat(70_000) })).status).toBe(413);
  expect((await fetch(`${address}/add-checkpoint`, { method: "POST", body: "x" })).status).toBe(400);
  const command = inProject("src/cli/witness/witness.ts");
  const wrong = [
    [],
    ["--log", "nonsense", "--name", "w"],
    ["--log", key, "--state", join(folder, "new")],
    ["--log", key, "--name", "a b", "--state", join(folder, "new")],
    ["--log", key, "--name", "other.example", "--state", join(folder, "state")],
  ];
  const misread = [
    ["--quorum", "1"],
    ["--witness", witnessKey, "--quorum", "2"],
    ["--witness", key],
  ];
  const ended = await Promise.all([
    ...wrong.map((args) => run(command, ...args)),
    ...misread.map((args) => read(...args)),
  ]);
  expect(ended.map(({ code }) => code)).toEqual(ended.map(() => 2));
});

test("a state that is damaged stops the witness instead of being forgotten", async () => {
  await stopWitness("SIGTERM");
  const [file = ""] = await readdir(join(folder, "state", "logs"));
  writeFileSync(join(folder, "state", "logs", file), "garbage");
  const refused = await run(
    inProject("src/cli/witness/witness.ts"),
    "--log",
    key,
    "--state",
    join(folder, "state"),
    "--port",
    `${await freePort()}`,
  );
  expect(refused.code).not.toBe(0);
  expect(refused.output).toContain("已损坏");
});
