import { execFile } from "node:child_process";
import { mkdtemp, mkdir, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { formatVerifierKey } from "../../ledger/log/keys.ts";
import { leafData } from "../../ledger/leaf.ts";
import { formatProof } from "../../ledger/proof-file.ts";
import { sha256Hex } from "../../sha256.ts";
import { inProject } from "../command/project.ts";
import { sampleEntries, sampleLeaf, sampleLog, sampleSigner } from "./sample-log.ts";

vi.setConfig({ testTimeout: 60_000 });

const signer = await sampleSigner();
const key = formatVerifierKey(signer);
const utf8 = (text: string) => new TextEncoder().encode(text);
let folder = "";
let server: Server;
let site = "";
/** The site's answers, by path. */
const served = new Map<string, Uint8Array>();
/** The paths for which it answers that it cannot. */
const troubled = new Set<string>();

function verify(...args: string[]): Promise<{ code: number; output: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, [inProject("src/cli/verify.ts"), ...args], (error, stdout, stderr) =>
      resolve({ code: error ? Number(error.code) : 0, output: stdout + stderr }),
    );
  });
}

async function serve(original: Uint8Array, text: Uint8Array, count = 3) {
  const leaf = { ...sampleLeaf(0), original: { sha256: sha256Hex(utf8("原件")), name: "a.txt", type: "txt", size: 6 } };
  const entries = [leafData({ ...leaf, text: sha256Hex(utf8("文字")) } as never)];
  for (let n = 1; n < count; n += 1)
    entries.push(leafData({ kind: "reply", at: "2026-11-21T02:03:04Z", feedback: `${n}`, text: "0".repeat(64) }));
  const { files } = await sampleLog(entries, signer);
  served.clear();
  for (const [path, bytes] of files) served.set(`/ledger/${path}`, bytes);
  served.set("/ledger/key", utf8(`${key}\n`));
  served.set("/ledger/entries/0/text", text);
  served.set("/reports/b0/2024/r1/original", original);
}

async function proofFile(): Promise<string> {
  const [entry] = sampleEntries(1);
  const { files } = await sampleLog(sampleEntries(1), signer);
  const checkpoint = new TextDecoder().decode(files.get("checkpoint"));
  const file = join(folder, "one.tlog-proof");
  await writeFile(file, formatProof({ entry: entry!, index: 0, path: [], checkpoint }));
  return file;
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "gongshi-verify-"));
  server = createServer((request, response) => {
    const bytes = served.get(request.url ?? "");
    response.writeHead(troubled.has(request.url ?? "") ? 503 : bytes ? 200 : 404).end(bytes);
  }).listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  site = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(() => server.close());

test("a proof verifies offline with the key alone, and says what it proves", async () => {
  const { code, output } = await verify(await proofFile(), "--key", key);
  expect(output).toContain("验证通过");
  expect(output).toContain("第0份");
  expect(code).toBe(0);
});

test("a proof without a key, with a bad key, or that is not there is a wrong use", async () => {
  const file = await proofFile();
  for (const args of [[file], [file, "--key", "a+b+c"], [join(folder, "none"), "--key", key], [], [file, "--kye", key]])
    expect((await verify(...args)).code, args.join(" ")).toBe(2);
});

test("an original that is not the one in the proof is refused", async () => {
  const other = join(folder, "other.txt");
  await writeFile(other, "别的");
  const { code, output } = await verify(await proofFile(), "--key", key, "--original", other);
  expect(code).toBe(1);
  expect(output).toContain("原件与记录不符");
});

test("a site's whole log and contents verify; the mirror verifies offline; a rewritten log is found the next time", async () => {
  const mirror = join(folder, "mirror");
  await serve(utf8("原件"), utf8("文字"));
  const first = await verify(site, "--mirror", mirror);
  expect(first.output).toContain("1 版的原件和文字与记录相符");
  expect(first.output).toContain("公钥取自网站本身");
  expect(first.code).toBe(0);
  expect((await verify(mirror)).code).toBe(0);
  await serve(utf8("原件"), utf8("文字"), 5);
  const second = await verify(`${site}/ledger/`, "--mirror", mirror);
  expect(second.output).toContain("一脉相承");
  expect(second.code).toBe(0);
  await serve(utf8("原件"), utf8("文字"), 4);
  const third = await verify(site, "--mirror", mirror);
  expect(third.output).toContain("变短");
  expect(third.code).toBe(1);
});

