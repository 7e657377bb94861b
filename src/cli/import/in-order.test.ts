import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { runInOrder } from "./in-order.ts";

async function* items(keys: string) {
  for (const [at, key] of keys.split("").entries()) yield { key, at };
}

test("items of one key keep their order and never overlap, others run side by side", async () => {
  const log: string[] = [];
  const running = new Set<string>();
  let most = 0;
  await runInOrder(
    items("aabca"),
    async ({ key, at }) => {
      expect(running.has(key)).toBe(false);
      running.add(key);
      most = Math.max(most, running.size);
      await sleep(at === 0 ? 20 : 5);
      log.push(`${key}${at}`);
      running.delete(key);
    },
    3,
  );
  expect(log.filter((entry) => entry.startsWith("a"))).toEqual(["a0", "a1", "a4"]);
  expect(most).toBeGreaterThan(1);
  expect(log).toHaveLength(5);
});

test("a failure starts nothing new and is thrown", async () => {
  const started: number[] = [];
  const run = async ({ at }: { at: number }) => {
    started.push(at);
    if (at === 1) throw new Error("断线");
  };
  await expect(runInOrder(items("abcdefgh"), run, 1)).rejects.toThrow("断线");
  expect(started).toEqual([0, 1]);
});
