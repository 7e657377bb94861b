import type { Ctx } from "../../ctx.ts";
import { documentsOf } from "./index-documents.ts";
import type { IndexDocument, IndexWriter } from "../index-writer.ts";
import type { OwnHold } from "./hold.ts";
import { type HeldReport, loadRevisionSections, type HeldRevisionRow } from "./report-store.ts";

/** Characters of a request: an engine keeps each some ten bytes long. */
const MOST_CHARACTERS = 200_000;
const MOST_DOCUMENTS = 1_000;

export interface Destination {
  writer: IndexWriter;
  /** Names of the indexes. */
  targets: readonly string[];
  hold: OwnHold;
}

/** Sends what the tables say of these reports to each of the indexes, and answers the tasks. */
export async function sendReports(
  ctx: Ctx,
  { writer, targets, hold }: Destination,
  reports: readonly Pick<HeldReport, "id">[],
  revisions: readonly HeldRevisionRow[],
): Promise<number[]> {
  const tasks: number[] = [];
  const toEach = async (send: (target: string) => Promise<number>) => {
    for (const target of targets) {
      hold.requireTime();
      tasks.push(await send(target));
    }
  };
  let batch: IndexDocument[] = [];
  const flush = async () => {
    const documents = batch;
    batch = [];
    if (documents.length > 0) await toEach((target) => writer.put(target, documents));
  };
  const published = new Set(revisions.map(({ report }) => report));
  for (const { id } of reports.filter((report) => !published.has(report.id)))
    await toEach((target) => writer.removeOthers(target, id, []));
  for (const revision of revisions) {
    const sections = await loadRevisionSections(ctx.db, revision.id);
    for (const document of documentsOf({ ...revision, sections })) {
      if (!fits(batch, document)) await flush();
      batch.push(document);
    }
  }
  await flush();
  return tasks;
}

const fits = (batch: readonly IndexDocument[], { text }: IndexDocument) =>
  batch.length < MOST_DOCUMENTS &&
  batch.reduce((sum, document) => sum + document.text.length, text.length) <= MOST_CHARACTERS;
