import { expect, test } from "vitest";
import { outline, readBody } from "../fixtures/read-text.ts";

const blocks = (text: string) => readBody(text).sections.at(-1)?.blocks;

test("awards without marks are items, also where a page cut one", () => {
  const found = blocks(
    "一、社会荣誉：\n\n本局获评区先进集体；\n\n张三被授予“服务标兵\n\n先锋”称号；\n\n李四获评劳动模范。\n",
  );
  expect(found).toEqual([
    { kind: "item", marker: "", text: "本局获评区先进集体；" },
    { kind: "item", marker: "", text: "张三被授予“服务标兵先锋”称号；" },
    { kind: "item", marker: "", text: "李四获评劳动模范。" },
  ]);
  expect(blocks("一、社会荣誉\n上海市文明单位\n云浦区先进集体\n全国节水型单位\n")?.map((b) => b.kind)).toEqual([
    "item",
    "item",
    "item",
  ]);
});

test("one line that ends with ； is no list", () => {
  expect(
    outline(
      readBody(
        "一、媒体报道\n\n三月，《云浦报》刊登了本局消息。\n\n五月，《水务报》刊登了本局消息；\n\n此外七月，电视台播出专题。\n",
      ),
    ),
  ).toEqual(["1 一、媒体报道 ttt"]);
});

test("numbered items keep their marks", () => {
  expect(blocks("一、荣誉\n\n1. 先进单位\n2. 优秀集体\n")).toEqual([
    { kind: "item", marker: "1.", text: "先进单位" },
    { kind: "item", marker: "2.", text: "优秀集体" },
  ]);
});

test.each([
  ["office, then name", "云浦区水务局局长、党委书记：\n\n张三丰", "ss"],
  ["office without a name", "云浦区水务局局长、党委书记", "s"],
  ["office and name on one line, then a date", "站长：张 三\n2021年3月1日", "ss"],
  ["bureau and date", "云浦区水务局\n二〇二二年三月一日", "ss"],
])("a signature of %s stands apart", (_, signature, kinds) => {
  expect(outline(readBody(`一、公开陈述\n\n本局承诺真实。\n\n${signature}\n\n二、其他\n\n无。\n`))).toEqual([
    `1 一、公开陈述 t${kinds}`,
    "1 二、其他 t",
  ]);
});

test("a sentence about an office is no signature", () => {
  expect(outline(readBody("一、领导关怀\n\n区委书记到我局调研，听取汇报。\n"))).toEqual(["1 一、领导关怀 t"]);
});
