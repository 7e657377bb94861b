/** Lets so many in at once; others wait their turn for a while. */
export interface Turns {
  /** Resolves to the way out; null if no turn came in time. */
  take: (waitMs: number) => Promise<(() => void) | null>;
}

export function turns(most: number): Turns {
  let busy = 0;
  const waiting: ((go: boolean) => void)[] = [];
  const leave = () => {
    const next = waiting.shift();
    if (next) next(true);
    else busy -= 1;
  };
  const once = () => {
    let left = false;
    return () => {
      if (!left) leave();
      left = true;
    };
  };
  return {
    take: async (waitMs) => {
      if (busy < most) {
        busy += 1;
        return once();
      }
      let timer: ReturnType<typeof setTimeout> | undefined;
      const came = await new Promise<boolean>((go) => {
        waiting.push(go);
        timer = setTimeout(() => {
          const at = waiting.indexOf(go);
          if (at >= 0) waiting.splice(at, 1);
          if (at >= 0) go(false);
        }, waitMs);
      });
      clearTimeout(timer);
      return came ? once() : null;
    },
  };
}
