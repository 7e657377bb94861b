/**
 * Runs a task for each item, `atOnce` at a time; two items of one key never overlap and keep their order.
 * The first failure lets running tasks end, starts no other, and is thrown. Decision 0012.
 */
export async function runInOrder<T extends { key: string }>(
  items: AsyncIterable<T>,
  run: (item: T) => Promise<void>,
  atOnce: number,
): Promise<void> {
  const running = new Map<string, Promise<void>>();
  const failures: unknown[] = [];
  for await (const item of items) {
    await running.get(item.key);
    while (running.size >= atOnce) await Promise.race(running.values());
    if (failures.length) break;
    const task = run(item)
      .catch((error: unknown) => void failures.push(error))
      .finally(() => running.delete(item.key));
    running.set(item.key, task);
  }
  await Promise.all(running.values());
  if (failures.length) throw failures[0];
}
