import { expect, test } from "vitest";
import { parseStat } from "./workerd-processes.ts";

test("the times of a process are read past a name with spaces and brackets", () => {
  const line = "4242 (a (b) c) S 17 4242 4242 0 -1 4194304 100 0 0 0 250 31 0 0 20 0 12 0 1234 5678 90";
  expect(parseStat(line)).toEqual({ pid: 4242, name: "a (b) c", parent: 17, ticks: 281 });
  expect(parseStat("")).toBeNull();
});
