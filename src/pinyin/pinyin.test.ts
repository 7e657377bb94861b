import { expect, test } from "vitest";
import { bureauSlugs } from "../reports/bureau.ts";
import { importPinyin } from "./pinyin.ts";

test.each([
  ["乐清市水务局", "yueqing"],
  ["六合区供电局", "luhe"],
  ["六安市供电局", "luan"],
  ["闵行区图书馆", "minhang"],
  ["蚌埠市供水局", "bengbu"],
  ["洪洞县医院", "hongtong"],
  ["番禺区教育局", "panyu"],
  ["单县税务局", "shanxian"],
  ["喀什供电局", "kashi"],
  ["都匀市供水局", "duyun"],
  ["长治市供水局", "changzhi"],
  ["重固镇人民政府", "chonggu"],
  ["郫都区水务局", "pidu"],
  ["歙县教育局", "shexian"],
  ["蔚县供电局", "yuxian"],
  ["大埔县医院", "dabu"],
  ["什邡市供水局", "shifang"],
  ["牟定县水务局", "mouding"],
  ["浚县财政局", "xunxian"],
])("%s is read as its people read it: %s", async (name, start) => {
  const [slug] = bureauSlugs(name, await importPinyin());
  expect(slug?.replace(/-/g, "").startsWith(start)).toBe(true);
});
