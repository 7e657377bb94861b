import fc from "fast-check";
import { expect, it } from "vitest";
import { afterAnswer, afterFailure, afterProbe, choose, type Circuit, CLOSED } from "./circuit.ts";

it("one failure opens it; nobody waits for the engine again before a probe found it well", () => {
  let circuit: Circuit = afterFailure(CLOSED, "down", 0);
  expect(choose(circuit, 1)[0]).toBe("fallback");
  const [choice, probing] = choose(circuit, 2_000);
  expect(choice).toBe("fallback_and_probe");
  expect(choose(probing, 2_001)[0]).toBe("fallback");
  circuit = afterProbe(probing, true, 2_100);
  expect(choose(circuit, 2_101)[0]).toBe("engine");
});

it("waits longer after each probe that fails, and never longer than half a minute", () => {
  let circuit: Circuit = afterFailure(CLOSED, "down", 0);
  const waits: number[] = [];
  for (let i = 0, now = 0; i < 8; i++) {
    if (circuit.state === "closed") break;
    now += circuit.wait;
    waits.push(circuit.wait);
    circuit = afterProbe(choose(circuit, now)[1], false, now);
  }
  expect(waits).toEqual([2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 30_000, 30_000]);
});

it("an engine that is well in a probe alone is left alone for longer, until it has answered a question", () => {
  const [, probing] = choose(afterFailure(CLOSED, "down", 0), 2_000);
  const closed = afterProbe(probing, true, 2_100);
  expect(afterFailure(closed, "down", 3_000)).toEqual({ state: "open", until: 7_000, wait: 4_000 });
  expect(afterFailure(afterAnswer(closed), "down", 3_000)).toEqual({ state: "open", until: 5_000, wait: 2_000 });
});

it("a question that is refused opens it only the third time in a row", () => {
  let circuit = afterFailure(afterFailure(CLOSED, "refused", 0), "refused", 1);
  expect(circuit.state).toBe("closed");
  expect(afterFailure(afterAnswer(circuit), "refused", 2).state).toBe("closed");
  circuit = afterFailure(circuit, "refused", 2);
  expect(circuit.state).toBe("open");
});

it("a probe that is never heard of again is made again", () => {
  const [, probing] = choose(afterFailure(CLOSED, "down", 0), 2_000);
  expect(choose(probing, 6_999)[0]).toBe("fallback");
  expect(choose(probing, 7_000)[0]).toBe("fallback_and_probe");
});

it("a late answer or failure of what was asked before does not close or prolong it", () => {
  const open = afterFailure(CLOSED, "down", 0);
  expect(afterAnswer(open)).toBe(open);
  expect(afterFailure(open, "down", 1_500)).toBe(open);
});

it("whatever happens, while it is not closed at most one probe is under way", () => {
  const event = fc.record({
    after: fc.nat(4_000),
    what: fc.constantFrom("ask", "down", "refused", "answer", "well", "ill"),
  });
  fc.assert(
    fc.property(fc.array(event, { maxLength: 60 }), (events) => {
      let circuit: Circuit = CLOSED;
      let now = 0;
      let probe: number | null = null;
      for (const { after, what } of events) {
        now += after;
        if (what === "ask") {
          const [choice, next] = choose(circuit, now);
          if (choice === "engine") expect(circuit.state).toBe("closed");
          if (choice === "fallback_and_probe") {
            if (probe !== null) expect(now - probe).toBeGreaterThanOrEqual(5_000);
            probe = now;
          }
          circuit = next;
        } else if (what === "answer") circuit = afterAnswer(circuit);
        else if (what === "down" || what === "refused") circuit = afterFailure(circuit, what, now);
        else if (probe !== null) {
          circuit = afterProbe(circuit, what === "well", now);
          probe = null;
        }
      }
    }),
  );
});
