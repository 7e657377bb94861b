import { generateX25519Identity, identityToRecipient } from "age-encryption";
import { execFile } from "node:child_process";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { sha256Hex } from "../../sha256.ts";
import { inProject } from "../command/project.ts";
import { joinSubtrees } from "../../ledger/log/tree.ts";
import { checkBackup } from "./manifest.ts";
import { openSealedWith, readIdentities } from "./sealed-files.ts";
import type { Site } from "../site/site.ts";
import { takeBackup } from "./take-backup.ts";

const bytes = new TextEncoder().encode("原件的内容");
const original = sha256Hex(bytes);
const gone = "f".repeat(64);
const root = Buffer.from(joinSubtrees([])).toString("hex");

const table = (name: string) => ({ name, columns: ["id"], key: ["id"], references: [], grows: false });
const state = {
  version: 1,
  audited: 1,
  migration: "0001",
  full_text_from: 0,
  ledger: { size: 0, root },
  tables: ["feedback", "feedback_attachments", "ledger_entries", "revisions"].map(table),
};
/** The site's data. If a test says so, a second revision names an original that is not there. */
let revisions: object[] = [];
const rows = (name: string) =>
  name === "revisions" ? revisions : name === "feedback" ? [{ id: 1, text: "谁也不该看到的话" }] : [];

/** A folder that is looked into while a backup is made, and what lay there. */
let watched = "";
const lying: string[] = [];
const lyingIn = (path: string) =>
  existsSync(path)
    ? readdirSync(path, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => `${entry.name}: ${readFileSync(join(entry.parentPath, entry.name), "latin1").slice(0, 21)}`)
    : [];
let fetched = 0;
/** Whether somebody writes while it is read. */
let moves = false;

let server: Server;
let site = "";
let folder = "";
let identity = "";
let recipient = "";

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "gongshi-sealed-"));
  identity = await generateX25519Identity();
  recipient = await identityToRecipient(identity);
  await writeFile(join(folder, "key.txt"), `# made for a test\n${identity}\n`);
  server = createServer((request, response) => {
    if (watched) lying.push(...lyingIn(watched));
    const url = new URL(request.url ?? "/", "http://x");
    const path = url.pathname.replace("/api/v1/backup", "");
    const after = url.searchParams.has("after");
    const name = path.replace("/tables/", "");
    if (path === "" && moves) state.audited += 1;
    if (path === "") response.end(JSON.stringify(state));
    else if (path === "/objects")
      response.end(JSON.stringify({ objects: after ? [] : [{ key: `originals/${original}`, size: bytes.length }] }));
    else if (path === "/object") {
      fetched += 1;
      response.end(bytes);
    } else
      response.end(
        after
          ? ""
          : rows(name)
              .map((row) => `${JSON.stringify(row)}\n`)
              .join(""),
      );
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  site = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  server.close();
  await rm(folder, { recursive: true });
});

const run = (script: string, args: string[]) =>
  new Promise<{ code: number; output: string }>((done) => {
    const env = { ...process.env, GONGSHI_TOKEN: "gs_test" };
    execFile(process.execPath, ["--no-warnings", inProject(script), ...args], { env }, (error, out, err) =>
      done({ code: error ? Number(error.code ?? 1) : 0, output: out + err }),
    );
  });
const backup = (to: string, ...more: string[]) => run("src/cli/backup.ts", ["--to", to, "--site", site, ...more]);
const restore = (...args: string[]) => run("src/cli/restore.ts", args);

async function filesOf(path: string) {
  const entries = await readdir(path, { recursive: true, withFileTypes: true });
  return Promise.all(
    entries.map(async (entry) => {
      const file = join(entry.parentPath, entry.name);
      return { file, folder: entry.isDirectory(), mode: (await stat(file)).mode & 0o777 };
    }),
  );
}

