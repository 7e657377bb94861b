import type { Ctx } from "../../ctx.ts";
import { commit, type Statement } from "../../db/client.ts";
import { besideOf } from "./outside-index.ts";
import { reasonOf } from "./failure.ts";
import { newHold, type OwnHold } from "./hold.ts";
import type { IndexTarget } from "./index-one-report.ts";
import type { RebuildPhase } from "./rebuild-phase.ts";
import { holdRebuild, type RebuildChange, moveRebuild, type Rebuild } from "./rebuild-store.ts";
import { adoptRebuilt, countDocuments, holdAfter, isAnyHeld, letGoOfRange, readBehind } from "./report-store.ts";
import { sendReports } from "./send.ts";
import { settle } from "./settle.ts";
import { noteBuilt, noteConfirmed } from "./state-store.ts";

/** Reports a step: read, sent and waited for together. */
const A_STEP = 50;
const MOST_FAILURES = 5;

/** `moved`: another step can follow at once. `busy`: somebody else takes one, or the engine is not done yet. */
export type StepResult = "moved" | "busy" | "over";

interface Step {
  ctx: Ctx;
  target: IndexTarget;
  hold: OwnHold;
  rebuild: Rebuild;
}

/**
 * Takes one step of the rebuild that is under way. A crash at any point leaves a state from which the next step goes on.
 * Throws if the engine or the database fails; the hold then stays until nothing that was sent can still arrive.
 */
export async function takeStep(ctx: Ctx, target: IndexTarget): Promise<StepResult> {
  const hold = newHold(ctx);
  const rebuild = await holdRebuild(ctx.db, hold);
  if (!rebuild) return "busy";
  const step: Step = { ctx, target, hold, rebuild };
  try {
    if (!rebuild.tasks?.length) return await act(step);
    const { state, error = "" } = await settle(ctx, target.writer, rebuild.tasks);
    if (state === "waiting") return await keep(step, {}, "busy");
    const missing = rebuild.phase === "drop" && error === "index_not_found";
    return state === "failed" && !missing ? await failed(step, `task failed: ${error}`) : await succeeded(step);
  } catch (error) {
    await keepError(step, reasonOf(error));
    throw error;
  }
}

const act = (step: Step): Promise<StepResult> => {
  switch (step.rebuild.phase) {
    case "create":
      return send(step, (next, { writer }) => writer.create(next));
    case "fill":
      return fill(step);
    case "check":
      return check(step);
    case "swap":
      return exchange(step);
    case "drop":
      return send(step, (next, { writer }) => writer.drop(next));
    default:
      return keep(step, {}, "over");
  }
};

async function send(step: Step, task: (next: string, target: IndexTarget) => Promise<number>): Promise<StepResult> {
  step.hold.requireTime();
  return keep(step, { tasks: [await task(besideOf(step.target.name), step.target)] }, "moved");
}

/** Waits for reports that an indexer holds, because it may have read older data than those sent to both indexes next. */
async function fill(step: Step): Promise<StepResult> {
  const { ctx, target, hold, rebuild } = step;
  const { range, reports, revisions } = await holdAfter(ctx.db, rebuild.cursor, A_STEP, hold);
  const [first, last] = [range[0], range.at(-1)];
  if (first === undefined || last === undefined) return keep(step, { phase: "check" }, "moved");
  const mine = new Set(reports.map(({ id }) => id));
  const free = range.findIndex((id) => !mine.has(id));
  const ids = free === -1 ? range : range.slice(0, free);
  const upTo = ids.at(-1) ?? rebuild.cursor;
  const tasks = await sendReports(
    ctx,
    { writer: target.writer, targets: [besideOf(target.name)], hold },
    reports.filter(({ id }) => id <= upTo && revisions.some(({ report }) => report === id)),
    revisions.filter(({ report }) => report <= upTo),
  );
  const letGo = letGoOfRange(ctx.db, hold.holder, rebuild.cursor, upTo, last);
  const change = { sentTo: upTo, sentReports: ids.length, tasks };
  if (tasks.length > 0) return keep(step, change, "moved", [letGo]);
  return keep(step, { cursor: upTo, reports: rebuild.reports + ids.length }, ids.length > 0 ? "moved" : "busy", [
    letGo,
  ]);
}

