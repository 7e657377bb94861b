type Ways = "all" | "raw" | "run" | "first";

/**
 * A database with one copy that stands still until `catchUp`: what it answered once it answers again. Like D1's sessions it lets the
 * copy answer only who has seen nothing newer, and the primary the first query of `first-primary`.
 */
export function withLaggingCopy(primary: D1Database) {
  const kept = new Map<string, Promise<unknown>>();
  let written = 0;
  let reached = 0;
  const answered = { copy: 0, primary: 0 };
  const written36 = (at: number) => at.toString(36).padStart(8, "0");

  function withSession(from = "first-unconstrained"): D1DatabaseSession {
    let seen = /^[0-9a-z]{8}$/.test(from) ? Number.parseInt(from, 36) : 0;
    let toPrimary = from === "first-primary";
    const route = <T>(key: string, ask: () => Promise<T>): Promise<T> => {
      if (toPrimary || seen > reached) {
        [toPrimary, seen] = [false, written];
        answered.primary += 1;
        return ask();
      }
      seen = Math.max(seen, reached);
      answered.copy += 1;
      const answer = (kept.get(key) as Promise<T> | undefined) ?? ask();
      kept.set(key, answer);
      return answer;
    };
    const statement = (sql: string, params: readonly unknown[] = []) => {
      const real = params.length > 0 ? primary.prepare(sql).bind(...params) : primary.prepare(sql);
      const key = JSON.stringify([sql, params]);
      const way =
        (name: Ways) =>
        (...given: never[]) =>
          route(`${name} ${key}`, () => (real[name] as (...given: never[]) => Promise<unknown>)(...given));
      return {
        real,
        key,
        bind: (...bound: unknown[]) => statement(sql, bound),
        ...Object.fromEntries((["all", "raw", "run", "first"] as const).map((name) => [name, way(name)])),
      };
    };
    return {
      prepare: (sql: string) => statement(sql),
      batch: (statements: { real: D1PreparedStatement; key: string }[]) =>
        route(`batch ${statements.map(({ key }) => key).join()}`, () =>
          primary.batch(statements.map(({ real }) => real)),
        ),
      getBookmark: () => written36(seen),
    } as unknown as D1DatabaseSession;
  }

  return {
    db: new Proxy(primary, {
      get: (target, name) => {
        if (name === "withSession") return withSession;
        const value: unknown = Reflect.get(target, name);
        return typeof value === "function" ? (value as (...given: never[]) => unknown).bind(target) : value;
      },
    }),
    answered,
    /** The primary has taken a write that the copy does not have yet. */
    write: () => (written += 1),
    catchUp: () => {
      reached = written;
      kept.clear();
    },
  };
}
