import type { IndexDocument, IndexWriter, TaskState } from "../../../src/search/index-writer.ts";
import type { Question } from "../../../src/search/meilisearch/ask.ts";
import { SearchUnavailable } from "../../../src/search/search-unavailable.ts";
import { answerOf } from "./model-search.ts";
import type { Random } from "../random.ts";
import type { World } from "../world.ts";

type Documents = Map<number, IndexDocument>;

interface Task {
  state: TaskState;
  work: () => void;
}

const SLOWEST_MS = 15_000;

/**
 * An engine outside D1 as src/search/indexing/index-writer.ts describes it: every call enqueues a task, tasks are worked off one by
 * one in their order, some later than anybody waits, some fail.
 */
export class ModelEngine {
  /** The share of tasks that fail. */
  failing = 0;
  readonly indexes = new Map<string, Documents>();
  readonly writer: IndexWriter;
  #tasks: Task[] = [];
  #next = 0;
  #isWorking = false;
  #world: World;
  #random: Random;

  constructor(world: World, random: Random) {
    this.#world = world;
    this.#random = random;
    const of = (name: string) => this.indexes.get(name) ?? missing(name);
    this.writer = {
      name: "model",
      put: async (index, documents) =>
        this.#enqueue(() => documents.forEach((document) => of(index).set(document.id, document))),
      removeOthers: async (index, report, keep) =>
        this.#enqueue(() => {
          for (const [id, document] of of(index))
            if (document.report === report && !keep.includes(document.revision)) of(index).delete(id);
        }),
      task: async (id) => this.#tasks[id]?.state ?? { state: "failed", error: "task_not_found" },
      create: async (index) => this.#enqueue(() => void this.indexes.set(index, new Map())),
      swap: async (a, b) =>
        this.#enqueue(() => {
          const [first, second] = [of(a), of(b)];
          this.indexes.set(a, second).set(b, first);
        }),
      rename: async (from, to) =>
        this.#enqueue(() => {
          if (this.indexes.has(to)) throw new Error("index_already_exists");
          this.indexes.set(to, of(from)).delete(from);
        }),
      drop: async (index) => this.#enqueue(() => void (this.indexes.delete(index) || missing(index))),
      count: async (index) => this.indexes.get(index)?.size ?? null,
      check: async () => ({ version: "1.50.0" }),
    };
  }

  /** Answers searches from what its tasks have made of an index by now. */
  ask(index: string, questions: readonly Question[]) {
    const documents = this.indexes.get(index);
    if (!documents) throw new SearchUnavailable("404.index_not_found");
    return questions.map((question) => answerOf(question, documents.values()));
  }

  #enqueue(work: () => void): number {
    this.#tasks.push({ state: { state: "waiting" }, work });
    this.#workOn();
    return this.#tasks.length - 1;
  }

  #workOn() {
    const task = this.#tasks[this.#next];
    if (this.#isWorking || !task) return;
    this.#isWorking = true;
    const long = this.#random.chance(0.85) ? this.#random.between(2, 200) : this.#random.between(200, SLOWEST_MS);
    this.#world.after(long, () => {
      task.state = this.#outcomeOf(task);
      this.#next += 1;
      this.#isWorking = false;
      this.#workOn();
    });
  }

  #outcomeOf({ work }: Task): TaskState {
    if (this.#random.chance(this.failing)) return { state: "failed", error: "internal" };
    try {
      work();
      return { state: "succeeded" };
    } catch (error) {
      return { state: "failed", error: (error as Error).message };
    }
  }
}

function missing(name: string): never {
  throw new Error(`index_not_found: ${name}`);
}
