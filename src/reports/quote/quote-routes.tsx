import { type Context, Hono } from "hono";
import { beijingDay } from "../../day.ts";
import type { AppEnv } from "../../http/app-env.ts";
import { notFound } from "../../http/failure.ts";
import { answerFailure } from "../../http/on-error.ts";
import { publicPage } from "../../http/page-cache/public-page.ts";
import { paragraphPath, passagePath } from "../../paths.ts";
import { parseReportAddress } from "../address.ts";
import { readQuotedPassage } from "./passage.ts";
import { cardSvg } from "./card-svg.tsx";
import { partQuery, quotationOf } from "./quotation.ts";
import { quotePage } from "./quote-page.tsx";
import { quoteText } from "./quote-text.ts";

type C = Context<AppEnv>;

/** One paragraph by an address of its own, below the section's: a page, a picture (`.svg`), text with its source (`.txt`). */
export const quoteRoutes = new Hono<AppEnv>();

const PART = ["from", "to"];
const keptPage = publicPage({ query: PART });
const keptFile = publicPage({ query: PART, perDisplay: false });

for (const section of ["/:section", "/:revision/:section"])
  quoteRoutes.get(`/reports/:bureau/:year${section}/p/:file`, (c) => {
    const answer = async () => {
      c.res = await answerPassage(c);
    };
    const kept = /\.(?:svg|txt)$/.test(c.req.param("file") ?? "") ? keptFile : keptPage;
    return kept(c, answer).then(() => c.res);
  });

async function answerPassage(c: C) {
  const { bureau = "", year = "", revision, section = "", file = "" } = c.req.param();
  const parsed = parseReportAddress([year, ...(revision === undefined ? [] : [revision]), section]);
  if (parsed?.asked.page !== "section" || parsed.asked.format !== "html") return answerFailure(c, notFound());
  const [, anchor = "", form] = /^([^.]*)(?:\.(svg|txt))?$/.exec(file) ?? [];
  const passage = await readQuotedPassage(c.get("ctx"), { bureau, year: parsed.year, anchor, ...parsed.asked });
  const { view, block } = passage;
  const at = [view.bureau.slug, view.year, passage.section.slug, block.anchor, view.revision.number] as const;
  const quotation = quotationOf(block, c.req.query("from"), c.req.query("to"));
  // A quotation names its revision, and its own anchor.
  if (parsed.asked.revision === null || anchor !== block.anchor || section !== passage.section.slug) {
    const suffix = form === undefined ? "" : `.${form}`;
    return c.redirect(`${passagePath(...at)}${suffix}${partQuery(quotation)}`, 302);
  }
  if (form === undefined) return quotePage(c, passage, quotation);
  const origin = c.get("origin");
  c.header("Link", `<${origin}${paragraphPath(...at)}>; rel="canonical"`);
  c.header("Content-Disposition", `inline; filename="${view.bureau.slug}-${view.year}-${block.anchor}.${form}"`);
  if (form === "svg")
    return c.body(await cardSvg(passage, quotation, origin + paragraphPath(...at)), 200, {
      "Content-Type": "image/svg+xml; charset=utf-8",
    });
  return c.text(`${quoteText(passage, quotation, origin, beijingDay(c.get("ctx").now()))}\n`);
}
