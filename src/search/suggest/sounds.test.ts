import { expect, test } from "vitest";
import type { Catalog } from "../catalog.ts";
import { soundsOf } from "./sounds.ts";

const NAMES = [
  "乐清市水务局",
  "六合区供电局",
  "单县税务局",
  "蚌埠市供水局",
  "番禺区教育局",
  "浚县财政局",
  "大埔县医院",
];
const bureaus = NAMES.map((name) => ({ name, shortName: name }));
const find = await soundsOf({ version: 1, bureaus } as unknown as Catalog);

/** As the people of the place say it, not as its characters read elsewhere. */
test.each([
  ["yueqing", "乐清"],
  ["luhe", "六合"],
  ["shanxian", "单县"],
  ["bengbu", "蚌埠"],
  ["panyu", "番禺"],
  ["xunxian", "浚县"],
  ["dabu", "大埔"],
  ["月清", "乐清"],
  ["陆合", "六合"],
])("%s finds %s", (typed, place) => expect(find(typed)).toContain(place));

test.each(["leqing", "liuhe", "danxian", "junxian", "dapu"])("%s, the other reading, finds no place", (typed) =>
  expect(find(typed)).toEqual([]),
);
