import { expect, test } from "vitest";
import { beijingMinute, instantInBeijing } from "./day.ts";

test("a minute in Beijing is an instant, and the way back", () => {
  expect(instantInBeijing("2024-09-18 08:05")?.toISOString()).toBe("2024-09-18T00:05:00.000Z");
  expect(beijingMinute(instantInBeijing("2024-02-29 00:00") ?? "")).toBe("2024-02-29 00:00");
});

test.each(["2024-02-30 08:00", "2023-02-29 00:00", "2024-13-01 00:00", "2024-01-01 24:00", "2024-1-1 00:00", "x"])(
  "%s is no minute of the calendar",
  (minute) => expect(instantInBeijing(minute)).toBeNull(),
);
