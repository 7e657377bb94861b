import { readLock } from "./lock.ts";

/** Tests and `wrangler dev` must run the same runtime: one workerd in the lock. */
export async function checkWorkerd(): Promise<string> {
  const lock = await readLock();
  const copies = Object.entries(lock.packages).filter(([path]) => /(^|\/)node_modules\/workerd$/.test(path));
  const versions = copies.map(([path, { version }]) => `${path} ${version}`);
  if (copies.length !== 1) throw new Error(`Exactly one workerd is wanted:\n${versions.join("\n")}`);
  return copies[0]?.[1].version ?? "";
}
