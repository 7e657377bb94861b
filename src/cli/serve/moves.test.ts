import { mkdtempSync, rmSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { checkBackup } from "../backup/manifest.ts";
import { putBack } from "../backup/put-back.ts";
import { takeBackup } from "../backup/take-backup.ts";
import { inProject } from "../command/project.ts";
import { checkCounts } from "../../doctor/check-counts.ts";
import { checkIndex } from "../doctor/check-index.ts";
import { checkLedger } from "../../doctor/check-ledger.ts";
import { checkRevisions } from "../doctor/check-revisions.ts";
import { openDataArchive } from "../doctor/data-archive.ts";
import { startTestSite } from "../local/test-site.ts";
import { reindexDatabase } from "../reindex/reindex-database.ts";
import { newLetter, newReport, sendLetter, sendReport, type SentRequest } from "../simulate/client.ts";
import { publishFile } from "../site/publish-client.ts";
import type { Site } from "../site/site.ts";
import { bundleHost } from "./bundle-host.ts";
import { startNodeSite } from "./node-site.ts";

const folder = mkdtempSync(join(tmpdir(), "gongshi-moves-"));
afterAll(() => rmSync(folder, { recursive: true }));
const quiet = () => undefined;

/** Backs one site up and puts it into another, which is empty; answers the ledger's head, the same on both. */
async function move(from: Site, to: Site, name: string) {
  const backup = join(folder, name);
  const { ledger } = await takeBackup(from, backup, quiet);
  const { manifest, id, faults } = await checkBackup(backup);
  expect(faults).toEqual([]);
  const head = await putBack(to, backup, manifest, id, quiet);
  await reindexDatabase(to, manifest.full_text_from ?? 0);
  expect(head).toEqual(ledger);
  return ledger;
}

/** The page as a reader sees it, without the site's address (in letters or as a QR code) and without how long it took. */
const pageOf = async ({ origin }: Site, path: string) =>
  (await (await fetch(origin + path)).text())
    .replaceAll(origin, "")
    .replaceAll(encodeURIComponent(origin), "")
    .replace(/<svg class="qr".*?<\/svg>|用时\d+毫秒/g, "");

/** The place at which two texts differ; empty if they are the same. */
function differenceOf(one: string, other: string): string {
  if (one === other) return "";
  let at = 0;
  while (one[at] === other[at]) at += 1;
  return `${one.slice(Math.max(0, at - 60), at + 60)} | ${other.slice(Math.max(0, at - 60), at + 60)}`;
}

test("a site moves from workerd to Node and back with the same ledger, pages, originals and letters", async () => {
  const [cloud, second, built] = await Promise.all([
    startTestSite(),
    startTestSite(),
    bundleHost(join(folder, "built")),
  ]);
  expect(built).toContain("serve.js");
  const node = await startNodeSite(join(folder, "built"), join(folder, "data"));
  try {
    const samples = ["donghu-2020.txt", "donghu-2023.txt"];
    for (const fileName of samples) {
      const bytes = Uint8Array.from(await readFile(inProject("samples", fileName)));
      expect(await publishFile(cloud, { fileName, bytes, accept: ["bureau-new"] })).toMatchObject({
        outcome: "published",
      });
    }
    const sent: SentRequest = { letters: [], reports: [], odd: [] };
    const [letter, report] = [newLetter(1), newReport(1)];
    await sendLetter(cloud, letter, sent);
    expect((await move(cloud, node.site, "there")).size).toBe(2);
    for (const path of ["/bureaus", "/reports/donghu/2023.md", "/reports/donghu/2020/r1.json", "/search?q=志愿"])
      expect(differenceOf(await pageOf(node.site, encodeURI(path)), await pageOf(cloud, encodeURI(path))), path).toBe(
        "",
      );
    const original = async ({ origin }: Site) =>
      new Uint8Array(await (await fetch(`${origin}/reports/donghu/2020/original`)).arrayBuffer());
    expect(await original(node.site)).toEqual(await original(cloud));

    await sendReport(node.site, report, sent);
    await sendLetter(node.site, newLetter(2), sent);
    expect(sent.odd).toEqual([]);
    const archive = await openDataArchive(join(folder, "data"));
    for (const check of [checkLedger, checkRevisions, checkIndex, checkCounts])
      expect(await check(archive)).toEqual([]);
    await archive.close();
    expect((await move(node.site, second, "back")).size).toBe(3);
    const path = `/reports/${report.answer?.bureau}/${report.answer?.year}`;
    expect(differenceOf(await pageOf(second, path), await pageOf(node.site, path)), path).toBe("");
    expect(await second.db.prepare("SELECT count(*) AS n FROM feedback").first("n")).toBe(2);
  } finally {
    await Promise.all([cloud.close(), second.close(), node.stop()]);
  }
}, 180_000);
