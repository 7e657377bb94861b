import { afterEach, expect, test, vi } from "vitest";
import { log, type LogFields } from "./log.ts";

const lines: string[] = [];
const spy = vi.spyOn(console, "log").mockImplementation((line: string) => void lines.push(line));
afterEach(() => void (lines.length = 0));

test("writes one line of JSON", () => {
  log("outbox.swept", { id: 3, outcome: "done" });
  expect(spy).toHaveBeenCalledTimes(1);
  expect(JSON.parse(lines[0] ?? "")).toEqual({ event: "outbox.swept", id: 3, outcome: "done" });
});

test("drops a field that is not on the list", () => {
  log("x", { status: 200, contact: "canary@example.com", text: "金丝雀" } as LogFields);
  expect(lines[0]).toBe('{"event":"x","status":200}');
});

test.each([
  "金丝雀",
  "canary@example.com",
  "a b",
  "x".repeat(101),
  "+8613800000000",
  "/search?q=x",
  "7K3M-9QXA-4TWD-H2RP-6VBE-N8CY-5JFG",
])("withholds %j in a listed field, because it is not a plain name", (value) => {
  log("x", { kind: value });
  expect(lines[0]).toBe('{"event":"x","kind":"(withheld)"}');
});
