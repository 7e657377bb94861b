import { expect, test } from "vitest";
import { turns } from "./turns.ts";

test("so many at once, the next when one leaves, nobody for longer than they want to wait", async () => {
  const two = turns(2);
  const [first, second] = [await two.take(0), await two.take(0)];
  expect([typeof first, typeof second]).toEqual(["function", "function"]);
  expect(await two.take(5)).toBeNull();
  const third = two.take(1_000);
  first?.();
  first?.();
  expect(await third).toBeTypeOf("function");
  expect(await two.take(5)).toBeNull();
  second?.();
  expect(await two.take(5)).toBeTypeOf("function");
});
