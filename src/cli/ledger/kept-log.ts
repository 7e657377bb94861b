import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { inProject } from "../command/project.ts";

/** The folder that keeps the seen part of a log from one verification to the next. */
export const keptFolder = (prefix: string) =>
  inProject(".gongshi/ledger", prefix.replace(/^https?:\/\//, "").replace(/[^\w.-]+/g, "_"));

export const readKept = (folder: string, name: "checkpoint" | "key") =>
  readFile(join(folder, name)).catch((): null => null);

export async function keep(folder: string, name: "checkpoint" | "key", bytes: Uint8Array | string) {
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, name), bytes);
}
