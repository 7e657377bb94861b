import { createContext } from "./context.ts";
import { log } from "./log.ts";
import { webhookOf } from "./outbox/settings.ts";
import { sweepOutbox } from "./outbox/sweep.ts";
import { createNotifier } from "./outbox/webhook.ts";

const MOST_ROUNDS = 5;

/** What the cron trigger runs; every job is safe to run twice, and one that fails does not keep the others from running. */
export async function runScheduled(env: Env): Promise<void> {
  const ctx = createContext(env);
  const handlers = { notify: createNotifier(webhookOf(env)) };
  await attempt("outbox", async () => {
    for (let round = 0; round < MOST_ROUNDS; round += 1) {
      const { done, retried, dead } = await sweepOutbox(ctx, handlers);
      if (done + retried + dead === 0) return;
    }
  });
}

async function attempt(job: string, run: () => Promise<unknown>) {
  const started = Date.now();
  try {
    await run();
    log("job.done", { job, ms: Date.now() - started });
  } catch (error) {
    log("job.failed", { job, ms: Date.now() - started, error: error instanceof Error ? error.name : "unknown" });
  }
}
