import { type Context, Hono } from "hono";
import { embedScriptText } from "../http/assets.ts";
import type { AppEnv } from "../http/app-env.ts";
import { digest } from "../http/page-cache/etag.ts";
import { matchesEtag } from "../http/conditional/conditions.ts";
import { publicPage } from "../http/page-cache/public-page.ts";
import { FILTERS, indicatorQuery, indicatorSearch } from "../indicators/asked.ts";
import { readIndicator } from "../indicators/read.ts";
import { embedPath, embedScriptPath } from "../paths.ts";
import { readQuotedPassage } from "../reports/quote/passage.ts";
import { loadReport, readReportText, readSection } from "../reports/read.ts";
import type { ReportView } from "../reports/view.ts";
import { embedFailure, embedNothing } from "./embed-failure.tsx";
import { indicatorEmbed } from "./indicator-embed.tsx";
import { paragraphEmbed, reportEmbed, sectionEmbed } from "./passage-embed.tsx";
import { type EmbedTarget, embedTarget } from "./target.ts";

type C = Context<AppEnv>;

export const embedRoutes = new Hono<AppEnv>();

const kept = publicPage({ query: [...FILTERS, "theme"], perDisplay: false });

embedRoutes.get(embedScriptPath(), async (c) => {
  const etag = `"${await digest(Uint8Array.from(new TextEncoder().encode(embedScriptText)))}"`;
  const headers = { ETag: etag, "Cache-Control": "public, max-age=86400" };
  if (matchesEtag(c.req.header("If-None-Match"), [etag])) return c.body(null, 304, headers);
  return c.body(embedScriptText, 200, { ...headers, "Content-Type": "text/javascript; charset=utf-8" });
});

embedRoutes.get(embedPath("/*"), kept, async (c) => {
  const { pathname, search } = new URL(c.req.url);
  const target = embedTarget(pathname.slice(embedPath("").length), search);
  if (!target) return embedNothing(c);
  try {
    return await answerTarget(c, target);
  } catch (error) {
    return embedFailure(c, error);
  }
});

async function answerTarget(c: C, target: EmbedTarget) {
  const ctx = c.get("ctx");
  if (target.kind === "indicator") {
    const query = indicatorQuery(target.parameters);
    return indicatorEmbed(c, await readIndicator(ctx, target.slug, query), indicatorSearch(target.parameters));
  }
  const { bureau, year, revision } = target;
  if (target.kind === "paragraph") return paragraphEmbed(c, await readQuotedPassage(ctx, target));
  if (target.kind === "section") {
    const view = await readSection(ctx, bureau, year, target.section, revision);
    return sectionEmbed(c, view, view.position, await newestOf(c, view));
  }
  const view = await readReportText(ctx, bureau, year, revision);
  return reportEmbed(c, view, await newestOf(c, view));
}

/** The current revision, if another one is shown. */
async function newestOf(c: C, { bureau, year, revision, currentRevision }: ReportView): Promise<ReportView | null> {
  return revision.number === currentRevision ? null : loadReport(c.get("ctx"), bureau.slug, year);
}
