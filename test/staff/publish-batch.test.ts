import { env } from "cloudflare:test";
import { beforeAll, expect, test } from "vitest";
import { createContext } from "../../src/compose.ts";
import type { Ctx } from "../../src/ctx.ts";
import { addEdit } from "../../src/drafts/edit-draft.ts";
import { readPreview } from "../../src/drafts/preview.ts";
import { publishDraft } from "../../src/drafts/publish-draft.ts";
import { uploadDraft } from "../../src/drafts/upload.ts";
import { MOST_CAUSES } from "../../src/feedback/handle/correction.ts";
import { acceptFeedback } from "../../src/feedback/handle/triage.ts";
import { at, rows, submit, supervisor } from "../feedback/factory.ts";
import { watchD1 } from "../limits.ts";
import { deskReport } from "../support/desk.ts";

const actor = { name: "publisher@demo.invalid", roles: ["publisher"] };
const onto = (DB: D1Database): Ctx => createContext({ ...env, DB }, actor);
const bytes = (people: string) => new TextEncoder().encode(deskReport({ people }));
const draftOf = (people: string) => uploadDraft(onto(env.DB), { bytes: bytes(people), fileName: "云门.txt" });

async function publish(ctx: Ctx, id: number, feedback: number[], note = "更正") {
  const { draft, plan, digest } = await readPreview(ctx, id);
  const seen = { version: draft.version, number: plan?.number ?? 0, digest };
  return publishDraft(ctx, id, { note, feedback, accept: ["bureau-new"], seen });
}

let bureau = "";
let causes: number[] = [];
beforeAll(async () => {
  bureau = (await publish(onto(env.DB), await draftOf("一百二十"), [])).bureau;
  const now = new Date().toISOString();
  for (let made = 0; made < MOST_CAUSES; made += 1) {
    const { id } = await submit(at(now), { bureau, year: 2022 });
    await acceptFeedback(at(now, supervisor), id);
    causes = [...causes, id];
  }
});

const snapshot = async () => [
  await rows("SELECT count(*) AS revisions, (SELECT count(*) FROM ledger_entries) AS entries FROM revisions"),
  await rows("SELECT id, state, version FROM drafts"),
  await rows("SELECT id, seq, status, correction_revision FROM feedback"),
  await rows("SELECT count(*) AS audits FROM audit_log"),
];

test("a revision, its settled draft and the feedback it answers are stored together or not at all", async () => {
  const id = await draftOf("一百三十");
  await addEdit(onto(env.DB), id, 1, { op: "split", at: "p2", offset: 10 });
  const before = await snapshot();
  let statements = 1;
  for (let broken = 0; broken <= statements; broken += 1) {
    const failing = new Proxy(env.DB, {
      get(target, key) {
        const value = Reflect.get(target, key);
        if (key !== "batch") return typeof value === "function" ? value.bind(target) : value;
        return async (batch: D1PreparedStatement[]) => {
          statements = batch.length;
          return target.batch(batch.toSpliced(broken, 0, target.prepare("INSERT INTO nowhere VALUES (1)")));
        };
      },
    });
    await expect(publish(onto(failing), id, causes.slice(0, 1))).rejects.toThrow();
    expect(await snapshot(), `failed before statement ${broken}`).toEqual(before);
  }
  expect(statements).toBeGreaterThan(10);
});

test("a revision that names as much feedback as it may keeps within production's limits", async () => {
  const id = await draftOf("一百四十");
  const watched = watchD1(env.DB);
  const { draft, plan, digest } = await readPreview(onto(env.DB), id);
  const seen = { version: draft.version, number: plan?.number ?? 0, digest };
  const result = await publishDraft(onto(watched.db), id, { note: "更正", feedback: causes, seen });
  expect(result).toMatchObject({ outcome: "revised", revision: 2 });
  expect(watched.queries()).toBeLessThanOrEqual(41);
  expect(await rows("SELECT id FROM feedback WHERE correction_revision = 2 ORDER BY id")).toEqual(
    causes.toSorted((a, b) => a - b).map((cause) => ({ id: cause })),
  );
  await expect(publish(onto(env.DB), await draftOf("一百五十"), causes.slice(0, 1))).rejects.toMatchObject({
    code: "conflict",
    message: "已经关联了更正的修订版。",
  });
});
