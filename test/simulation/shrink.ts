import type { Fault } from "./faults/fault.ts";
import type { Action, Plan } from "./plan.ts";

type Fails = (plan: Plan) => Promise<boolean>;

/**
 * A smaller plan that still fails: leaves out ever smaller runs of actions, then of faults (delta debugging, Zeller 1999),
 * until no single one can be spared or `tries` runs are used up.
 */
export async function shrink(plan: Plan, fails: Fails, tries = 400): Promise<Plan> {
  let left = tries;
  const stillFails = async (candidate: Plan) => (left -= 1) >= 0 && fails(candidate);
  const actions = await fewer(plan.actions, (kept) => stillFails({ ...plan, actions: kept }));
  const own = plan.faults.filter((fault) => actions.some(({ id }) => id === fault.action));
  const faults = await fewer(own, (kept) => stillFails({ ...plan, actions, faults: kept }));
  return { ...plan, actions, faults };
}

async function fewer<T extends Action | Fault>(
  list: readonly T[],
  fails: (kept: T[]) => Promise<boolean>,
): Promise<T[]> {
  let kept = [...list];
  for (let size = Math.ceil(kept.length / 2); size >= 1 && kept.length > 0;) {
    let isSmaller = false;
    for (let from = 0; from < kept.length;) {
      const without = kept.toSpliced(from, size);
      if (await fails(without)) {
        kept = without;
        isSmaller = true;
      } else from += size;
    }
    if (!isSmaller || size > kept.length) size = size === 1 ? 0 : Math.ceil(size / 2);
  }
  return kept;
}
