import { beijingDay } from "../../day.ts";

/** A revision by its number and the instant from which it was in force. */
export interface Edition {
  number: number;
  publishedAt: string;
}

/** The last of the editions, given in order, that was published by an instant; undefined if none was. */
export const inForceAt = <E extends Edition>(editions: readonly E[], at: Date): E | undefined =>
  editions.findLast(({ publishedAt }) => new Date(publishedAt) <= at);

/** The same by the end of a day in Beijing, as 2024-05-01. */
export const inForceOn = <E extends Edition>(editions: readonly E[], day: string): E | undefined =>
  editions.findLast(({ publishedAt }) => beijingDay(publishedAt) <= day);

const HTTP_DATE = /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/;

/** `Accept-Datetime` as RFC 7089 wants it; null for a date that the calendar has not, or another form. */
export function acceptedDatetime(header: string): Date | null {
  const text = header.trim();
  if (!HTTP_DATE.test(text)) return null;
  const at = new Date(text);
  return !Number.isNaN(at.getTime()) && at.toUTCString() === text ? at : null;
}

/** A short line of revisions: the known ones and the one that is read, with a gap for those left out. */
export function timelineOf(editions: readonly Edition[], shown: Edition): (Edition | "gap")[] {
  const known = new Map([...editions, shown].map((edition) => [edition.number, edition]));
  const listed = [...known.values()].toSorted((a, b) => a.number - b.number);
  return listed.flatMap((edition, at) => {
    const before = listed[at - 1];
    return before && edition.number > before.number + 1 ? ["gap" as const, edition] : [edition];
  });
}
