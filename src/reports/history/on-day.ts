import type { Ctx } from "../../ctx.ts";
import { beijingDay } from "../../day.ts";
import { AppError } from "../../errors.ts";
import { dayText, requireField } from "../../fields.ts";
import { reportPath, revisionsPath } from "../../paths.ts";
import { absent, type Editions, readEditions } from "../read.ts";
import { reportWords } from "../words.ts";
import { inForceOn } from "./edition.ts";

/** The one day that an address asks for. Throws `invalid`: no day of the calendar, several, one that is still to come. */
function dayAsked(given: readonly string[], today: string): string {
  if (given.length > 1) throw new AppError("invalid", reportWords.onlyOneDay, "on");
  const day = requireField(dayText, given[0], "on");
  if (day > today) throw new AppError("invalid", reportWords.dayToCome(day, today), "on");
  return day;
}

/**
 * The number of the revision that was in force by the end of a day, and whether that can still change. Throws not_found, gone.
 * Decision 0252.
 */
export async function revisionOn(
  ctx: Ctx,
  bureau: string,
  year: number,
  section: string | null,
  days: readonly string[],
) {
  const today = beijingDay(ctx.now());
  const day = dayAsked(days, today);
  const found = await readEditions(ctx, bureau, year, section);
  const edition = inForceOn(found.editions, day);
  if (!edition) throw beforeFirst(found, day);
  if (!edition.hasSection)
    throw absent(reportWords.noSectionOn(day, edition.number), [
      { href: reportPath(bureau, year, edition.number), label: reportWords.goEdition(edition.number) },
    ]);
  return { number: edition.number, isSettled: day < today };
}

function beforeFirst({ view: { bureau, year, firstPublishedAt } }: Editions, day: string) {
  return absent(reportWords.beforeFirst(day, beijingDay(firstPublishedAt)), [
    { href: reportPath(bureau.slug, year, 1), label: reportWords.goEdition(1) },
    { href: revisionsPath(bureau.slug, year), label: reportWords.goRevisions },
  ]);
}
