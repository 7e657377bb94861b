import { InvalidArgumentError } from "commander";
import { readdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { beijingDay, DAY_MS } from "../../day.ts";
import { MANIFEST } from "./manifest.ts";

/** Data erased from the site stays in backups, so none lives longer (docs/privacy.md). */
const MOST_DAYS = 90;
const NIGHT = /^\d{4}-\d{2}-\d{2}$/;

export function toDays(text: string): number {
  const days = /^\d{1,2}$/.test(text) ? Number(text) : 0;
  if (days < 1 || days > MOST_DAYS) throw new InvalidArgumentError(`应是 1 到 ${MOST_DAYS} 的整数。`);
  return days;
}

/** The folder of a night's backup: the day in China. */
export const nightName = (now: Date) => beijingDay(now);

/**
 * Deletes nights older than so many days: only folders named by a day, and never the newest whole one, however old it is. Answers
 * their names.
 */
export async function pruneNights(folder: string, days: number, now: Date): Promise<string[]> {
  const oldest = beijingDay(new Date(now.getTime() - days * DAY_MS));
  const nights = (await readdir(folder)).filter((name) => NIGHT.test(name)).toSorted();
  const whole = await Promise.all(nights.map((name) => stat(join(folder, name, MANIFEST)).catch(() => null)));
  const newest = nights.findLast((_, at) => whole[at] !== null);
  const old = nights.filter((name) => name < oldest && name !== newest);
  for (const name of old) await rm(join(folder, name), { recursive: true });
  return old;
}
