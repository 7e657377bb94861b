import { expect, test } from "vitest";
import type { EventType } from "../../feedback/feedback.ts";
import { dueAction } from "./due-action.ts";

const fresh = {
  draftBy: null,
  waiting: false,
  consent: true,
  publication: "private" as const,
  replyPublic: false,
};
const due = (possible: EventType[], changes: Partial<Omit<typeof fresh, "draftBy">> & { draftBy?: string } = {}) =>
  dueAction({ feedback: { ...fresh, ...changes }, possible });

test("a draft that waits for approval is opened, never an empty new one", () => {
  expect(due(["draftReply", "approveReply", "returnDraft"], { draftBy: "甲" })).toBe("approve");
  expect(due(["draftReply", "transfer"], { draftBy: "甲" })).toBeNull();
});

test("what was submitted is accepted first; an accepted one is answered; what waits for its author waits", () => {
  expect(due(["accept", "decline", "transfer", "publish"])).toBe("accept");
  expect(due(["start", "draftReply", "askAuthor"])).toBe("draft");
  expect(due(["draftReply", "extend"], { waiting: true })).toBeNull();
});

test("an answered one is published where its author agreed and the reader may, else closed", () => {
  expect(due(["publish", "close", "linkCorrection"])).toBe("publish");
  expect(due(["close", "linkCorrection"])).toBe("close");
  expect(due(["publishReply", "close"], { publication: "published" as never })).toBe("publish-reply");
  expect(due(["publish", "close"], { consent: false })).toBe("close");
});
