import { expect, test } from "vitest";
import { detailWords } from "./detail-words.ts";

test.each([
  [{ from: "submitted", to: "accepted" }, "原为：已提交；改为：已受理"],
  [{ kind: "error", contact: true, consent: 0 }, "类型：指出错误；留有联系方式：是；同意公开：0"],
  [{ roles: "admin officer", bureaus: "", active: false }, "角色：管理员、经办人；在用：否"],
  [{ acknowledge: "15 calendar" }, "告知是否受理：15 个自然日"],
  [{ file: "level", note: "join", year: null }, "文件：level；说明：join"],
  [{ constructor: "x", unheardOf: 1 }, "constructor：x；unheardOf：1"],
])("an audit row's detail is told in Chinese, what people typed as it is: %j", (detail, wanted) => {
  expect(detailWords(detail as Record<string, string | number | boolean | null>)).toBe(wanted);
});
