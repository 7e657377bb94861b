import { createContext } from "../../src/compose.ts";
import type { Actor, Ctx } from "../../src/ctx.ts";
import { AppError } from "../../src/errors.ts";
import { readFile } from "../../src/ingest/read-file.ts";
import type { ReportReader } from "../../src/ingest/reader.ts";
import { remoteReader } from "../../src/ingest/remote-reader.ts";
import type { Delivery } from "../../src/outbox/consume.ts";
import { takeHints } from "../../src/queue.ts";
import { sendHints } from "../../src/outbox/hint.ts";
import { degrading } from "../../src/search/degrading.ts";
import type { SearchEngine } from "../../src/search/engine.ts";
import { fts5Engine } from "../../src/search/fts5/fts5.ts";
import type { IndexAnswer, AskServer, Question } from "../../src/search/meilisearch/ask.ts";
import { createMeilisearchEngine } from "../../src/search/meilisearch/engine.ts";
import { notifier } from "./people/jobs.ts";
import type { Journal } from "./journal.ts";
import { ModelEngine } from "./models/model-engine.ts";
import { ModelQueue } from "./models/model-queue.ts";
import { readModelPdf } from "./models/model-pdf.ts";
import type { Plant } from "./faults/plant.ts";
import { faultyPorts, type Ports } from "./faults/ports.ts";
import { Process } from "./faults/process.ts";
import { Random } from "./random.ts";
import { type Activity, latency, type Place, stepsOf, takeFault } from "./faults/steps.ts";
import type { Storage } from "./models/storage.ts";
import { Strand, type World } from "./world.ts";

/** What became of a request, as far as the one who made it can know. */
export type Outcome<T> =
  | { kind: "answered"; value: T }
  | { kind: "refused"; error: AppError }
  /** The site answered that something broke: it may have happened or not. */
  | { kind: "failed"; error: unknown }
  /** No answer came. */
  | { kind: "lost" };

const HINTED = new Set(["publish", "withdraw", "restore", "rename", "publish draft"]);
const PATIENCE_MS = 30_000;
const CONTACT_KEYS = `k1:${btoa("0123456789abcdef0123456789abcdef")}`;

/** What may be different from seed to seed. */
export interface Setting {
  seed: number;
  /** Whether an index outside the database is in use. */
  hasIndex: boolean;
  /** Chances and faults of the queue's consumer. */
  consumer: Activity;
}

export const INDEX = "reports";

/** The site as a whole: the stored data, and the processes that answer. */
export class System {
  readonly world: World;
  readonly storage: Storage;
  readonly journal: Journal;
  readonly engine: ModelEngine;
  readonly queue: ModelQueue;
  readonly setting: Setting;
  readonly processes = ["web-1", "web-2", "web-3"].map((name) => new Process(name));
  #plant: Plant | undefined;
  #real: Ports;

  constructor(world: World, storage: Storage, journal: Journal, setting: Setting, plant?: Plant) {
    this.world = world;
    this.storage = storage;
    this.journal = journal;
    this.setting = setting;
    this.engine = new ModelEngine(world, new Random(setting.seed, "engine"));
    this.queue = new ModelQueue(world, new Random(setting.seed, "queue"), (batch) => this.#consume(batch));
    this.#plant = plant;
    this.#real = {
      ...storage,
      writer: this.engine.writer,
      ask: async <T>(questions: readonly Question[]) => this.engine.ask(INDEX, questions) as IndexAnswer<T>[],
      pdf: readModelPdf,
    };
  }

