import { connectionLost, type Fault, type Port, REPEATS } from "./fault.ts";
import type { Process } from "./process.ts";
import type { Random } from "../random.ts";
import { Strand, type World } from "../world.ts";

/** The source of an action's chances and faults, over all the requests it makes. */
export interface Activity {
  /** Number of the action in its plan; -1 for what happens after the faults. */
  id: number;
  random: Random;
  /** By their step. */
  faults: ReadonlyMap<string, Fault>;
  /** Steps taken so far, by port; under "all" over all of them. */
  steps: Partial<Record<Port | "all", number>>;
  /** Faults that a step met, each as `port kind`. */
  met: string[];
}

/** Performs what a request asks of a port as a step of the world, with the fault that the plan has for it. */
export interface Step {
  <T>(port: Port, what: string, effect: () => Promise<T>, options?: StepOptions): Promise<T>;
  /** Runs something beside the request in the same process. */
  beside: (name: string, run: (step: Step) => Promise<unknown>) => void;
}

interface StepOptions {
  /** The error that the caller sees if the port fails. */
  error?: () => Error;
  /** Milliseconds after which the caller gives up. */
  patience?: number;
}

export interface Place {
  world: World;
  activity: Activity;
  process: Process;
  strand: Strand;
}

/** Most answers come in a few milliseconds, some in a hundred. */
export const latency = (random: Random) => (random.chance(0.9) ? random.between(0.2, 6) : random.between(6, 120));

export function takeFault({ world, activity, process }: Place, port: Port, what: string): Fault | undefined {
  const { steps, faults } = activity;
  const { all = 0, [port]: own = 0 } = steps;
  Object.assign(steps, { all: all + 1, [port]: own + 1 });
  const fault = faults.get(`${all}`) ?? faults.get(`${port}-${own}`);
  if (!fault || (fault.kind === "twice" && !REPEATS.has(port))) return undefined;
  activity.met.push(`${port} ${fault.kind}`);
  world.say(
    `#${activity.id} ${process.name} ${port} ${what}: ${fault.kind}${fault.ms ? ` ${Math.round(fault.ms)} ms` : ""}`,
  );
  return fault;
}

export function stepsOf(place: Place): Step {
  const { world, activity, process, strand } = place;
  const { random } = activity;
  const step = <T>(port: Port, what: string, effect: () => Promise<T>, options: StepOptions = {}): Promise<T> => {
    const { error = connectionLost, patience } = options;
    const fault = takeFault(place, port, what);
    const [there, back, arrives] = [latency(random), latency(random), random.chance(0.5)];
    const [late, answeredLate] = fault?.kind === "delay" ? (arrives ? [fault.ms, 0] : [0, fault.ms]) : [0, 0];
    return world.wait<T>(strand, (answer, fail) => {
      if (patience !== undefined) world.after(patience, () => fail(error()));
      world.after(there + late, async () => {
        // A write that was on its way when its process ended may still arrive, or not.
        if (strand.dead && !arrives) return;
        if (fault?.kind === "clock") process.skew = fault.ms;
        if (fault?.kind === "crash-before") return process.crash();
        if (fault?.kind === "fail-before") return world.after(back, () => fail(error()));
        const outcome = await happen(effect, fault?.kind === "twice");
        if (fault?.kind === "crash-after") return process.crash();
        if (fault?.kind === "fail-after") return world.after(back, () => fail(error()));
        world.after(back + answeredLate, () => (outcome.ok ? answer(outcome.value) : fail(outcome.error)));
      });
    });
  };
  const beside = (name: string, run: (step: Step) => Promise<unknown>) => {
    const other = new Strand(name);
    process.adopt(other);
    world.start(
      other,
      () => run(stepsOf({ ...place, strand: other })),
      () => process.release(other),
    );
  };
  return Object.assign(step, { beside });
}

type Outcome<T> = { ok: true; value: T } | { ok: false; error: unknown };

async function happen<T>(effect: () => Promise<T>, twice: boolean): Promise<Outcome<T>> {
  try {
    const value = await effect();
    return { ok: true, value: twice ? await effect() : value };
  } catch (error) {
    return { ok: false, error };
  }
}
