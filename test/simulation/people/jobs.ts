import { createNotifier } from "../../../src/outbox/webhook.ts";
import { runJobs } from "../../../src/cron.ts";
import { ask, type Person } from "./people.ts";
import type { Journal } from "../journal.ts";
import { type Place, stepsOf } from "../faults/steps.ts";

export const WEBHOOK = {
  url: "https://chat.example/hook",
  supervisorsUrl: "https://chat.example/supervisors",
  format: "generic" as const,
  consoleAddress: "https://site/staff",
};

/** Sends notifications to a webhook that keeps what arrives. */
export function notifier(place: Place, { told }: Journal) {
  const step = stepsOf(place);
  const arrive = async (body: string) => {
    told.push(body);
    return new Response(null, { status: 200 });
  };
  const send = (_: unknown, init?: RequestInit) => step("webhook", "post", () => arrive(String(init?.body)));
  return createNotifier(WEBHOOK, send as typeof fetch);
}

/** What the trigger runs every few minutes. */
export const runCron = (person: Person) =>
  ask(person, "jobs", null, (ctx, place) => runJobs(ctx, { notify: notifier(place, person.system.journal) }));
