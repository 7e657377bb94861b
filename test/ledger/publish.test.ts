import { env, exports } from "cloudflare:workers";
import { describe, expect, test } from "vitest";
import { createContext } from "../../src/compose.ts";
import { readEntryText } from "../../src/ledger/pages/entry-text.ts";
import { ledgerEntryOf, requireLedgerEntry } from "../../src/ledger/read.ts";
import { sealLedger } from "../../src/ledger/seal.ts";
import { createApp } from "../../src/app.ts";
import { forgetArchiveVersion } from "../../src/http/page-cache/archive-version.ts";
import { changeBureau } from "../../src/reports/publish/rename.ts";
import { sha256Hex } from "../../src/sha256.ts";
import { requireRowCounts } from "../support/row-counts.ts";
import { countingDatabase } from "../support/counting-database.ts";
import { publishReport } from "../../src/reports/publish/publish.ts";
import { restoreReport, withdrawReport } from "../../src/reports/publish/withdraw.ts";
import { bytesOf, count, reportText } from "../factories.ts";
import { storedEntries } from "./log.ts";

const later = { waitUntil() {}, passThroughOnException() {}, props: {} } as unknown as ExecutionContext;
const ctx = createContext(env, { name: "测试", roles: ["publisher"] });
const get = (path: string) => exports.default.fetch(new Request(`http://site.test${path}`));
const PLACES = Array.from("甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥");
const bureauName = (n: number) => `示例市${PLACES[n]}石电信局`;
const publish = (text: string, note = "") => publishReport(ctx, { bytes: bytesOf(text), fileName: "报告.txt", note });

describe("publishing", () => {
  test("records the original, the text, the title and the note of each revision", async () => {
    const bureau = bureauName(0);
    const first = await publish(reportText({ bureau }));
    const corrected = reportText({ bureau, body: "年末登记志愿者187人。" });
    await publish(corrected, "更正人数");
    const one = (await ledgerEntryOf(ctx, first.bureau, 2023, 1))!;
    const two = (await ledgerEntryOf(ctx, first.bureau, 2023, 2))!;
    expect(one.leaf).toMatchObject({ kind: "publication", title: first.title });
    expect(two.leaf).toMatchObject({
      kind: "correction",
      note: "更正人数",
      original: { sha256: sha256Hex(bytesOf(corrected)), name: "报告.txt", size: bytesOf(corrected).length },
    });
    for (const { index, leaf } of [one, two])
      expect("text" in leaf && leaf.text).toBe(sha256Hex(await readEntryText(ctx, index)));
    const texts = await Promise.all([one, two].map(({ index }) => readEntryText(ctx, index)));
    const [before, after] = texts.map((text) => text.split("\n"));
    const differing = after!.flatMap((line, at) => (line === before![at] ? [] : [line]));
    expect(differing).toHaveLength(1);
    expect(differing[0]).toContain("187人");
  });

  test("by twenty at once gives one log with an entry for each report", async () => {
    const before = (await storedEntries()).length;
    const results = await Promise.all(
      Array.from({ length: 20 }, (_, n) => publish(reportText({ bureau: bureauName(n + 1) }))),
    );
    const indexes = await Promise.all(
      results.map(async ({ bureau }) => (await ledgerEntryOf(ctx, bureau, 2023, 1))!.index),
    );
    expect(indexes.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, i) => before + i));
    expect((await sealLedger(ctx)).size).toBe(before + 20);
    expect(await count("ledger_entries")).toBe(await count("revisions"));
  }, 60_000);

  test("is refused on a production site without a key, and nothing is half-done", async () => {
    const before = await Promise.all(["bureaus", "reports", "revisions", "ledger_entries", "audit_log"].map(count));
    const production = { ...ctx, environment: "production" };
    const input = { bytes: bytesOf(reportText({ bureau: "示例市无钥电信局" })), fileName: "a.txt" };
    await expect(publishReport(production, input)).rejects.toMatchObject({ code: "unavailable" });
    expect(await Promise.all(["bureaus", "reports", "revisions", "ledger_entries", "audit_log"].map(count))).toEqual(
      before,
    );
  });
});

test("withdrawing and restoring are recorded with the reason; the proof of the text stays, the text does not", async () => {
  const { bureau } = await publish(reportText({ bureau: bureauName(21) }));
  const { index } = (await ledgerEntryOf(ctx, bureau, 2023, 1))!;
  await withdrawReport(ctx, bureau, 2023, "人数有误");
  expect((await requireLedgerEntry(ctx, index + 1)).leaf).toMatchObject({
    kind: "withdrawal",
    bureau,
    note: "人数有误",
  });
  expect((await get(`/reports/${bureau}/2023/r1/proof`)).status).toBe(200);
  expect((await get(`/ledger/entries/${index}/text`)).status).toBe(410);
  await restoreReport(ctx, bureau, 2023);
  expect((await requireLedgerEntry(ctx, index + 2)).leaf).toMatchObject({ kind: "restoration", bureau });
  expect((await get(`/ledger/entries/${index}/text`)).status).toBe(200);
});

test("a report's page says that and where it is recorded, and offers the proof", async () => {
  const { bureau } = await publish(reportText({ bureau: bureauName(21), year: 2022 }));
  const { index } = (await ledgerEntryOf(ctx, bureau, 2022, 1))!;
  for (const path of [`/reports/${bureau}/2022`, `/reports/${bureau}/2022/volunteering`]) {
    const html = await (await get(path)).text();
    expect(html).toContain("已存证");
    expect(html).toContain(`href="/ledger/entries/${index}"`);
    expect(html).toContain(`href="/reports/${bureau}/2022/r1/proof"`);
  }
  expect((await get(`/reports/${bureau}/2022/proof`)).headers.get("content-disposition")).toContain(
    `${bureau}-2022-r1`,
  );
});

test("a recorded report's page still reads at most its sections and thirteen more rows, in four queries", async (context) => {
  await requireRowCounts(context);
  const { bureau, sections } = await publish(reportText({ bureau: bureauName(21), year: 2021 }));
  const { database, cost } = countingDatabase(env.DB);
  forgetArchiveVersion();
  const answer = await createApp().request(`/reports/${bureau}/2021`, {}, { ...env, DB: database }, later);
  expect(await answer.text()).toContain("已存证");
  expect(cost.queries).toBeLessThanOrEqual(4);
  expect(cost.rows).toBeLessThanOrEqual(sections + 13);
});

test("a bureau's record is found under its new slug after it was renamed", async () => {
  const name = bureauName(20);
  const { bureau } = await publish(reportText({ bureau: name, year: 2020 }));
  const { index } = (await ledgerEntryOf(ctx, bureau, 2020, 1))!;
  await changeBureau(ctx, bureau, { slug: "xin-ming-zi" });
  expect((await ledgerEntryOf(ctx, "xin-ming-zi", 2020, 1))?.index).toBe(index);
  expect((await get("/reports/xin-ming-zi/2020/r1/proof")).status).toBe(200);
  expect((await get(`/reports/${bureau}/2020/r1/proof`)).status).toBe(200);
  expect((await get(`/ledger/entries/${index}/text`)).status).toBe(200);
  expect(await (await get(`/ledger/entries/${index}`)).text()).toContain("2020年度报告第1版");
});
