import { expect, test } from "vitest";
import { bureauSlug, dayText, requireField, yearText } from "./fields.ts";

test.each([
  [yearText, " 2023 ", 2023],
  [bureauSlug, "songjiang-2", "songjiang-2"],
  [dayText, "2024-02-29", "2024-02-29"],
] as const)("a good value is taken", (schema, typed, value) => {
  expect(requireField<string | number>(schema, typed, "field")).toBe(value);
});

test.each([
  [yearText, "二〇二三", "年度应是四位数字，例如 2023。"],
  [yearText, "20233", "年度应是四位数字，例如 2023。"],
  [bureauSlug, "Song Jiang", "单位代号只能有小写字母、数字和连字符，例如 songjiang。"],
  [bureauSlug, "a".repeat(61), "单位代号最多60个字符。"],
  [dayText, "2023-02-29", "日期请写成 2026-11-21 的样子。"],
] as const)("a bad value is refused in the field's one wording: %#", (schema, typed, message) => {
  expect(() => requireField<string | number>(schema, typed, "field")).toThrow(
    expect.objectContaining({ code: "invalid", field: "field", message }),
  );
});
