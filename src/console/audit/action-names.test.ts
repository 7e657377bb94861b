import { expect, test } from "vitest";
import { EVENTS } from "../../feedback/feedback.ts";
import { actionName } from "./action-names.ts";

test("every event of a feedback has a Chinese name in the audit", () => {
  for (const event of EVENTS) expect(actionName(`feedback.${event}`)).not.toContain("feedback");
});

test("an action without a name is shown as it is", () => {
  expect(actionName("constructor")).toBe("constructor");
});
