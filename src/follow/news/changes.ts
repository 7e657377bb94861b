import type { Ctx } from "../../ctx.ts";
import { readChangedCases, readSteppedCases } from "../../feedback/register/register.ts";
import { readStatedIn } from "../../indicators/read.ts";
import {
  bureauFeedBase,
  caseFeedBase,
  feedBase,
  feedbackFeedBase,
  feedbackPath,
  indicatorFeedBase,
  pressFeedBase,
  reportPath,
  sectionFeedBase,
} from "../../paths.ts";
import { type PressLine, readPressBetween } from "../../press/register.ts";
import { type ChangedReport, readChangedReports, readStandards } from "../../reports/catalog/changes.ts";
import { newsWords } from "./news-words.ts";

/** All that was published between two instants, for those outside who want to know at once. */
export interface Changes {
  reports: ChangedReport[];
  cases: Awaited<ReturnType<typeof readChangedCases>>;
  /** Public cases that took a step: only their own feeds tell of it. */
  stepped: number[];
  press: PressLine[];
}

export async function readNews(ctx: Ctx, from: string, until: string): Promise<Changes> {
  const [reports, cases, stepped, press] = await Promise.all([
    readChangedReports(ctx, from, until),
    readChangedCases(ctx, from, until),
    readSteppedCases(ctx, from, until),
    readPressBetween(ctx, from, until),
  ]);
  return { reports, cases, stepped, press };
}

/** Whether there is nothing to tell people of. */
export const isQuiet = ({ reports, cases, press }: Changes) => reports.length + cases.length + press.length === 0;

/** The feeds in which the changes stand. */
export async function feedsOf(ctx: Ctx, { reports, cases, stepped, press }: Changes): Promise<string[]> {
  const bases = new Set<string>();
  if (reports.length > 0) {
    bases.add(feedBase());
    for (const { bureau } of reports) bases.add(bureauFeedBase(bureau.slug));
    const ids = reports.map(({ revisionId }) => revisionId);
    for (const standard of await readStandards(ctx, ids)) bases.add(sectionFeedBase(standard));
    for (const slug of await readStatedIn(ctx, reports)) bases.add(indicatorFeedBase(slug));
  }
  if (cases.length > 0) bases.add(feedbackFeedBase());
  for (const id of [...cases.map(({ id }) => id), ...stepped]) bases.add(caseFeedBase(id));
  if (press.length > 0) bases.add(pressFeedBase());
  return [...bases];
}

/** Each change in a line with its address. */
export const changeLines = ({ reports, cases, press }: Changes, origin: string): { text: string; url: string }[] => [
  ...reports.map(({ bureau, year, number, title, status }) => {
    const said = status === "withdrawn" ? newsWords.withdrawn(title) : newsWords.published(title, number);
    const url = origin + reportPath(bureau.slug, year, status === "withdrawn" ? undefined : number);
    return { text: (bureau.demo ? newsWords.demo : "") + said, url };
  }),
  ...cases.map(({ id, title, answered }) => ({
    text: answered ? newsWords.answered(id, title) : newsWords.case(id, title),
    url: origin + feedbackPath(id),
  })),
  ...press.map(({ title, medium, address }) => ({ text: newsWords.press(medium, title), url: address })),
];
