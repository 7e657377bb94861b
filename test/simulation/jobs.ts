import { createNotifier } from "../../src/outbox/webhook.ts";
import { runJobs } from "../../src/scheduled.ts";
import { ask, type Person } from "./people.ts";
import { stepsOf } from "./steps.ts";

export const WEBHOOK = { url: "https://chat.example/hook", format: "generic" as const, consoleAddress: "https://site/staff" };

/** What the trigger runs every few minutes. */
export const runCron = (person: Person) =>
  ask(person, "jobs", null, async (ctx, place) => {
    const step = stepsOf(place);
    const send = (_: unknown, init?: RequestInit) =>
      step("webhook", async () => {
        person.system.journal.told.push(String(init?.body));
        return new Response(null, { status: 200 });
      }, { repeatable: true });
    await runJobs(ctx, { notify: createNotifier(WEBHOOK, send as typeof fetch) });
  });
