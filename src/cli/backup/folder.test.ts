import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { checkBackup, MANIFEST } from "./manifest.ts";
import { takeBackup } from "./take-backup.ts";

/** Nothing answers there: a call would fail with another message. */
const NOWHERE = { origin: "http://127.0.0.1:1", token: "gs_x" };

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "gongshi-backup-"));
});
afterAll(() => rm(folder, { recursive: true }));

test("a folder that holds anything but a backup is not written into", async () => {
  await writeFile(join(folder, "家庭照片.txt"), "");
  await expect(takeBackup(NOWHERE, folder, () => {})).rejects.toThrow("家庭照片.txt");
});

test.each(["", "{", "[]", '{"format":2}'])(
  "a manifest that cannot be read is told, not thrown at: %s",
  async (text) => {
    const damaged = join(folder, "damaged");
    await mkdir(damaged, { recursive: true });
    await writeFile(join(damaged, MANIFEST), text);
    await expect(checkBackup(damaged)).rejects.toThrow("读不懂");
  },
);
