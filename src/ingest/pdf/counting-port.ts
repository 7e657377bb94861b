interface Message {
  chunk?: { fnArray?: number[]; argsArray?: unknown[] };
}

/** A form costs the reader as much as so many other commands. */
const FORM_WEIGHT = 20;

type Listener = (event: { data: unknown }) => void;

/**
 * Carries messages between the two halves of PDF.js, which run in one Worker, and counts the painting commands on the way: a form
 * may paint forms that paint forms.
 */
export class CountingPort {
  readonly #listeners = new Set<Listener>();
  readonly #most: number;
  readonly #form: number;
  readonly #states: { save: number; restore: number; deepest: number };
  #commands = 0;
  #depth = 0;
  #over = Promise.withResolvers<"over">();

  /** `form` is the number of the command that begins one; `states` those that keep a state and go back to it. */
  constructor(most: number, form: number, states: { save: number; restore: number; deepest: number }) {
    this.#most = most;
    this.#form = form;
    this.#states = states;
  }

  /** Begins to count anew; settles when there are too many. */
  startPage(): Promise<"over"> {
    this.#commands = 0;
    this.#depth = 0;
    this.#over = Promise.withResolvers();
    return this.#over.promise;
  }

  postMessage(message: Message, transfer?: ArrayBuffer[]): void {
    const { chunk } = message;
    const { save, restore, deepest } = this.#states;
    for (const command of chunk?.fnArray ?? []) {
      this.#commands += command === this.#form ? FORM_WEIGHT : 1;
      if (command === save) this.#depth++;
      else if (command === restore) this.#depth--;
      if (this.#commands > this.#most || this.#depth > deepest) this.#over.resolve("over");
    }
    const data = structuredClone(message, transfer ? { transfer } : undefined);
    void Promise.resolve().then(() => {
      for (const listener of this.#listeners) listener({ data });
    });
  }

  addEventListener(_name: string, listener: Listener): void {
    this.#listeners.add(listener);
  }

  removeEventListener(_name: string, listener: Listener): void {
    this.#listeners.delete(listener);
  }

  terminate(): void {
    this.#listeners.clear();
  }
}
