import { createHash } from "node:crypto";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { startS3Server } from "./fixtures/s3-server.ts";
import { openFolderBucket } from "./folder-bucket.ts";
import { openS3Bucket, requireWriteOnce, OverwritingBucket } from "./s3-bucket.ts";

const folder = mkdtempSync(join(tmpdir(), "gongshi-bucket-"));
const store = await startS3Server();
const careless = await startS3Server({ keepsToOnce: false });
afterAll(() => {
  store.close();
  careless.close();
  rmSync(folder, { recursive: true });
});

const ONCE = { onlyIf: { etagDoesNotMatch: "*" } };
const bytes = new TextEncoder().encode("一份原件");
const sha256 = createHash("sha256").update(bytes).digest("hex");

/** Another store, to try the same on: `S3_TEST=endpoint,bucket,region,key,secret`. */
const [endpoint = "", bucket = "", region = "", accessKeyId = "", secretAccessKey = ""] = (
  process.env["S3_TEST"] ?? ""
).split(",");

describe.each<[string, () => Promise<R2Bucket> | R2Bucket]>([
  ["a folder", () => openFolderBucket(folder)],
  ["an S3 store", () => openS3Bucket(store)],
  ["the S3 store of S3_TEST", () => openS3Bucket({ endpoint, bucket, region, accessKeyId, secretAccessKey })],
])("%s", (name, open) => {
  test("keeps a file once under its digest, tells what it keeps, lists in order and deletes", async (context) => {
    if (name.endsWith("S3_TEST") && endpoint === "") context.skip("没有另一个 S3 存储：S3_TEST 没有写");
    const files = await open();
    const key = `originals/${sha256}`;
    expect(await files.put(key, bytes, { sha256, ...ONCE })).toMatchObject({ key, size: bytes.length });
    expect(await files.put(key, "别的", ONCE)).toBeNull();
    await expect(files.put("originals/x", "别的", { sha256 })).rejects.toThrow("checksum");
    const found = await files.get(key);
    expect(new Uint8Array((await found?.arrayBuffer()) ?? new ArrayBuffer())).toEqual(bytes);
    for (const [range, part] of [
      [{ offset: 3, length: 6 }, bytes.slice(3, 9)],
      [{ offset: 9 }, bytes.slice(9)],
      [{ suffix: 3 }, bytes.slice(-3)],
    ] as const) {
      const partly = await files.get(key, { range });
      expect([partly?.size, new Uint8Array(await partly!.arrayBuffer())]).toEqual([bytes.length, part]);
    }
    expect(await files.get("originals/none")).toBeNull();
    expect(await files.head("originals/none")).toBeNull();

    await files.put("attachments/2/a b&c", "甲", { httpMetadata: { contentType: "image/png" } });
    await files.put("attachments/1", "乙");
    await files.put("attachments/1", "丙");
    const attachment = await files.get("attachments/2/a b&c");
    expect([await attachment?.text(), attachment?.httpMetadata?.contentType]).toEqual(["甲", "image/png"]);
    expect(await (await files.get("attachments/1"))?.text()).toBe("丙");
    expect(await new Response((await files.get("attachments/1"))?.body as BodyInit).text()).toBe("丙");

    const listed: string[] = [];
    for (let cursor: string | undefined; ;) {
      const page = await files.list({ limit: 2, ...(cursor === undefined ? {} : { cursor }) });
      listed.push(...page.objects.map((object) => object.key));
      if (!page.truncated) break;
      cursor = page.cursor;
    }
    expect(listed).toEqual(["attachments/1", "attachments/2/a b&c", key]);
    const { objects } = await files.list({ prefix: "attachments/", startAfter: "attachments/1" });
    expect(objects.map((object) => [object.key, object.size])).toEqual([["attachments/2/a b&c", 3]]);
    expect(Date.now() - (objects[0]?.uploaded.getTime() ?? 0)).toBeLessThan(60_000);
    await files.delete([key, "attachments/1", "attachments/2/a b&c", "originals/none"]);
    expect((await files.list()).objects).toEqual([]);
  });
});

test("a folder takes no key that leads out of it, and a start clears what was never finished", async () => {
  const files = await openFolderBucket(folder);
  await expect(files.put("../outside", "x")).rejects.toThrow("no path");
  await expect(files.get("originals/../../x")).rejects.toThrow("no path");
  expect(readdirSync(join(folder, "unfinished"))).toEqual([]);
});

test("a store that lets a second write change what is kept is told from one that does not", async () => {
  await requireWriteOnce(openS3Bucket(store));
  await expect(requireWriteOnce(openS3Bucket(careless))).rejects.toThrow(OverwritingBucket);
  await expect(openS3Bucket({ ...store, secretAccessKey: "other" }).get("x")).rejects.toThrow("403");
});
