const FIVE_MINUTES = 300_000;

/** Runs a job now and at every full five minutes, never twice at once. `stop` waits for the one under way. */
export function startClock(run: () => Promise<void>): { stop: () => Promise<void> } {
  let timer: NodeJS.Timeout | undefined;
  let underWay = Promise.resolve();
  let stopped = false;
  const tick = () => {
    underWay = run().catch(() => {});
    void underWay.then(next);
  };
  const next = () => {
    if (!stopped) timer = setTimeout(tick, FIVE_MINUTES - (Date.now() % FIVE_MINUTES));
  };
  tick();
  return {
    stop: () => {
      stopped = true;
      clearTimeout(timer);
      return underWay;
    },
  };
}
