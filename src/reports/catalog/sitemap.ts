import type { Ctx } from "../../ctx.ts";
import {
  apiReferencePath,
  bureauPath,
  bureausPath,
  comparePath,
  indicatorsPath,
  feedbackRegisterPath,
  feedbackStatisticsPath,
  homePath,
  ledgerPath,
  privacyPath,
  reportPath,
  searchPath,
  sectionPath,
  sitemapPath,
  yearPath,
  yearsPath,
} from "../../paths.ts";
import { beijingDay } from "../../day.ts";
import { escapeXml } from "../../ui/xml.ts";
import { type ListedBureau, type ListedReport, readDirectory } from "./directory.ts";
import { selectSitemapReports } from "./sitemap-store.ts";

/** The protocol allows five times as many; a part of these reads some 11,000 rows and is one megabyte. */
const MOST_ADDRESSES = 10_000;

/** The whole sitemap if it fits one file, else the index of its parts. */
export async function composeSitemap(ctx: Ctx, origin: string) {
  const { general, parts } = await plan(ctx);
  if (parts.length === 1) return urlset(await addresses(ctx, origin, parts[0]!, general));
  const items = parts.map((_, index) => `<sitemap><loc>${escapeXml(origin + sitemapPath(index + 1))}</loc></sitemap>`);
  return `${XML}<sitemapindex xmlns="${NAMESPACE}">\n${items.join("\n")}\n</sitemapindex>\n`;
}

/** Part `number`, from 1; null if there is no such part. */
export async function composeSitemapPart(ctx: Ctx, origin: string, number: number) {
  const { general, parts } = await plan(ctx);
  const part = parts.length > 1 ? parts[number - 1] : undefined;
  return part ? urlset(await addresses(ctx, origin, part, number === 1 ? general : [])) : null;
}

const ALWAYS = [
  homePath(),
  bureausPath(),
  yearsPath(),
  searchPath(),
  comparePath(),
  indicatorsPath(),
  feedbackRegisterPath(),
  feedbackStatisticsPath(),
  privacyPath(),
  ledgerPath(),
  apiReferencePath(),
];

async function plan(ctx: Ctx) {
  const bureaus = await readDirectory(ctx);
  const reports = bureaus.flatMap((bureau) => bureau.reports).toSorted((a, b) => b.year - a.year);
  const general = generalPaths(bureaus, reports);
  const published = reports.filter(({ status }) => status === "published").toReversed();
  return { general, parts: cut(published, general.length) };
}

/** The pages that belong to no report. */
function generalPaths(bureaus: readonly ListedBureau[], reports: readonly ListedReport[]) {
  const years = new Set(reports.map(({ year }) => year));
  return [...ALWAYS, ...Array.from(years, yearPath), ...bureaus.map(({ name }) => bureauPath(name.slug))];
}

/** Reports in parts that are full before the next one would not fit; the first part also holds the general pages. */
function cut(reports: readonly ListedReport[], general: number): ListedReport[][] {
  const parts: ListedReport[][] = [[]];
  let room = MOST_ADDRESSES - general;
  for (const report of reports) {
    if (report.sections + 1 > room && parts.at(-1)!.length > 0) {
      parts.push([]);
      room = MOST_ADDRESSES;
    }
    room -= report.sections + 1;
    parts.at(-1)!.push(report);
  }
  return parts;
}

async function addresses(ctx: Ctx, origin: string, part: readonly ListedReport[], general: readonly string[]) {
  const ids = part.map(({ revisionId }) => revisionId);
  const known = new Map((await selectSitemapReports(ctx.db, ids)).map((report) => [report.revisionId, report]));
  const entries = part.flatMap(({ bureau, year, revisionId }) => {
    const { updatedAt, slugs } = known.get(revisionId)!;
    const day = beijingDay(updatedAt);
    const sections = (JSON.parse(slugs) as string[]).map((slug) => sectionPath(bureau.slug, year, slug));
    return [reportPath(bureau.slug, year), ...sections].map((path) => ({ path, day }));
  });
  return [...general.map((path) => ({ path, day: null })), ...entries].map(({ path, day }) => {
    const changed = day === null ? "" : `<lastmod>${day}</lastmod>`;
    return `<url><loc>${escapeXml(origin + path)}</loc>${changed}</url>`;
  });
}

const XML = '<?xml version="1.0" encoding="utf-8"?>\n';
const NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9";

const urlset = (urls: readonly string[]) => `${XML}<urlset xmlns="${NAMESPACE}">\n${urls.join("\n")}\n</urlset>\n`;
