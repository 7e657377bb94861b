import { isRestoring } from "./backup/restore.ts";
import { createContext } from "./compose.ts";
import { tellReasons } from "./console/system/tell-reasons.ts";
import type { Ctx } from "./ctx.ts";
import { buildDump } from "./data/build/build.ts";
import { dropRetired, dropStray } from "./data/build/objects.ts";
import { deliveriesOf } from "./deliveries.ts";
import { eraseDrafts, eraseStrayDrafts } from "./drafts/erase.ts";
import { publishDue } from "./drafts/publish-due.ts";
import { releaseHeld } from "./feedback/sealed/hold.ts";
import { sealOld } from "./feedback/sealed/reclassify.ts";
import { closeUncontested, markOverdue, resumeStopped } from "./feedback/handle/overdue.ts";
import { recountDeadlines } from "./feedback/handle/recount.ts";
import { eraseExpired, eraseStrayAttachments, rotateContactKeys } from "./feedback/retention/retention.ts";
import { forgetPending, queueDigests, resealAddresses } from "./follow/mail/digest.ts";
import { noticeChanges } from "./follow/news/notice.ts";
import { cosignLedger } from "./ledger/witness/cosign.ts";
import { beatClock } from "./heartbeat/heartbeat.ts";
import { log } from "./log.ts";
import { findMissingPromises } from "./reports/promise/promises.ts";
import { eraseStrayOriginals } from "./reports/publish/stray-originals.ts";
import { readMissingFigures, readMissingIndicators } from "./reports/publish/missing-figures.ts";
import { tidyIndex } from "./search/fts5/tidy-index.ts";
import type { Handlers } from "./outbox/deliver.ts";
import type { Lane } from "./outbox/store.ts";
import { sweepOutbox } from "./outbox/sweep.ts";
import { createIndexer } from "./search/indexing/handler.ts";
import { keepIndexBuilt } from "./search/indexing/keep-built.ts";
import { classOf } from "./thrown.ts";

/** Eighty letters in five minutes: D1 answers a thousand statements a run, and a letter asks for eight. */
const MOST_ROUNDS: Record<Lane, number> = { notify: 8, index: 6 };
/** Three in the morning in China; the cron trigger comes every five minutes. */
const isNight = (now: Date) => now.getUTCHours() === 19 && now.getUTCMinutes() < 5;

/** The jobs of the cron trigger. */
export function runScheduled(env: Env): Promise<void> {
  const ctx = createContext(env);
  return runJobs(ctx, deliveriesOf(env, ctx));
}

/** Every job is safe to run twice, and one that fails does not keep the others from running. */
export async function runJobs(ctx: Ctx, handlers: Handlers): Promise<void> {
  if (await isRestoring(ctx)) return;
  await attempt("feedback.seal", () => sealOld(ctx));
  await attempt("feedback.release", () => releaseHeld(ctx));
  await attempt("feedback.recount", () => recountDeadlines(ctx));
  await attempt("feedback.resume", () => resumeStopped(ctx));
  await attempt("feedback.overdue", () => markOverdue(ctx));
  await attempt("feedback.close", () => closeUncontested(ctx));
  await attempt("feedback.erase", () => eraseExpired(ctx));
  await attempt("feedback.reseal", async () => (await rotateContactKeys(ctx)).resealed);
  await attempt("drafts.publish", () => publishDue(ctx));
  await attempt("drafts.erase", () => eraseDrafts(ctx));
  await attempt("reports.figures", () => readMissingFigures(ctx));
  await attempt("reports.indicators", () => readMissingIndicators(ctx));
  await attempt("reports.promises", () => findMissingPromises(ctx));
  await attempt("ledger.cosign", () => cosignLedger(ctx, ctx.witnesses));
  await attempt("data.build", () => buildDump(ctx));
  await attempt("data.retired", () => dropRetired(ctx));
  if (isNight(ctx.now())) {
    await attempt("data.stray", () => dropStray(ctx));
    await attempt("drafts.stray", () => eraseStrayDrafts(ctx));
    await attempt("reports.stray", () => eraseStrayOriginals(ctx));
    await attempt("feedback.stray", () => eraseStrayAttachments(ctx));
    await attempt("search.tidy", async () => {
      await tidyIndex(ctx);
      return 1;
    });
  }
  await attempt("follow.pending", () => forgetPending(ctx));
  await attempt("follow.reseal", async () => (await resealAddresses(ctx)).resealed);
  await attempt("follow.digests", () => queueDigests(ctx));
  await attempt("follow.news", () => noticeChanges(ctx));
  await attempt("site.reasons", () => tellReasons(ctx));
  await attempt("site.clock", () => beatClock(ctx));
  await attempt("outbox", () => sweep(ctx, handlers, "notify"));
  await attempt("search.index", async () =>
    (await keepIndexBuilt(ctx)) ? sweep(ctx, { index: createIndexer(ctx), ...handlers }, "index") : 0,
  );
}

async function sweep(ctx: Ctx, handlers: Handlers, lane: Lane): Promise<number> {
  let delivered = 0;
  for (let round = 0; round < MOST_ROUNDS[lane]; round += 1) {
    const { done, retried, dead } = await sweepOutbox(ctx, handlers, lane);
    delivered += done;
    if (done + retried + dead === 0 || (lane === "notify" && done + dead === 0)) break;
  }
  return delivered;
}

async function attempt(job: string, run: () => Promise<number>) {
  const started = Date.now();
  try {
    const count = await run();
    // A job that found nothing to do says nothing: that the clock runs is a heartbeat.
    if (count > 0) log("job.done", { job, count, ms: Date.now() - started });
  } catch (error) {
    log("job.failed", { job, ms: Date.now() - started, error: classOf(error) });
  }
}
