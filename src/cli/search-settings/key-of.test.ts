import type { Key } from "meilisearch";
import { expect, test } from "vitest";
import { searchKey } from "../../search/meilisearch/keys.ts";
import { keyOf } from "./key-of.ts";

/** Keeps keys as the server does: every call of createKey makes another, whatever its name. */
function server() {
  const keys: Key[] = [];
  const admin = {
    getKeys: async () => ({ results: keys, offset: 0, limit: 1000, total: keys.length }),
    createKey: async (given: object) => {
      const key = { ...given, key: `key-${keys.length}` } as unknown as Key;
      keys.push(key);
      return key;
    },
  };
  return { keys, admin: admin as never };
}

test("asked again, the command gives the key that is there and makes no other", async () => {
  const { keys, admin } = server();
  const rights = searchKey("sections");
  expect(await keyOf(admin, "gongshi search", rights)).toEqual({ key: "key-0", made: true });
  expect(await keyOf(admin, "gongshi search", rights)).toEqual({ key: "key-0", made: false });
  expect(keys).toHaveLength(1);
});

test("a key of the name with other rights, or one that runs out, is not taken for it", async () => {
  const { keys, admin } = server();
  keys.push({ name: "gongshi search", actions: ["*"], indexes: ["*"], expiresAt: null, key: "all" } as unknown as Key);
  keys.push({
    ...searchKey("sections"),
    name: "gongshi search",
    expiresAt: new Date(),
    key: "short",
  } as unknown as Key);
  expect((await keyOf(admin, "gongshi search", searchKey("sections"))).made).toBe(true);
});
