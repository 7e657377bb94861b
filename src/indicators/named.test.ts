import { expect, test } from "vitest";
import { indicatorsNamed } from "./named.ts";

test.each([
  ["志愿服务时长", ["volunteer-hours"]],
  ["志愿者人数", ["registered-volunteers"]],
  ["注册志愿者人数", ["registered-volunteers"]],
  ["投诉量", ["complaints"]],
  ["投诉量是多少？", ["complaints"]],
  ["用电量 历年", ["electricity"]],
  ["女员工比例", ["female-share"]],
  ["培训人次", ["training-visits"]],
])("%s names %j", (question, slugs) => {
  expect(indicatorsNamed(question).map(({ slug }) => slug)).toEqual(slugs);
});

test.each(["志愿服务", "培训", "投诉 下降", "办公室电话", "量", "", "2023"])("%j names none", (question) => {
  expect(indicatorsNamed(question)).toEqual([]);
});
