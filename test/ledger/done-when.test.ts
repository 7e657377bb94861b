import { diffChars } from "diff";
import { env } from "cloudflare:test";
import { beforeEach, describe, expect, test } from "vitest";
import { publishFeedback } from "../../src/feedback/handle/answer.ts";
import { acceptFeedback } from "../../src/feedback/handle/triage.ts";
import { parseVerifierKey } from "../../src/ledger/log/keys.ts";
import { Findings } from "../../src/cli/ledger/findings.ts";
import { verifyProof } from "../../src/cli/ledger/verify-proof.ts";
import { at, submit, supervisor } from "../feedback/factory.ts";
import { fromBase64, needsReports } from "../search/real-reports.ts";
import { call, signInAs } from "../support/console.ts";
import { draftOf, publish } from "../support/desk.ts";

const [WRONG, RIGHT] = ["45.82%", "47.08%"];
const bytesAt = async (path: string) => new Uint8Array(await (await call(path)).arrayBuffer());
const textAt = async (path: string) => (await call(path)).text();

/** What a stranger keeps of a revision: its proof, its original and the text its hash is of. */
async function keep(revision: string) {
  const page = await textAt(revision);
  const entry = /\/ledger\/entries\/\d+/.exec(page)?.[0] ?? "";
  expect(page).toContain("已存证");
  return {
    proof: await bytesAt(`${revision}/proof`),
    original: await bytesAt(`${revision}/original`),
    text: await bytesAt(`${entry}/text`),
  };
}

/** Offline from here on: bytes and the public key, nothing else. */
async function faultsOf({ proof, ...attachments }: Awaited<ReturnType<typeof keep>>, publicKey: string) {
  const key = parseVerifierKey(publicKey);
  const found = new Findings();
  if (key) await verifyProof(proof, key, attachments, found);
  return { faults: found.faults, told: found.all.map(({ text }) => text).join("\n") };
}

describe("songjiang 2023, corrected in one figure in reply to a feedback", () => {
  beforeEach(needsReports);
  test("is verified offline by a stranger in both revisions, who sees exactly which characters changed", async () => {
    const publisher = await signInAs("publisher");
    const file = new TextDecoder().decode(fromBase64(env.REAL_REPORTS["songjiang-2023.txt"] ?? ""));
    const published = await publish(await draftOf(publisher, file, "松江2023.txt"), publisher);
    expect(published.headers.get("Location")).toMatch(/^\/staff\/publish\/\d+\?done=published$/);
    const { slug } = (await env.DB.prepare(
      "SELECT b.slug FROM reports r JOIN bureaus b ON b.id = r.bureau_id WHERE r.year = 2023",
    ).first<{ slug: string }>()) ?? { slug: "" };
    const report = `/reports/${slug}/2023`;
    const now = new Date().toISOString();
    const ctx = at(now, supervisor);
    const { id } = await submit(at(now), {
      bureau: slug,
      year: 2023,
      text: "志愿者占比对不上，请核对。",
      publish: true,
    });
    await acceptFeedback(ctx, id);
    await publishFeedback(ctx, id);

    const corrected = file.replace(WRONG, RIGHT);
    const draft = await draftOf(publisher, corrected, "松江2023更正.txt", {
      bureau: slug,
      year: "2023",
      feedback: `${id}`,
    });
    await publish(draft, publisher, { note: "更正志愿者占比", feedback: `${id}` });

    const publicKey = (await textAt("/ledger/key")).trim();
    const [first, second] = [await keep(`${report}/r1`), await keep(`${report}/r2`)];
    for (const kept of [first, second]) expect((await faultsOf(kept, publicKey)).faults).toBe(0);
    expect((await faultsOf(second, publicKey)).told).toContain(`相关监督意见  ${id}`);
    expect((await faultsOf({ ...first, original: second.original }, publicKey)).faults).toBe(1);
    const forged = { ...second, text: second.text.with(200, (second.text[200] ?? 0) ^ 1) };
    expect((await faultsOf(forged, publicKey)).faults).toBe(1);

    const [before, after] = [first.text, second.text].map((bytes) => new TextDecoder().decode(bytes).split("\n"));
    const lines = (after ?? []).flatMap((line, n) =>
      line === before?.[n] ? [] : [[before?.[n] ?? "", line] as const],
    );
    expect(lines).toHaveLength(1);
    const words = ([line]: readonly string[]) => line?.split("\t").at(-1) ?? "";
    const changes = lines.flatMap(([a, b]) =>
      diffChars(words([a]), words([b])).filter(({ added, removed }) => added || removed),
    );
    expect(changes.map(({ value }) => value).join("")).toMatch(/^[\d.]{2,8}$/);

    const diff = await textAt(`${report}/diff/1..2`);
    expect(diff).toMatch(/<del>.*<\/del>/s);
    expect(diff).toContain(`href="/feedback/${id}"`);
    const changed = [...diff.matchAll(/<(?:del|ins)>([^<]*)<\/(?:del|ins)>/g)].map((found) => found[1]);
    expect(changed.filter((words) => !words?.includes("文字"))).toEqual([WRONG, RIGHT]);
    expect(await textAt(`/feedback/${id}`)).toContain(`${report}/diff/1..2`);
    expect(await textAt(`${report}/figures`)).not.toContain("137 ÷ 291");
    expect(await textAt(`${report}/r1/figures`)).toContain("137 ÷ 291 = 47.08%");
  });
});