/** Counts the documents against the tables. While changes are still on their way, the two may differ. */
async function check(step: Step): Promise<StepResult> {
  const { ctx, target } = step;
  const documents = await target.writer.count(besideOf(target.name));
  const wanted = await countDocuments(ctx.db);
  if (documents === wanted) return keep(step, { phase: "swap", documents, error: null }, "moved");
  const behind = await readBehind(ctx.db);
  const error = `${documents ?? "no"} documents instead of ${wanted}`;
  if (behind.reports > 0)
    return keep(step, { documents, error: `${error}, ${behind.reports} reports waiting` }, "busy");
  return keep(step, { phase: "failed", documents, error }, "over");
}

/**
 * Puts the new index to use. That it is about to be sent is kept first: a second exchange would undo the first, so one
 * of which nobody knows whether it took place is never repeated. Taking a name that was free can be seen.
 */
async function exchange(step: Step): Promise<StepResult> {
  const { ctx, target, hold, rebuild } = step;
  const { name, writer } = target;
  const next = besideOf(name);
  const there = (await writer.count(name)) !== null;
  if (rebuild.exchanging) {
    if (there && (await writer.count(next)) === null) return succeeded(step);
    if (there) return keep(step, { phase: "create", exchanging: false, cursor: 0, reports: 0 }, "moved");
  }
  const at = ctx.now().toISOString();
  if (await isAnyHeld(ctx.db, at)) return keep(step, {}, "busy");
  await commit(ctx.db, [moveRebuild(ctx.db, hold.holder, at, { exchanging: true }, false)]);
  hold.requireTime();
  const task = there ? await writer.swap(name, next) : await writer.rename(next, name);
  return keep(step, { tasks: [task] }, "moved");
}

function succeeded(step: Step): Promise<StepResult> {
  const { ctx, target, rebuild } = step;
  const db = ctx.db;
  const at = ctx.now().toISOString();
  const confirmed = noteConfirmed(db, rebuild.tasks?.at(-1), at);
  const on = (phase: RebuildPhase, more: RebuildChange = {}, writes: Statement[] = []) =>
    keep(step, { phase, tasks: null, failures: 0, error: null, ...more }, "moved", [confirmed, ...writes]);
  switch (rebuild.phase) {
    case "create":
      return on("fill");
    case "fill":
      return on("fill", {
        cursor: rebuild.sentTo ?? rebuild.cursor,
        reports: rebuild.reports + rebuild.sentReports,
        sentTo: null,
        sentReports: 0,
      });
    case "swap":
      return on("drop", { exchanging: false }, [noteBuilt(db, target.name), adoptRebuilt(db)]);
    default:
      return keep(step, { phase: "idle", tasks: null, finishedAt: at, error: null }, "over", [confirmed]);
  }
}

/** The engine refused: the same step is tried again a few times. */
function failed(step: Step, error: string): Promise<StepResult> {
  const failures = step.rebuild.failures + 1;
  const phase = failures >= MOST_FAILURES ? "failed" : step.rebuild.phase;
  const change: RebuildChange = {
    phase,
    failures,
    error,
    exchanging: false,
    tasks: null,
    sentTo: null,
    sentReports: 0,
  };
  return keep(step, change, phase === "failed" ? "over" : "moved");
}

async function keep(
  { ctx, hold }: Step,
  change: RebuildChange,
  stepped: StepResult,
  writes: Statement[] = [],
): Promise<StepResult> {
  await commit(ctx.db, [...writes, moveRebuild(ctx.db, hold.holder, ctx.now().toISOString(), change, true)]);
  return stepped;
}

const keepError = ({ ctx, hold }: Step, error: string) =>
  commit(ctx.db, [moveRebuild(ctx.db, hold.holder, ctx.now().toISOString(), { error }, false)]).catch(() => undefined);
