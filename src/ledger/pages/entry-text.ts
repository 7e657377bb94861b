import type { Ctx } from "../../ctx.ts";
import { AppError, FormerSlug } from "../../errors.ts";
import { loadReport, readReportText } from "../../reports/read.ts";
import { ledgerEntryOf, requireLedgerEntry } from "../read.ts";
import { revisionText } from "../revision-text.ts";
import { ledgerWords } from "./words.ts";

/**
 * The text that an entry's hash is of, as it stands in the archive now: whoever hashes it compares the two.
 * Throws `not_found` for entries about no text, `gone` while the report is withdrawn.
 */
export async function readEntryText(ctx: Ctx, index: number): Promise<string> {
  const { leaf } = await requireLedgerEntry(ctx, index);
  if (leaf.kind !== "publication" && leaf.kind !== "correction") throw new AppError("not_found", ledgerWords.noText);
  const { title, sections } = await textOf(ctx, leaf.bureau, leaf.year, leaf.revision);
  return revisionText(title, sections);
}

async function textOf(ctx: Ctx, bureau: string, year: number, number: number) {
  try {
    const { revision, sections } = await readReportText(ctx, bureau, year, number);
    return { title: revision.title, sections };
  } catch (error) {
    if (!(error instanceof FormerSlug)) throw error;
    const { revision, sections } = await readReportText(ctx, error.to, year, number);
    return { title: revision.title, sections };
  }
}

/** The entry that records a revision; null for the current one. Throws `not_found`, `gone` or FormerSlug. */
export async function requireRevisionEntry(ctx: Ctx, bureau: string, year: number, revision: number | null) {
  const number = revision ?? (await loadReport(ctx, bureau, year)).currentRevision;
  const found = await ledgerEntryOf(ctx, bureau, year, number);
  if (found) return found;
  await loadReport(ctx, bureau, year, number);
  throw new AppError("not_found", ledgerWords.notRecorded);
}
