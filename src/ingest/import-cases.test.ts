import { readFile as readBytes } from "node:fs/promises";
import { expect, test } from "vitest";
import type { ParsedReport } from "./document.ts";
import { outline } from "./fixtures/read-text.ts";
import { readPdf } from "./pdf/read-pdf.ts";
import { readFile } from "./read-file.ts";

/** Small invented files, each a fault that was seen on real ones. */
const read = async (name: string): Promise<ParsedReport> =>
  readFile(await readBytes(`src/ingest/fixtures/cases/${name}`), name, readPdf);

test("04: a contents list with dot leaders is left out whole", async () => {
  const parsed = await read("04-contents-with-dot-leaders.pdf");
  expect(outline(parsed)).toEqual([
    "1 第一节 释义 t",
    "1 第二节 公司简介和主要指标 t",
    "2 2.1 输入来源 t",
    "2 2.2 集中验证 t",
    "1 第三节 重要事项 t",
    "2 3.1 加密的作用 t",
    "2 3.2 安全地使用 t",
    "1 第四节 备查文件 t",
  ]);
});

test("05: run-in headings with a comma", async () => {
  expect(outline(await read("05-runin-heading-with-comma.txt"))).toEqual([
    "1 一、2023年工作回顾",
    "2 （一）稳供水，水质更加可靠。 t",
    "2 （二）强服务，群众更加满意。 t",
    "2 （三）抓安全生产。 t",
    "1 二、2024年工作安排",
    "2 （一）坚持以改革为牵引，加快形成发展新动能。 t",
    "2 （二）坚持以民生为根本，持续提升服务新水平。 t",
  ]);
});

test("07: sisters with a full stop", async () => {
  expect(outline(await read("07-siblings-with-full-stop.txt"))).toEqual([
    "1 一、综述 t",
    "1 二、社会责任履行情况",
    "2 1、股东权益保护 t",
    "2 2、职工权益保护 t",
    "2 3、供应商和消费者权益保护。 t",
    "2 4、环境保护与可持续发展。 t",
    "1 三、不足及改进 t",
  ]);
});
