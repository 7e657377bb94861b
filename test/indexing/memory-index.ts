import type { IndexDocument, IndexWriter, TaskState } from "../../src/search/index-writer.ts";
import type { IndexReader } from "../../src/search/meilisearch/reader.ts";

type Documents = Map<number, IndexDocument>;

interface Task {
  name: string;
  /** Answers why it failed. */
  run: () => string | undefined;
  state: TaskState;
}

/**
 * An index that behaves like Meilisearch's: calls only enqueue, tasks are worked off strictly in order, some time later,
 * and may fail although they were accepted.
 */
export class MemoryIndex implements IndexWriter, IndexReader {
  readonly name = "memory";
  readonly indexes = new Map<string, Documents>();
  readonly tasks: Task[] = [];
  /** Names of the calls, in order. */
  readonly calls: string[] = [];
  /** How often a task is asked for before the engine gets round to its queue. */
  slowness = 1;
  /** Before a call takes effect; a throw is an answer that is no success. */
  onCall: (call: string, about: unknown) => void | Promise<void> = () => {};
  /** Why a task that was accepted comes to nothing. */
  spoil: (call: string, about: unknown) => string | undefined = () => undefined;
  #asked = 0;

  put(index: string, documents: readonly IndexDocument[]) {
    const copies = structuredClone([...documents]);
    return this.#enqueue("put", copies, () => {
      const held = this.indexes.get(index) ?? new Map<number, IndexDocument>();
      this.indexes.set(index, held);
      for (const document of copies) held.set(document.id, document);
      return undefined;
    });
  }

  removeOthers(index: string, report: number, keep: readonly number[]) {
    return this.#enqueue("removeOthers", report, () => {
      const held = this.indexes.get(index);
      if (!held) return "index_not_found";
      for (const [id, document] of held)
        if (document.report === report && !keep.includes(document.revision)) held.delete(id);
      return undefined;
    });
  }

  async create(index: string) {
    await this.#enqueue("delete", index, () => (this.indexes.delete(index) ? undefined : "index_not_found"));
    return this.#enqueue("create", index, () => {
      this.indexes.set(index, new Map());
      return undefined;
    });
  }

  swap(a: string, b: string) {
    return this.#enqueue("swap", [a, b], () => {
      const [one, other] = [this.indexes.get(a), this.indexes.get(b)];
      if (!one || !other) return "index_not_found";
      this.indexes.set(a, other).set(b, one);
      return undefined;
    });
  }

  rename(from: string, to: string) {
    return this.#enqueue("rename", [from, to], () => {
      const moved = this.indexes.get(from);
      if (!moved) return "index_not_found";
      if (this.indexes.has(to)) return "index_already_exists";
      this.indexes.set(to, moved).delete(from);
      return undefined;
    });
  }

  drop(index: string) {
    return this.#enqueue("drop", index, () => (this.indexes.delete(index) ? undefined : "index_not_found"));
  }

  async task(id: number): Promise<TaskState> {
    await this.#call("task", id);
    const task = this.tasks[id];
    if (!task) return { state: "failed", error: "task_not_found" };
    if (task.state.state === "waiting" && (this.#asked += 1) > this.slowness) this.work();
    return task.state;
  }

  async list(index: string, from: number, most: number) {
    await this.#call("list", index);
    const held = this.indexes.get(index);
    return held ? [...held.values()].slice(from, from + most) : null;
  }

  async count(index: string) {
    await this.#call("count", index);
    return this.indexes.get(index)?.size ?? null;
  }

  async check(index: string) {
    await this.#call("check", index);
    return { version: "1.0.0" };
  }

  /** Works the whole queue off. */
  work() {
    this.#asked = 0;
    for (const task of this.tasks) {
      if (task.state.state !== "waiting") continue;
      const error = task.run();
      task.state = error === undefined ? { state: "succeeded" } : { state: "failed", error };
    }
  }

  async #enqueue(name: string, about: unknown, run: () => string | undefined) {
    await this.#call(name, about);
    const task = this.tasks.push({
      name,
      run: () => this.spoil(name, about) ?? run(),
      state: { state: "waiting" },
    });
    return task - 1;
  }

  async #call(name: string, about: unknown) {
    this.calls.push(name);
    await this.onCall(name, about);
  }
}
