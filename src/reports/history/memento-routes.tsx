import { type Context, Hono } from "hono";
import { AppError } from "../../errors.ts";
import type { AppEnv } from "../../http/app-env.ts";
import { notFound } from "../../http/failure.ts";
import { answerFailure } from "../../http/on-error.ts";
import { publicPage } from "../../http/page-cache/public-page.ts";
import { timegatePath, timemapPath } from "../../paths.ts";
import { parseReportAddress } from "../address.ts";
import { absent, readEditions } from "../read.ts";
import { reportWords } from "../words.ts";
import { acceptedDatetime, inForceAt } from "./edition.ts";
import { endLinks, mementoLink, mementoLinks, type OriginalResource, originalOf, timeMap } from "./memento.ts";

type C = Context<AppEnv>;

/** Memento (RFC 7089): a TimeGate and a TimeMap for every report and section, in every form. */
export const mementoRoutes = new Hono<AppEnv>();

/** Of every answer of a TimeGate, the refusal of another method too (section 4.5). */
mementoRoutes.use(timegatePath("/*"), async (c, next) => {
  c.header("Vary", "Accept-Datetime");
  await next();
});

mementoRoutes.get(timegatePath("/reports/:bureau/*"), async (c) => {
  const found = await find(c);
  if (!found) return answerFailure(c, notFound());
  const { original, editions } = found;
  const asked = c.req.header("Accept-Datetime");
  const at = asked === undefined ? null : acceptedDatetime(asked);
  if (asked !== undefined && at === null) return c.text(`${reportWords.badDatetime}\n`, 400, NOT_KEPT);
  const [first, last] = [editions[0], editions.at(-1)];
  // Before the first the nearest is the first; without a date it is the newest.
  const edition = (at ? inForceAt(editions, at) : last) ?? first;
  if (!first || !last || !edition) throw nothing(original);
  const links = [...mementoLinks(original), ...endLinks(original, first, last)];
  if (edition !== first && edition !== last) links.push(mementoLink(original, edition));
  c.header("Link", links.join(", "));
  c.header("Cache-Control", "no-store");
  return c.redirect(originalOf(original, edition.number), 302);
});

const NOT_KEPT = { "Cache-Control": "no-store" };

mementoRoutes.get(timemapPath("/reports/:bureau/*"), publicPage({ perDisplay: false }), async (c) => {
  const found = await find(c);
  if (!found) return answerFailure(c, notFound());
  const { original, editions } = found;
  if (editions.length === 0) throw nothing(original);
  c.header("Link", mementoLinks(original).join(", "));
  return c.body(timeMap(original, editions), 200, { "Content-Type": "application/link-format" });
});

/** The report or section, with the revisions that have it. */
async function find(c: C) {
  const [, , , bureau = "", ...rest] = c.req.path.split("/");
  const parsed = parseReportAddress(rest);
  if (!parsed) return null;
  const { year, asked } = parsed;
  if ((asked.page !== "report" && asked.page !== "section") || asked.revision !== null) return null;
  const section = asked.page === "section" ? asked.section : null;
  const { editions } = await readEditions(c.get("ctx"), bureau, year, section);
  const original: OriginalResource = { origin: c.get("origin"), bureau, year, section, format: asked.format };
  return { original, editions: editions.filter(({ hasSection }) => hasSection) };
}

function nothing(original: OriginalResource): AppError {
  return absent(reportWords.noSection, [
    { href: originalOf({ ...original, section: null, format: "html" }), label: reportWords.goReport },
  ]);
}
