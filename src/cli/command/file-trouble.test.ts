import { mkdir } from "node:fs/promises";
import { expect, test } from "vitest";
import { fileTrouble } from "./file-trouble.ts";

test("a place that cannot be written to is named with the reason, any other failure keeps its words", async () => {
  const error: unknown = await mkdir(`${import.meta.filename}/x`).catch((failure: unknown) => failure);
  expect(fileTrouble(error, "")).toBe(`${import.meta.filename}/x：路径中间有一个不是文件夹。`);
  expect(fileTrouble(new Error("别的"), "x")).toBe("别的");
});
