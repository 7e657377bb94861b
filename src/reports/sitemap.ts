import type { Ctx } from "../context.ts";
import {
  apiReferencePath,
  bureauPath,
  bureausPath,
  comparePath,
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
} from "../paths.ts";
import { beijingDay } from "../day.ts";
import { escapeXml } from "../ui/xml.ts";
import { selectYears } from "./browse-store.ts";
import { selectBureauSlugs, selectSitemapReports, selectSitemapWeights } from "./sitemap-store.ts";

/** The protocol's limit for one file. */
const MOST_ADDRESSES = 50_000;

interface Part {
  firstReport: number;
  lastReport: number;
}

/** The whole sitemap where it fits one file, else the index of its parts. */
export async function composeSitemap(ctx: Ctx, origin: string, limit = MOST_ADDRESSES) {
  const general = await generalPaths(ctx);
  const parts = await planParts(ctx, general.length, limit);
  if (parts.length === 1) return urlset(await addresses(ctx, origin, parts[0]!, general));
  const items = parts.map((_, index) => `<sitemap><loc>${escapeXml(origin + sitemapPath(index + 1))}</loc></sitemap>`);
  return `${XML}<sitemapindex xmlns="${NAMESPACE}">\n${items.join("\n")}\n</sitemapindex>\n`;
}

/** Part `number`, from 1; null where there is no such part. */
export async function composeSitemapPart(ctx: Ctx, origin: string, number: number, limit = MOST_ADDRESSES) {
  const general = await generalPaths(ctx);
  const parts = await planParts(ctx, general.length, limit);
  const part = parts.length > 1 ? parts[number - 1] : undefined;
  return part ? urlset(await addresses(ctx, origin, part, number === 1 ? general : [])) : null;
}

const ALWAYS = [
  homePath(),
  bureausPath(),
  yearsPath(),
  searchPath(),
  comparePath(),
  feedbackRegisterPath(),
  feedbackStatisticsPath(),
  privacyPath(),
  ledgerPath(),
  apiReferencePath(),
];

/** What belongs to no report. */
async function generalPaths(ctx: Ctx) {
  const years = await selectYears(ctx.db);
  const bureaus = await selectBureauSlugs(ctx.db);
  return [...ALWAYS, ...years.map(({ year }) => yearPath(year)), ...bureaus.map(({ slug }) => bureauPath(slug))];
}

/** Reports in order of id, cut where the next one would not fit; the first part also holds the general pages. */
async function planParts(ctx: Ctx, general: number, limit: number) {
  const parts: Part[] = [];
  let room = limit - general;
  let part: Part = { firstReport: 0, lastReport: 0 };
  for (const { id, sections } of await selectSitemapWeights(ctx.db)) {
    if (sections + 1 > room && part.lastReport > 0) {
      parts.push(part);
      part = { firstReport: id, lastReport: id };
      room = limit;
    }
    room -= sections + 1;
    part.lastReport = id;
  }
  return [...parts, part];
}

async function addresses(ctx: Ctx, origin: string, part: Part, general: readonly string[]) {
  const reports = await selectSitemapReports(ctx.db, part.firstReport, part.lastReport);
  const entries = reports.flatMap(({ bureau, year, updatedAt, slugs }) =>
    [reportPath(bureau, year), ...(JSON.parse(slugs) as string[]).map((slug) => sectionPath(bureau, year, slug))].map(
      (path) => ({ path, day: beijingDay(updatedAt) }),
    ),
  );
  return [...general.map((path) => ({ path, day: null })), ...entries].map(({ path, day }) => {
    const changed = day === null ? "" : `<lastmod>${day}</lastmod>`;
    return `<url><loc>${escapeXml(origin + path)}</loc>${changed}</url>`;
  });
}

const XML = '<?xml version="1.0" encoding="utf-8"?>\n';
const NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9";

const urlset = (urls: readonly string[]) => `${XML}<urlset xmlns="${NAMESPACE}">\n${urls.join("\n")}\n</urlset>\n`;
