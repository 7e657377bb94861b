import type { Actor, Ctx } from "../../../src/ctx.ts";
import type { Action } from "../plan.ts";
import type { Place } from "../faults/steps.ts";
import type { Outcome, System } from "../system.ts";
import type { Activity } from "../faults/steps.ts";
import type { Strand } from "../world.ts";

/** Somebody at work on one action. */
export interface Person {
  system: System;
  action: Action;
  activity: Activity;
  strand: Strand;
}

export const publisher: Actor = { name: "发布员", roles: ["publisher"] };
export const supervisors: Actor[] = [
  { name: "监督员甲", roles: ["supervisor"] },
  { name: "监督员乙", roles: ["supervisor"] },
];

export const ask = <T>(
  { system, activity, strand }: Person,
  what: string,
  actor: Actor | null,
  verb: (ctx: Ctx, place: Place) => Promise<T>,
): Promise<Outcome<T>> => system.request(strand, activity, what, actor, verb);

export const sleep = ({ system, activity, strand }: Person, from: number, to: number) =>
  system.world.sleep(strand, activity.random.between(from, to));

/** Asks again while nobody knows whether it happened; null if it still is not known. */
export async function insist<T>(
  person: Person,
  tries: number,
  request: () => Promise<Outcome<T>>,
): Promise<Extract<Outcome<T>, { kind: "answered" | "refused" }> | null> {
  for (let at = 0; at < tries; at += 1) {
    const outcome = await request();
    if (outcome.kind === "answered" || outcome.kind === "refused") return outcome;
    await sleep(person, 200, person.activity.random.chance(0.7) ? 5000 : 90_000);
  }
  return null;
}

/** The one of a list that a share points at. */
export const at = <T>(list: readonly T[], share: number): T | undefined => list[Math.floor(share * list.length)];
