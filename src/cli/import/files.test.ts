import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { findFiles, inReadingOrder, readUpload } from "./files.ts";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "gongshi-import-"));
  await mkdir(join(folder, "2021/深层"), { recursive: true });
  await mkdir(join(folder, ".git"));
  for (const name of ["b.txt", "a.MD", "2021/深层/报告.txt", "notes.json", ".hidden.txt", ".git/x.txt"])
    await writeFile(join(folder, name), name);
});
afterAll(() => rm(folder, { recursive: true }));

test("a folder gives the reports below it, in order, without hidden files, and names what it passes over", async () => {
  const { files, passedOver } = await findFiles([folder]);
  expect(files.map((path) => relative(folder, path))).toEqual(["2021/深层/报告.txt", "a.MD", "b.txt"]);
  expect(passedOver.map((path) => relative(folder, path))).toEqual(["notes.json"]);
});

test("a file named twice is sent once, and a missing one stays in the list to be reported", async () => {
  const file = join(folder, "b.txt");
  const { files } = await findFiles([file, folder, join(folder, "missing.txt")]);
  expect(files.filter((path) => path === file)).toHaveLength(1);
  expect(await readUpload(files.at(-1) ?? "")).toContain("找不到");
});

test("a corrected edition is sent after the one it corrects", () => {
  const names = ["x-2023-r10.txt", "x-2023-r2.txt", "x-2023.txt", "x-2022.md"];
  expect(names.toSorted(inReadingOrder)).toEqual(["x-2022.md", "x-2023.txt", "x-2023-r2.txt", "x-2023-r10.txt"]);
});