test("a quotation is looked for in the paragraph that its address names, under the proof of the revision", async () => {
  const text = [
    "gongshi-text/1",
    "title\t示例",
    "section\t1\tvolunteering\t\t\t志愿服务\t一、志愿服务",
    "text\tab12 cd34\t志愿者186人，\\t另有\\\\一人。",
    "table\tef56\t1\t表1",
    "row\t年\t人",
    "section\t1\toutlook\t\t\t展望\t二、展望",
    "item\t0a0b\t1. \t更多。",
    "",
  ].join("\n");
  await serve(utf8("原件"), utf8(text), 1);
  const leaf = leafData({ ...sampleLeaf(0), text: sha256Hex(text) } as never);
  const { files } = await sampleLog([leaf], signer);
  const checkpoint = new TextDecoder().decode(files.get("checkpoint"));
  served.set("/reports/b0/2024/r1/proof", utf8(formatProof({ entry: leaf, index: 0, path: [], checkpoint })));
  const quoted = (address: string, quote: string) =>
    verify(`${site}/reports/b0/2024/r1${address}`, "--key", key, "--quote", quote);
  for (const [address, quote] of [
    ["/volunteering#p-ab12", "186人，\t另有\\一人"],
    ["/volunteering#p-cd34", "志愿者186人"],
    ["/volunteering#p-ef56", "表1\n年\t人"],
    ["/volunteering", "一、志愿服务"],
    ["/outlook#p-0a0b", "1. 更多。"],
  ] as const) {
    const { code, output } = await quoted(address, quote);
    expect(output).toContain("引文一字不差");
    expect(code).toBe(0);
  }
  expect((await quoted("/volunteering#p-ab12", "志愿者187人")).code).toBe(1);
  expect((await quoted("/outlook#p-ab12", "志愿者186人")).code).toBe(1);
  expect((await quoted("", "志愿者186人")).code).toBe(2);
  served.set("/ledger/entries/0/text", utf8(text.replace("186", "187")));
  const forged = await quoted("/volunteering#p-ab12", "志愿者187人");
  expect(forged.output).toContain("文字与记录不符");
  expect(forged.code).toBe(1);
});

test("an original or a text changed by one byte on the site is found", async () => {
  const state = () => join(folder, `state-${Math.random()}`);
  await serve(utf8("原忤"), utf8("文字"));
  const original = await verify(site, "--mirror", state());
  expect(original.output).toContain("原件与记录不符");
  expect(original.code).toBe(1);
  await serve(utf8("原件"), utf8("文孖"));
  const text = await verify(site, "--key", key, "--mirror", state());
  expect(text.output).toContain("文字与记录不符");
  expect(text.code).toBe(1);
  expect((await verify(site, "--log-only", "--key", key, "--mirror", state())).code).toBe(0);
});

test("an original that the site will not give out is found, and the rest is checked all the same", async () => {
  await serve(utf8("原件"), utf8("文孖"));
  troubled.add("/reports/b0/2024/r1/original");
  const { code, output } = await verify(site, "--key", key, "--mirror", join(folder, "troubled"));
  troubled.clear();
  expect(output).toContain("原件取不到，站点答复 503");
  expect(output).toContain("文字与记录不符");
  expect(code).toBe(1);
});

test("a published reply that was changed, added or left out on the site is found; a hidden one is told", async () => {
  await serve(utf8("原件"), utf8("文字"), 1);
  const reply = (text: string) =>
    leafData({ kind: "reply", at: "2026-11-21T02:03:04Z", feedback: "7", text: sha256Hex(utf8(text)) });
  const publication = leafData({
    ...sampleLeaf(0),
    original: { sha256: sha256Hex(utf8("原件")), name: "a.txt", type: "txt", size: 6 },
    text: sha256Hex(utf8("文字")),
  } as never);
  const { files } = await sampleLog([publication, reply("初次答复"), reply("复查答复")], signer);
  for (const [path, bytes] of files) served.set(`/ledger/${path}`, bytes);
  const shown = async (...texts: string[]) => {
    served.set("/api/v1/feedback/7", utf8(JSON.stringify({ replies: texts.map((text) => ({ text })) })));
    return verify(site, "--key", key, "--mirror", join(folder, `replies-${Math.random()}`));
  };
  const good = await shown("初次答复", "复查答复");
  expect(good.output).toContain("1 件意见的公开答复与记录相符");
  expect(good.code).toBe(0);
  for (const texts of [["初次答复", "复查荅复"], ["初次答复", "复查答复", "又一个"], ["初次答复"], []])
    expect((await shown(...texts)).code, texts.join("、")).toBe(1);
  served.delete("/api/v1/feedback/7");
  const hidden = await verify(site, "--key", key, "--mirror", join(folder, "replies-hidden"));
  expect(hidden.output).toContain("1 件意见的答复已不公开");
  expect(hidden.code).toBe(0);
});

test("a mirror changed by one byte is found offline", async () => {
  const { files } = await sampleLog(sampleEntries(5), signer);
  const copy = join(folder, "copy");
  for (const [path, bytes] of files) {
    await mkdir(dirname(join(copy, path)), { recursive: true });
    await writeFile(join(copy, path), path.startsWith("tile/entries") ? bytes.with(30, bytes[30]! ^ 1) : bytes);
  }
  expect((await verify(copy, "--key", key)).code).toBe(1);
});

test("a site that does not answer is unreachable, not refuted", async () => {
  expect((await verify("http://127.0.0.1:9", "--key", key)).code).toBe(2);
});
