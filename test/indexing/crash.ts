import type { MemoryIndex } from "./memory-index.ts";

/** The process dies at its n-th step through a port, after the step took effect; whatever it asks then fails. */
export class Crash {
  taken = 0;
  readonly at: number;

  constructor(at: number) {
    this.at = at;
  }

  async step<T>(run: () => Promise<T>): Promise<T> {
    this.taken += 1;
    if (this.taken > this.at) throw new Error("crashed");
    const answer = await run();
    if (this.taken === this.at) throw new Error("crashed");
    return answer;
  }

  database(db: D1Database): D1Database {
    const originals = new WeakMap<object, D1PreparedStatement>();
    const wrap = (statement: D1PreparedStatement): D1PreparedStatement => {
      const wrapped = {
        bind: (...values: unknown[]) => wrap(statement.bind(...values)),
        all: () => this.step(() => statement.all()),
        run: () => this.step(() => statement.run()),
        raw: () => this.step(() => statement.raw()),
        first: () => this.step(() => statement.first()),
      } as unknown as D1PreparedStatement;
      originals.set(wrapped, statement);
      return wrapped;
    };
    const batch = (statements: D1PreparedStatement[]) =>
      this.step(() => db.batch(statements.map((statement) => originals.get(statement) ?? statement)));
    return { prepare: (sql: string) => wrap(db.prepare(sql)), batch } as unknown as D1Database;
  }

  index(engine: MemoryIndex): MemoryIndex {
    return new Proxy(engine, {
      get: (target, key) => {
        const held = Reflect.get(target, key, target) as unknown;
        if (typeof held !== "function") return held;
        return (...given: unknown[]) => this.step(async () => held.apply(target, given) as unknown);
      },
    });
  }
}
