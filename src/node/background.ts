import { log } from "../log.ts";
import { classOf } from "../thrown.ts";

/** Work that goes on after an answer was given; a stop waits for it. */
export function backgroundWork() {
  const underWay = new Set<Promise<unknown>>();
  const waitUntil = (work: Promise<unknown>) => {
    const ended = work
      .catch((error: unknown) => log("background.failed", { error: classOf(error) }))
      .finally(() => underWay.delete(ended));
    underWay.add(ended);
  };
  const context = { waitUntil, passThroughOnException: () => {}, props: {} } as unknown as ExecutionContext;
  const settled = async () => {
    while (underWay.size > 0) await Promise.all(underWay);
  };
  return { context, settled };
}
