import { expect, test } from "vitest";
import { spans } from "./highlight.ts";

const marked = (text: string, form: string) => spans(text, [form]).map(({ from, to }) => text.slice(from, to));

test.each([
  ["共3,720小时", "20小时", ["小时"]],
  ["共3,720小时", "3,720小时", ["3,720小时"]],
  ["提高8.5%", "85", []],
  ["提高8.5%", "5%", []],
  ["songjiang", "song", []],
  ["用5g和5gsa", "5g", ["5g"]],
  ["2023年和12023年", "2023年", ["2023年", "年"]],
])("in %s, %s marks %j and nothing inside a number or a Latin word", (text, form, expected) => {
  expect(marked(text, form)).toEqual(expected);
});
