/** Something that runs: a request in a process, or a person at the other end of it. */
export class Strand {
  readonly name: string;
  /** Answers it waits for; 0 means that it is running or over. */
  waiting = 0;
  over = false;
  /** Its process ended: nothing ever answers it again, so nothing in it can catch, clean up or go on. */
  dead = false;

  constructor(name: string) {
    this.name = name;
  }

  get busy() {
    return this.waiting === 0 && !this.over && !this.dead;
  }
}

interface Event {
  at: number;
  order: number;
  run: () => void | Promise<void>;
}

const nextTurn: () => Promise<void> =
  typeof setImmediate === "function"
    ? () => new Promise((done) => setImmediate(done))
    : () => new Promise((done) => setTimeout(done, 0));

const LONGEST_REAL_WAIT = 20_000;

/**
 * Virtual time and one event after another: the next begins when everything that the last one woke waits again, so that the
 * same plan always runs in the same order, whatever real work (hashing, signing, a database) takes.
 */
export class World {
  /** Milliseconds since 1970. */
  time: number;
  trace: string[] = [];
  events = 0;
  #queue: Event[] = [];
  #order = 0;
  #woken = new Set<Strand>();

  constructor(startsAt: number) {
    this.time = startsAt;
  }

  say(line: string) {
    this.trace.push(`${new Date(this.time).toISOString()} ${line}`);
  }

  at(time: number, run: Event["run"]) {
    const event = { at: Math.max(time, this.time), order: (this.#order += 1), run };
    let place = this.#queue.length;
    this.#queue.push(event);
    while (place > 0) {
      const parent = (place - 1) >> 1;
      const above = this.#queue[parent];
      if (!above || !isBefore(event, above)) break;
      this.#queue[place] = above;
      place = parent;
    }
    this.#queue[place] = event;
  }

  after = (ms: number, run: Event["run"]) => this.at(this.time + ms, run);

  /** Lets a strand wait for what `arrange` has happen later; only the first answer counts. */
  wait<T>(strand: Strand, arrange: (answer: (value: T) => void, fail: (error: unknown) => void) => void): Promise<T> {
    strand.waiting += 1;
    let isOpen = true;
    return new Promise((resolve, reject) => {
      const wake =
        <V>(settle: (value: V) => void) =>
        (value: V) => {
          if (strand.dead || !isOpen) return;
          isOpen = false;
          strand.waiting -= 1;
          this.#woken.add(strand);
          settle(value);
        };
      arrange(wake(resolve), wake(reject));
    });
  }

  sleep = (strand: Strand, ms: number) => this.wait<void>(strand, (answer) => this.after(ms, () => answer()));

  /** Runs something as a strand of its own. */
  start<T>(strand: Strand, run: () => Promise<T>, ended: (outcome: PromiseSettledResult<T>) => void = () => {}) {
    this.#woken.add(strand);
    void Promise.allSettled([run()]).then(([outcome]) => {
      strand.over = true;
      if (!strand.dead) ended(outcome);
    });
  }

  /** Until nothing is left to happen. */
  async run() {
    for (let event = this.#take(); event; event = this.#take()) {
      this.time = event.at;
      this.events += 1;
      await event.run();
      await this.#settle();
    }
  }

  async #settle() {
    if (this.#woken.size === 0) return;
    await nextTurn();
    const since = performance.now();
    for (;;) {
      const busy = [...this.#woken].find((strand) => strand.busy);
      if (!busy) break;
      if (performance.now() - since > LONGEST_REAL_WAIT)
        throw new Error(`${busy.name} waits for something outside the ports`);
      await nextTurn();
    }
    this.#woken.clear();
  }

  #take(): Event | undefined {
    const [first] = this.#queue;
    const last = this.#queue.pop();
    if (!first || !last || first === last) return first;
    let place = 0;
    for (;;) {
      let child = place * 2 + 1;
      const [left, right] = [this.#queue[child], this.#queue[child + 1]];
      if (left && right && isBefore(right, left)) child += 1;
      const smaller = this.#queue[child];
      if (!smaller || !isBefore(smaller, last)) break;
      this.#queue[place] = smaller;
      place = child;
    }
    this.#queue[place] = last;
    return first;
  }
}

const isBefore = (a: Event, b: Event) => a.at < b.at || (a.at === b.at && a.order < b.order);
