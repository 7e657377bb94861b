import type { Ctx } from "../../ctx.ts";
import { breaks } from "../../db/broken-constraint.ts";
import { bumpArchiveVersion, readArchiveVersion } from "../../db/archive-version.ts";
import { commit } from "../../db/client.ts";
import { FORMATS, writeRows } from "../formats.ts";
import { STEPS } from "../piece.ts";
import { dumpFiles, dumps } from "../schema.ts";
import {
  type Dump,
  type DumpFile,
  findDump,
  finishDump,
  insertDump,
  insertFiles,
  isTakenBack,
  listFiles,
  loadHeads,
  moveCursor,
} from "../store.ts";
import { summarize } from "../summary.ts";
import { tableOf, TABLES } from "../tables.ts";
import { keepObject } from "./objects.ts";
import { composePackage, MOST_PACKAGE_FILES } from "./package.ts";
import { readPiece, stepAfter } from "./steps.ts";

/** A piece is some ten thousand rows at most, and one run of the clock has thirty seconds. */
const PIECES_A_RUN = 8;
const DAY_MS = 86_400_000;

/**
 * Scheduled. Makes the files of the public archive anew if it changed: a day after the last ones, or at once if something was
 * taken back. A run writes a few pieces, each an object first and then its rows with the place where the next run goes on.
 * Decision 0271.
 */
export async function buildDump(ctx: Ctx, pieces = PIECES_A_RUN): Promise<number> {
  let dump = (await findDump(ctx.db, "building")) ?? (await beginWhereDue(ctx));
  let done = 0;
  for (; dump && done < pieces; done += 1) {
    if (!(await writeNext(ctx, dump))) break;
    dump = await findDump(ctx.db, "building");
  }
  return done;
}

async function beginWhereDue(ctx: Ctx): Promise<Dump | undefined> {
  const ready = await findDump(ctx.db, "ready");
  if (ready && !(await isDue(ctx, ready))) return undefined;
  const { ledgerSize, moderation, dump } = await loadHeads(ctx.db);
  if (!ready && ledgerSize === 0) return undefined;
  const begun = {
    id: dump + 1,
    archiveVersion: await readArchiveVersion(ctx.db),
    ledgerSize,
    moderation,
    startedAt: ctx.now().toISOString(),
    cursor: { step: STEPS[0], after: [], part: 1 },
  };
  await unlessAnotherDid(() => commit(ctx.db, [insertDump(ctx.db, begun)]));
  return findDump(ctx.db, "building");
}

async function isDue(ctx: Ctx, ready: Dump): Promise<boolean> {
  const version = await readArchiveVersion(ctx.db);
  if (version <= ready.archiveVersion) return false;
  if (await isTakenBack(ctx.db, ready)) return true;
  return ctx.now().getTime() - new Date(ready.startedAt).getTime() >= DAY_MS;
}

/** One piece of the build; false if another run was first. */
async function writeNext(ctx: Ctx, dump: Dump): Promise<boolean> {
  const { step, after, part } = dump.cursor;
  if (step === "finish") return finish(ctx, dump);
  const piece = await readPiece(ctx, step, after, dump);
  const files: DumpFile[] = [];
  for (const { table, rows, covers } of piece.files)
    if (rows.length > 0 || part === 1)
      for (const format of FORMATS) {
        const bytes = writeRows(format, tableOf(table), rows);
        const sha256 = await keepObject(ctx, bytes);
        const name = `${table}-${String(part).padStart(4, "0")}-${sha256.slice(0, 12)}.${format}`;
        const facts = { rows: rows.length, bytes: bytes.length, sha256, covers };
        files.push({ dumpId: dump.id, name, kind: table, part, format, ...facts });
      }
  const cursor = piece.done
    ? { step: stepAfter(step), after: [], part: 1 }
    : { step, after: piece.after, part: files.length > 0 ? part + 1 : part };
  return unlessAnotherDid(() => commit(ctx.db, [insertFiles(ctx.db, files), moveCursor(ctx.db, dump.id, cursor)]));
}

/** Describes the files, and lets the dump take the place of the one before. */
async function finish(ctx: Ctx, dump: Dump): Promise<boolean> {
  const at = ctx.now().toISOString();
  const files = await listFiles(ctx.db, dump.id, MOST_PACKAGE_FILES);
  const order = [...TABLES.map(({ name }) => name as string), ...FORMATS];
  const place = ({ kind, part, format }: (typeof files)[number]) => [order.indexOf(kind), part, order.indexOf(format)];
  const sorted = files.toSorted((a, b) => compareLists(place(a), place(b)));
  const described: DumpFile[] = [];
  for (const { name, format, bytes } of composePackage(ctx, dump, sorted)) {
    const sha256 = await keepObject(ctx, bytes);
    described.push({
      dumpId: dump.id,
      name,
      kind: "package",
      part: 0,
      format,
      rows: 0,
      bytes: bytes.length,
      sha256,
      covers: [],
    });
  }
  return unlessAnotherDid(() =>
    commit(ctx.db, [
      insertFiles(ctx.db, described),
      ...finishDump(ctx.db, dump, at, summarize(sorted)),
      // The pages that tell of it are kept by the archive's version.
      bumpArchiveVersion(ctx.db),
    ]),
  );
}

function compareLists(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((value, index) => value !== b[index]);
  return at < 0 ? 0 : (a[at] ?? 0) - (b[at] ?? 0);
}

async function unlessAnotherDid(work: () => Promise<unknown>): Promise<boolean> {
  try {
    await work();
    return true;
  } catch (error) {
    if (
      breaks(error, "UNIQUE", dumps.state) ||
      breaks(error, "UNIQUE", dumps.id) ||
      breaks(error, "UNIQUE", dumpFiles.dumpId)
    )
      return false;
    throw error;
  }
}
