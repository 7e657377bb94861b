import type { Key, Meilisearch } from "meilisearch";

interface Rights {
  actions: readonly string[];
  indexes: readonly string[];
}

/** Meilisearch lists so many keys at once; a server with more of ours is not one of ours. */
const MOST_KEYS = 1000;

const isSame = (one: readonly string[], other: readonly string[]) => one.toSorted().join() === other.toSorted().join();

/** The server's key of this name with exactly these rights, made if there is none: asked twice, it is the same key. */
export async function keyOf(
  admin: Pick<Meilisearch, "getKeys" | "createKey">,
  name: string,
  { actions, indexes }: Rights,
): Promise<{ key: string; made: boolean }> {
  const { results } = await admin.getKeys({ limit: MOST_KEYS });
  const fits = (each: Key) =>
    each.name === name && !each.expiresAt && isSame(each.actions, actions) && isSame(each.indexes, indexes);
  const found = results.find(fits);
  if (found) return { key: found.key, made: false };
  const { key } = await admin.createKey({
    name,
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the client's enum of strings
    actions: [...actions] as never,
    indexes: [...indexes],
    expiresAt: null,
  });
  return { key, made: true };
}