test("with a public key every file but the manifest is encrypted, for its owner alone, and opens with the private key only", async () => {
  revisions = [{ id: 1, file_sha256: original }];
  const to = join(folder, "sealed");
  watched = to;
  const made = await backup(to, "--recipient", recipient);
  watched = "";
  expect(made.code, made.output).toBe(0);
  // While it is made, the folder holds only encrypted data, the names of public originals, and the recipients.
  expect(lying.some((each) => each.startsWith("feedback.ndjson.age"))).toBe(true);
  for (const each of lying)
    expect(each).toMatch(
      /\.age(?:\.new)?: (?:age-encryption\.org\/v1)?$|^objects\.ndjson: \{"key":"originals\/|^(?:recipients|manifest)\.json: /,
    );
  expect(made.output).toContain("已加密");
  const files = await filesOf(to);
  expect((await stat(to)).mode & 0o777).toBe(0o700);
  for (const { file, folder: isFolder, mode } of files) {
    expect(mode, file).toBe(isFolder ? 0o700 : 0o600);
    if (isFolder || file.endsWith("manifest.json")) continue;
    expect(file).toMatch(/\.age$/);
    expect((await readFile(file)).subarray(0, 21).toString()).toBe("age-encryption.org/v1");
  }
  const { faults, open } = await checkBackup(to, openSealedWith(await readIdentities(join(folder, "key.txt"))));
  expect(faults).toEqual([]);
  const opened = [];
  for await (const part of open(join(to, "tables/feedback.ndjson"))) opened.push(part);
  expect(Buffer.concat(opened).toString()).toContain("谁也不该看到的话");
  const without = await restore("--from", to, "--check");
  expect([without.code, without.output]).toEqual([1, expect.stringContaining("请用 --identity")]);
  const stranger = join(folder, "stranger.txt");
  await writeFile(stranger, await generateX25519Identity());
  expect((await restore("--from", to, "--check", "--identity", stranger)).output).toContain("这个私钥打不开");
  expect(await restore("--from", to, "--check", "--identity", join(folder, "key.txt"))).toMatchObject({
    code: 0,
    output: expect.stringContaining("备份完好"),
  });
}, 30_000);

test("an encrypted backup that was interrupted is finished by the same command, and originals are not read twice; with another key it begins anew", async () => {
  revisions = [{ id: 1, file_sha256: original }];
  const from: Site = { origin: site, token: "gs_test" };
  const interrupt = async (to: string) => {
    fetched = 0;
    moves = true;
    const stop = new Error("stop");
    const tell = (line: string) => {
      if (line.startsWith("revisions") && fetched > 0) throw stop;
    };
    await expect(takeBackup(from, to, tell, [recipient])).rejects.toBe(stop);
    moves = false;
  };
  const finish = (to: string, key: string) => takeBackup(from, to, () => undefined, [key]);
  const [one, other] = [join(folder, "interrupted"), join(folder, "another")];
  await interrupt(one);
  expect([(await finish(one, recipient)).recipients, fetched]).toEqual([[recipient], 1]);
  expect((await checkBackup(one, openSealedWith([identity]))).faults).toEqual([]);
  await interrupt(other);
  const anew = await generateX25519Identity();
  await finish(other, await identityToRecipient(anew));
  expect(fetched).toBe(2);
  expect((await checkBackup(other, openSealedWith([anew]))).faults).toEqual([]);
  expect((await readdir(other)).toSorted()).toEqual(["manifest.json", "objects", "objects.ndjson.age", "tables"]);
});

test("a backup that lacks an original says which, fails, and is not called whole", async () => {
  revisions = [
    { id: 1, file_sha256: original },
    { id: 2, file_sha256: gone },
  ];
  const to = join(folder, "lacking");
  const made = await backup(to);
  expect(made.code).toBe(1);
  expect(made.output).toContain(`originals/${gone}`);
  expect(made.output).toContain("不完整");
  expect(made.output).not.toContain("备份完成");
  expect(made.output).toContain("没有加密");
  for (const { file, folder: isFolder, mode } of await filesOf(to)) expect(mode, file).toBe(isFolder ? 0o700 : 0o600);
  const checked = await restore("--from", to, "--check");
  expect([checked.code, checked.output]).toEqual([1, expect.stringContaining(`originals/${gone}`)]);
  expect(checked.output).not.toContain("备份完好");
  expect((await restore("--from", to, "--site", site)).output).toContain("--incomplete");
}, 30_000);

test("what is no public key is refused before anything is read", async () => {
  const made = await backup(join(folder, "none"), "--recipient", "AGE-SECRET-KEY-1");
  expect([made.code, made.output]).toEqual([1, expect.stringContaining("不是 age 的公钥")]);
});
