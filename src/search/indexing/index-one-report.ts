import type { Ctx } from "../../ctx.ts";
import { commit } from "../../db/client.ts";
import { Postponement } from "../../outbox/later.ts";
import { besideOf } from "./outside-index.ts";
import type { IndexWriter } from "../index-writer.ts";
import { newHold, type OwnHold } from "./hold.ts";
import { followsChanges, isExchanging } from "./rebuild-phase.ts";
import { finishChange, type HeldIndexState, type HeldReport, holdReport, letGo, noteSent } from "./report-store.ts";
import { type Destination, sendReports } from "./send.ts";
import { settle } from "./settle.ts";
import { keepFailure } from "./failure.ts";

export interface IndexTarget {
  name: string;
  writer: IndexWriter;
}

const MOST_ROUNDS = 3;
const HELD_SECONDS = 30;
const WAITING_SECONDS = 15;
const MOVED_SECONDS = 5;

/**
 * Makes the index agree with the tables about a report, whatever made it differ, and returns when the engine's tasks succeeded.
 * Throws `Postponement` while somebody else does so or the engine is not done yet, and if the engine fails.
 */
export async function indexOneReport(ctx: Ctx, target: IndexTarget, report: number): Promise<void> {
  try {
    for (let round = 0; round < MOST_ROUNDS; round += 1) if (await bringUpToDate(ctx, target, report)) return;
  } catch (error) {
    if (!(error instanceof Postponement)) await keepFailure(ctx, error);
    throw error;
  }
  throw new Postponement(MOVED_SECONDS, "the report keeps changing");
}

/** False if the report changed meanwhile. */
async function bringUpToDate(ctx: Ctx, { name, writer }: IndexTarget, report: number): Promise<boolean> {
  const hold = newHold(ctx);
  const held = await holdReport(ctx.db, report, hold);
  const [mine] = held.reports;
  if (!mine) {
    if (held.range.length === 0) return true;
    throw new Postponement(HELD_SECONDS, "held by another indexer");
  }
  if (isExchanging(held.rebuilding)) {
    await commit(ctx.db, [letGo(ctx.db, report, hold.holder, false)]);
    throw new Postponement(MOVED_SECONDS, "the indexes are being exchanged");
  }
  const targets = [
    ...(held.built === name ? [name] : []),
    ...(followsChanges(held.rebuilding) ? [besideOf(name)] : []),
  ];
  // Without an index to write to, the rebuild that makes one reads this report from the tables.
  if (mine.done >= mine.wanted || targets.length === 0) {
    await commit(ctx.db, [letGo(ctx.db, report, hold.holder, true)]);
    return true;
  }
  const sent = await ensureSent(ctx, { writer, targets, hold }, held, mine);
  return confirm(ctx, writer, report, hold, sent);
}

interface Sent {
  /** Number of the change that it brings. */
  change: number;
  tasks: readonly number[];
}

/** If an earlier indexer sent this very change, this one waits for it and does not send it again. */
async function ensureSent(ctx: Ctx, to: Destination, { revisions }: HeldIndexState, mine: HeldReport): Promise<Sent> {
  if (mine.sent === mine.wanted && mine.tasks.length > 0) return { change: mine.sent, tasks: mine.tasks };
  const tasks = await sendReports(ctx, to, [mine], revisions);
  await commit(ctx.db, [noteSent(ctx.db, mine.id, to.hold.holder, mine.wanted, tasks)]);
  return { change: mine.wanted, tasks };
}

async function confirm(
  ctx: Ctx,
  writer: IndexWriter,
  report: number,
  { holder }: OwnHold,
  { change, tasks }: Sent,
): Promise<boolean> {
  const { state, error = "" } = await settle(ctx, writer, tasks);
  if (state === "waiting") {
    await commit(ctx.db, [letGo(ctx.db, report, holder, false)]);
    throw new Postponement(WAITING_SECONDS, `task ${tasks.at(-1)} is waiting`);
  }
  if (state === "failed") {
    await commit(ctx.db, [letGo(ctx.db, report, holder, true)]);
    throw new Error(`task failed: ${error}`);
  }
  const now = await finishChange(ctx.db, { report, holder, number: change }, tasks.at(-1), ctx.now().toISOString());
  return now !== undefined && now <= change;
}
