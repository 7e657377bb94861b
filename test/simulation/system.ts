import { type Actor, createContext, type Ctx } from "../../src/context.ts";
import { AppError } from "../../src/errors.ts";
import { faultyBucket } from "./faulty-bucket.ts";
import { faultyDatabase } from "./faulty-database.ts";
import type { Journal } from "./journal.ts";
import type { Plant } from "./plant.ts";
import { Process } from "./process.ts";
import { type Activity, latency, type Place, stepsOf, takeFault } from "./steps.ts";
import type { Storage } from "./storage.ts";
import { Strand, type World } from "./world.ts";

/** What became of a request, as far as the one who made it can know. */
export type Outcome<T> =
  | { kind: "answered"; value: T }
  | { kind: "refused"; error: AppError }
  /** The site answered that something broke: it may have happened or not. */
  | { kind: "failed"; error: unknown }
  /** No answer came. */
  | { kind: "lost" };

const PATIENCE_MS = 30_000;
const CONTACT_KEYS = `k1:${btoa("0123456789abcdef0123456789abcdef")}`;

/** The site as a whole: what is stored, and the processes that answer. */
export class System {
  readonly world: World;
  readonly storage: Storage;
  readonly journal: Journal;
  readonly processes = ["web-1", "web-2", "web-3"].map((name) => new Process(name));
  #plant: Plant | undefined;

  constructor(world: World, storage: Storage, journal: Journal, plant?: Plant) {
    this.world = world;
    this.storage = storage;
    this.journal = journal;
    this.#plant = plant;
  }

  context(place: Place, actor: Actor | null): Ctx {
    const { world, activity, process, strand } = place;
    const step = stepsOf(place);
    const ports = { db: faultyDatabase(this.storage.db, step), files: faultyBucket(this.storage.files, step) };
    const { db, files } = this.#plant ? this.#plant.wrap(ports, step) : ports;
    return {
      ...createContext({ DB: db, FILES: files, ENVIRONMENT: "development", CONTACT_KEYS } as unknown as Env, actor),
      now: () => new Date(world.time + process.skew),
      random: (bytes) => activity.random.bytes(bytes),
      pause: (ms) => world.sleep(strand, ms),
    };
  }

  /** A request from outside, answered by one of the processes. */
  request<T>(
    person: Strand,
    activity: Activity,
    what: string,
    actor: Actor | null,
    verb: (ctx: Ctx, place: Place) => Promise<T>,
  ): Promise<Outcome<T>> {
    const { world } = this;
    const process = activity.random.pick(this.processes);
    const strand = new Strand(`#${activity.id} ${what}`);
    const place = { world, activity, process, strand };
    return world.wait<Outcome<T>>(person, (answer) => {
      let open = true;
      const give = (outcome: Outcome<T>) => {
        if (!open) return;
        open = false;
        world.say(`#${activity.id} ${process.name} ${what} → ${describe(outcome)}`);
        answer(outcome);
      };
      process.adopt(strand, () => world.after(latency(activity.random), () => give({ kind: "lost" })));
      world.after(PATIENCE_MS, () => give({ kind: "lost" }));
      world.start(
        strand,
        () => verb(this.context(place, actor), place),
        (settled) => {
          process.release(strand);
          const fault = takeFault(place, "answer");
          const isLost = fault !== undefined && fault.kind !== "clock" && fault.kind !== "delay";
          const late = fault?.kind === "delay" ? fault.ms : 0;
          world.after(latency(activity.random) + late, () => give(isLost ? { kind: "lost" } : outcomeOf(settled)));
        },
      );
    });
  }
}

function outcomeOf<T>(settled: PromiseSettledResult<T>): Outcome<T> {
  if (settled.status === "fulfilled") return { kind: "answered", value: settled.value };
  const error: unknown = settled.reason;
  return error instanceof AppError && error.code !== "unavailable" ? { kind: "refused", error } : { kind: "failed", error };
}

function describe(outcome: Outcome<unknown>): string {
  if (outcome.kind === "refused") return `refused ${outcome.error.code}: ${outcome.error.message}`;
  if (outcome.kind === "failed") return `failed: ${String(outcome.error).slice(0, 160)}`;
  return outcome.kind === "lost" ? "no answer" : "answered";
}
