import type { Ctx } from "../ctx.ts";
import type { ByteRange } from "../http/conditional/byte-range.ts";
import { AppError } from "../errors.ts";
import { dataPath } from "../paths.ts";
import { dumpKey } from "./build/objects.ts";
import { arePublic, type Dump, findDump, findFile } from "./store.ts";
import { dataWords } from "./words.ts";

export type { Dump };

/** The dump that is served, or null before there is one. */
export const readDump = async (ctx: Ctx): Promise<Dump | null> => (await findDump(ctx.db, "ready")) ?? null;

/** A file by its name. Throws `not_found`, and `gone` from the moment that something in it is no longer public. */
export async function requireDumpFile(ctx: Ctx, name: string) {
  const found = await findFile(ctx.db, name);
  if (!found) throw refusal("not_found", dataWords.noFile);
  const { file, finishedAt, moderation } = found;
  if (!(await arePublic(ctx.db, file.kind, file.covers, moderation))) throw refusal("gone", dataWords.takenBack);
  return { ...file, finishedAt };
}

/** Throws `unavailable` if the store has lost it. */
export async function openDumpFile(ctx: Ctx, sha256: string, part: ByteRange | null): Promise<ArrayBuffer> {
  const range = part && { offset: part.first, length: part.last - part.first + 1 };
  const object = await ctx.files.get(dumpKey(sha256), range ? { range } : {});
  if (!object) throw refusal("unavailable", dataWords.lost);
  return object.arrayBuffer();
}

function refusal(code: "not_found" | "gone" | "unavailable", message: string): AppError {
  const error = new AppError(code, message);
  error.ways = [{ href: dataPath(), label: dataWords.goData }];
  return error;
}
