import { expect, it } from "vitest";
import { bureauCore, bureauSlugs, nameForms, requireBureauName } from "./bureau.ts";

it.each([
  ["松江电信局", "松江"],
  ["西区局", "西区"],
  ["西区电信局", "西区"],
  ["上海松江电信局", "松江"],
  ["示例市北塔供水局", "北塔"],
  ["东湖公司", "东湖"],
  ["税务局", "税务"],
  ["乐清市水务局", "乐清水务"],
  ["示例市人民医院", "示例人民"],
  ["示例市人民政府", "示例人民政府"],
])("bureauCore of %s is %s", (name, core) => {
  expect(bureauCore(name)).toBe(core);
});

it("bureauSlugs offers the core first, then longer names, then numbers", () => {
  expect(bureauSlugs("西区局", (text) => Array.from(text, (c) => ({ 西: "xi", 区: "qu", 局: "ju" })[c] ?? ""))).toEqual(
    expect.arrayContaining(["xiqu", "xiquju", "xiqu-2"]),
  );
});

it.each([
  ["云河纸业集团股份有限公司", "云河纸业集团有限公司", true],
  ["云河纸业股份有限公司", "云河纸业有限责任公司", true],
  ["示例市柳荫公交 (集团) 有限公司", "示例市柳荫公交（集团）有限公司", true],
  ["云河纸业集团股份有限公司", "北山电器集团股份有限公司", false],
  ["甲银行股份有限公司东湖支行", "乙银行股份有限公司东湖支行", false],
  ["虚构通信集团示例有限公司", "假想联通集团示例有限公司", false],
  ["虚构通信股份有限公司示例市东湖电信局", "示例市东湖电信局", false],
  ["云河纸业集团有限公司", "云河纸业有限公司", false],
  ["股份有限公司", "有限公司", false],
])("%s and %s are one bureau by their names: %s", (one, other, same) => {
  expect(nameForms(one).some((name) => nameForms(other).includes(name))).toBe(same);
});

it.each(["<script>", "局", "a/b局", "局\u202E名称", "'; DROP TABLE"])("requireBureauName refuses %s", (name) => {
  expect(() => requireBureauName(name)).toThrow("单位名称");
});
