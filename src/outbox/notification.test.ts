import { expect, test } from "vitest";
import { parseNotification, notificationEntry } from "./notification.ts";

test("keeps only the listed fields of a payload", () => {
  const payload = {
    event: "feedback.received",
    feedback: 12,
    kind: "question",
    bureau: "xiqu",
    due: "2026-12-01T00:00:00Z",
    text: "一段意见",
    contact: "a@example.com",
  };
  expect(parseNotification(payload)).toEqual({
    event: "feedback.received",
    feedback: 12,
    kind: "question",
    bureau: "xiqu",
    due: "2026-12-01",
  });
});

test("drops a value of a listed field that is not a plain name", () => {
  const payload = { event: "feedback.received", bureau: "张三 13800000000", kind: "他说了什么", due: "明天" };
  expect(parseNotification(payload)).toEqual({ event: "feedback.received" });
});

test("a denunciation is told without number, bureau or date", () => {
  const payload = { event: "feedback.received", kind: "denunciation", feedback: 9, bureau: "xiqu", due: "2026-12-01" };
  const told = parseNotification(payload);
  expect(told).toEqual({ event: "feedback.received", kind: "denunciation", hidden: true });
  expect(told && notificationEntry(told, "https://g.example/staff")).not.toMatch(/xiqu|9|2026/);
});

test("an unknown event is no notification", () => {
  expect(parseNotification({ event: "constructor" })).toBeNull();
  expect(parseNotification({})).toBeNull();
});
