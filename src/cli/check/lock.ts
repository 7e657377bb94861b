import { readFile } from "node:fs/promises";
import { inProject } from "../command/project.ts";

interface LockedPackage {
  version?: string;
  optionalDependencies?: Record<string, string>;
}
export interface Lock {
  packages: Record<string, LockedPackage>;
}

const nameOf = (path: string) => path.slice(path.lastIndexOf("node_modules/") + "node_modules/".length);

/** Optional dependencies that stand nowhere in the lock: `npm ci` refuses such a lock on the platform that wants them. */
export function missingPackages(lock: Lock): string[] {
  const locked = new Set(Object.keys(lock.packages).map(nameOf));
  return Object.entries(lock.packages).flatMap(([path, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies)
      .filter((name) => !locked.has(name))
      .map((name) => `${path === "" ? "package.json" : nameOf(path)} wants ${name}`),
  );
}

export async function readLock(): Promise<Lock> {
  return JSON.parse(await readFile(inProject("package-lock.json"), "utf8")) as Lock;
}

export async function checkLock(): Promise<string> {
  const lock = await readLock();
  const missing = missingPackages(lock);
  if (missing.length) throw new Error(`package-lock.json is incomplete:\n${missing.join("\n")}`);
  return `${Object.keys(lock.packages).length - 1} packages, complete`;
}
