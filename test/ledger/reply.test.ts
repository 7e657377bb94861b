import { expect, test } from "vitest";
import { approveReply, draftReply, publishFeedback, publishReply } from "../../src/feedback/handle/answer.ts";
import { acceptFeedback } from "../../src/feedback/handle/triage.ts";
import { parseLeaf } from "../../src/ledger/leaf.ts";
import { sha256Hex } from "../../src/sha256.ts";
import { at, makeReport, officer, submit, supervisor } from "../feedback/factory.ts";
import { storedEntries } from "./log.ts";

test("a reply is recorded when it is published, by the hash of the words shown", async () => {
  const { slug } = await makeReport({ anchor: "7f3a9c00", text: "全年受理投诉273件。" });
  const now = "2026-03-02T02:00:00.000Z";
  const as = (actor: Parameters<typeof at>[1]) => at(now, actor);
  const { id } = await submit(as(null), { bureau: slug, year: 2023, publish: true });
  await acceptFeedback(as(officer("甲", slug)), id);
  await draftReply(as(officer("甲", slug)), id, "经核对，第二段的数字有误，将更正。");
  await approveReply(as(officer("乙", slug)), id);
  await publishFeedback(as(supervisor), id);
  const before = (await storedEntries()).length;
  await publishReply(as(supervisor), id, { text: "经核对，数字有误，将更正。", reason: "略去一处" });
  const entries = await storedEntries();
  expect(entries.length).toBe(before + 1);
  expect(parseLeaf(entries.at(-1)!)).toEqual({
    format: 1,
    kind: "reply",
    at: now,
    feedback: String(id),
    text: sha256Hex("经核对，数字有误，将更正。"),
  });
});