  context(place: Place, actor: Actor | null): Ctx {
    const { world, activity, process, strand } = place;
    const step = stepsOf(place);
    const plain = faultyPorts(this.#real, step);
    const { db, files, writer, ask, pdf } = this.#plant?.wrap(plain, step, this.#real) ?? plain;
    const outside = {
      index: { name: INDEX, writer },
      queue: this.queue.port(step),
      search: searchEngine(process.memory, ask),
    };
    return {
      ...createContext({ DB: db, FILES: files, ENVIRONMENT: "development", CONTACT_KEYS } as unknown as Env, actor),
      ...(this.setting.hasIndex ? outside : {}),
      counters: process.counters,
      readFile: reader(pdf),
      now: () => new Date(world.time + process.skew),
      random: (bytes) => activity.random.bytes(bytes),
      pause: (ms) => world.sleep(strand, ms),
    };
  }

  /** Hands a batch to the queue's consumer; rejects if its process ends before it is done. */
  #consume(batch: Delivery[]): Promise<void> {
    const { world } = this;
    const activity = this.setting.consumer;
    const process = activity.random.pick(this.processes);
    const place = { world, activity, process, strand: new Strand("consumer") };
    return new Promise((done, lost) => {
      process.adopt(place.strand, () => lost(new Error("the consumer's process ended")));
      world.start(
        place.strand,
        () => takeHints(this.context(place, null), batch, { notify: notifier(place, this.journal) }),
        (outcome) => {
          process.release(place.strand);
          if (outcome.status === "rejected") lost(outcome.reason);
          else done();
        },
      );
    });
  }

  /** What the edge does after a write was answered. */
  #hint(place: Place, since: Date) {
    const strand = new Strand(`${place.strand.name}, hints`);
    const other = { ...place, strand };
    place.process.adopt(strand);
    this.world.start(
      strand,
      () => sendHints(this.context(other, null), since),
      () => place.process.release(strand),
    );
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
    const since = new Date(world.time + process.skew);
    const place = { world, activity, process, strand };
    const met = activity.met.length;
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
          if (settled.status === "rejected" && !(settled.reason instanceof AppError) && activity.met.length === met)
            this.journal.wrong.push(`${what} broke though nothing failed: ${String(settled.reason).slice(0, 160)}`);
          if (settled.status === "fulfilled" && HINTED.has(what)) this.#hint(place, since);
          const fault = takeFault(place, "answer", what);
          if (fault?.kind === "clock") process.skew = fault.ms;
          if (fault?.kind.startsWith("crash")) process.crash();
          const isLost = fault !== undefined && fault.kind !== "clock" && fault.kind !== "delay";
          const late = fault?.kind === "delay" ? fault.ms : 0;
          world.after(latency(activity.random) + late, () => give(isLost ? { kind: "lost" } : outcomeOf(settled)));
        },
      );
    });
  }
}

/** As src/search/search-engine-of.ts composes it; `memory` names what one isolate knows of the engine. */
function searchEngine(memory: string, ask: AskServer): SearchEngine {
  const server = { url: memory, index: INDEX, searchKey: "" };
  return degrading(createMeilisearchEngine(server, { followed: true, newAsk: () => ask }), fts5Engine, memory);
}

/**
 * One port for all files, at which a call may fail: those named .pdf go through it. The others are read at once, which keeps the
 * seeds.
 */
const reader = (pdf: Ports["pdf"]): ReportReader => {
  const apart = remoteReader({
    fetch: async (_: string, { body }: { body: Uint8Array }) => Response.json(await pdf(body)),
  } as unknown as Fetcher);
  return (bytes, fileName) => (fileName.endsWith(".pdf") ? apart : readFile)(bytes, fileName);
};

function outcomeOf<T>(settled: PromiseSettledResult<T>): Outcome<T> {
  if (settled.status === "fulfilled") return { kind: "answered", value: settled.value };
  const error: unknown = settled.reason;
  return error instanceof AppError && error.code !== "unavailable"
    ? { kind: "refused", error }
    : { kind: "failed", error };
}

function describe(outcome: Outcome<unknown>): string {
  if (outcome.kind === "refused") return `refused ${outcome.error.code}: ${outcome.error.message}`;
  if (outcome.kind === "failed") return `failed: ${String(outcome.error).slice(0, 160)}`;
  return outcome.kind === "lost" ? "no answer" : "answered";
}
