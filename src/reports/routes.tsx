import { type Context, Hono } from "hono";
import { beijingDay } from "../day.ts";
import { readCorrected } from "../feedback/handle/correction.ts";
import { doubtsByAnchor } from "../figures/doubts-by-anchor.ts";
import type { AppEnv } from "../http/app-env.ts";
import { answerFailure } from "../http/on-error.ts";
import { notFound } from "../http/failure.ts";
import { publicPage } from "../http/page-cache/public-page.ts";
import { readSectionBlock } from "../indicators/block/read-block.ts";
import {
  bureauPath,
  bureausPath,
  cardPath,
  diffPath,
  formatPath,
  reportPath,
  sectionPath,
  tablePath,
} from "../paths.ts";
import { markSections } from "../search/mark/mark.ts";
import { type ReportFormat, parseReportAddress, type ReportAddress } from "./address.ts";
import { cardText } from "./card/card-text.ts";
import { drawCard } from "./card/draw-card.ts";
import { composeForm } from "./formats/forms.ts";
import { readAround } from "./history/around.ts";
import type { Edition } from "./history/edition.ts";
import { mementoDatetime, mementoLinks, mementosAround } from "./history/memento.ts";
import { revisionOn } from "./history/on-day.ts";
import { notesPage } from "./pages/notes-page.tsx";
import { answerOriginal } from "./pages/original-page.tsx";
import { diffPage } from "./diff/diff-page.tsx";
import { tableAt } from "./formats/table-at.ts";
import { absent, loadReport, readReportText, readRevisions, readSection, readTwoRevisions } from "./read.ts";
import { type ReportPageContext, subtree } from "./formats/reading.ts";
import { reportPage } from "./pages/report-page.tsx";
import { revisionsPage } from "./diff/revisions-page.tsx";
import { sectionPage } from "./pages/section-page.tsx";
import type { Section } from "./report.ts";
import { toCsv } from "../ui/csv.ts";
import type { ReportText } from "./view.ts";
import { reportWords } from "./words.ts";

type C = Context<AppEnv>;

export const reportRoutes = new Hono<AppEnv>();

const keptPage = publicPage({ query: ["mark"] });
const LONGEST_MARK = 600;

const keptForm = publicPage({ perDisplay: false });
const keptCard = publicPage({ perDisplay: false, cacheControl: "public, max-age=86400" });

reportRoutes.get("/reports", (c) => c.redirect(bureausPath(), 308));
reportRoutes.get("/reports/:bureau", (c) => c.redirect(bureauPath(encodeURIComponent(c.req.param("bureau"))), 308));

reportRoutes.get("/reports/:bureau/*", async (c) => {
  const bureau = c.req.param("bureau");
  const parsed = parseReportAddress(c.req.path.split("/").slice(3));
  if (!parsed) return answerFailure(c, notFound());
  const { year, asked } = parsed;
  if (asked.page === "original") return answerOriginal(c, bureau, year, asked.revision);
  const days = c.req.queries("on");
  if (days && (asked.page === "report" || asked.page === "section")) return answerOnDay(c, bureau, year, asked, days);
  if (asked.page === "card") return keptCard(c, () => answerCard(c, bureau, year, asked.revision)).then(() => c.res);
  const isForm = asked.page === "table" || ("format" in asked && asked.format !== "html");
  const answer = async () => {
    c.res = await answerAddress(c, bureau, year, asked);
  };
  return (isForm ? keptForm : keptPage)(c, answer).then(() => c.res);
});

/** Leads to the revision that was in force; for good if the day is over. */
async function answerOnDay(c: C, bureau: string, year: number, asked: TextAddress, days: readonly string[]) {
  const section = asked.page === "section" ? asked.section : null;
  const { number, isSettled } = await revisionOn(c.get("ctx"), bureau, year, section, days);
  const path = section === null ? reportPath(bureau, year, number) : sectionPath(bureau, year, section, number);
  const query = new URL(c.req.url).searchParams;
  query.delete("on");
  const search = query.size > 0 ? `?${query.toString()}` : "";
  c.header("Cache-Control", isSettled ? "public, max-age=3600" : "no-store");
  return c.redirect((asked.format === "html" ? path : formatPath(path, asked.format)) + search, isSettled ? 308 : 302);
}

type TextAddress = Extract<ReportAddress, { page: "report" | "section" }>;

async function answerAddress(
  c: C,
  bureau: string,
  year: number,
  asked: Exclude<ReportAddress, { page: "original" | "card" }>,
) {
  const ctx = c.get("ctx");
  switch (asked.page) {
    case "report": {
      const [view, around] = await Promise.all([
        readReportText(ctx, bureau, year, asked.revision),
        readAround(ctx, { bureau, year, section: null }, asked.revision),
      ]);
      if (asked.format !== "html") return answerForm(c, asked.format, view, null, around);
      return reportPage(c, await readingOf(c, view, around, view.sections));
    }
    case "section": {
      const { section, revision } = asked;
      const [view, around, figures] = await Promise.all([
        readSection(ctx, bureau, year, section, revision),
        readAround(ctx, { bureau, year, section }, revision),
        asked.format === "html" && revision === null ? readSectionBlock(ctx, bureau, year, section) : null,
      ]);
      if (asked.format !== "html") return answerForm(c, asked.format, view, view.position, around);
      const dropped = revision === null && view.revision.number !== view.currentRevision;
      const shown = subtree(view.sections, view.position);
      const reading = await readingOf(c, view, around, shown);
      return sectionPage(c, reading, { position: view.position, dropped, figures: dropped ? null : figures });
    }
    case "revisions":
      return revisionsPage(c, {
        ...(await readRevisions(ctx, bureau, year)),
        corrected: await readCorrected(ctx, bureau, year),
      });
    case "notes":
      return notesPage(c, await loadReport(ctx, bureau, year, asked.revision));
    case "table":
      return answerTable(c, await readReportText(ctx, bureau, year, asked.revision), asked.anchor);
    case "diff": {
      const { from, to } = asked;
      if (from > to) return c.redirect(diffPath(bureau, year, to, from), 308);
      const two = await readTwoRevisions(ctx, bureau, year, from, to);
      return diffPage(c, { ...two, corrected: await readCorrected(ctx, bureau, year) });
    }
  }
}

async function readingOf(
  c: C,
  view: ReportText,
  around: readonly Edition[] | null,
  shown: readonly Section[],
): Promise<ReportPageContext> {
  const ctx = c.get("ctx");
  const asksFrozen = around !== null;
  const frozen = asksFrozen || view.revision.number !== view.currentRevision;
  const query = c.req.query("mark")?.trim().slice(0, LONGEST_MARK) ?? "";
  const marked = query === "" ? {} : { marked: { query, marks: await markSections(ctx, query, shown) } };
  const doubts = doubtsByAnchor(view.doubtfulPacked);
  return {
    view,
    origin: c.get("origin"),
    today: beijingDay(ctx.now()),
    frozen,
    doubts,
    ...marked,
    ...(around && { asksFrozen, around }),
  };
}

/** The picture of a link to the report; the site's, if it cannot show every character of the title. */
async function answerCard(c: C, bureau: string, year: number, number: number) {
  const { glyphs } = c.get("ctx");
  const view = await loadReport(c.get("ctx"), bureau, year, number);
  const png = glyphs ? await drawCard(cardText(view, c.get("origin")), glyphs) : null;
  c.res = png
    ? c.body(png, 200, { "Content-Type": "image/png", "Cross-Origin-Resource-Policy": "cross-origin" })
    : c.redirect(cardPath(), 302);
}

/** A table of the report by the anchor it has, or had in an earlier revision. */
function answerTable(c: C, view: ReportText, anchor: string) {
  const { bureau, year, revision } = view;
  const table = tableAt(view.sections, anchor);
  if (!table) throw absent(reportWords.noTable, [{ href: reportPath(bureau.slug, year), label: reportWords.goReport }]);
  const canonical = tablePath(bureau.slug, year, table.anchor, revision.number);
  c.header("Link", `<${c.get("origin")}${canonical}>; rel="cite-as"`);
  c.header("X-Revision", String(revision.number));
  const name = `${bureau.slug}-${year}-r${revision.number}-${table.anchor}.csv`;
  c.header("Content-Disposition", `attachment; filename="${name}"`);
  return c.body(toCsv(table.rows), 200, { "Content-Type": "text/csv; charset=utf-8" });
}

function answerForm(
  c: C,
  format: Exclude<ReportFormat, "html">,
  view: ReportText,
  position: number | null,
  around: readonly Edition[] | null,
) {
  const origin = c.get("origin");
  const section = position === null ? undefined : view.sections[position];
  const cited = { view, section, origin, accessed: beijingDay(c.get("ctx").now()) };
  const { type, body } = composeForm(format, view, position, cited);
  const { bureau, year, revision } = view;
  const pathAt = (n?: number) =>
    section ? sectionPath(bureau.slug, year, section.slug, n) : reportPath(bureau.slug, year, n);
  const isCurrent = revision.number === view.currentRevision;
  const canonical = pathAt(isCurrent ? undefined : revision.number);
  const original = { origin, bureau: bureau.slug, year, section: section?.slug ?? null, format };
  if (around) c.header("Memento-Datetime", mementoDatetime(revision));
  c.header(
    "Link",
    [
      ...mementoLinks(original),
      ...(around ? mementosAround(original, { view, around }) : []),
      `<${origin}${canonical}>; rel="canonical"; type="text/html"`,
      `<${origin}${pathAt(revision.number)}>; rel="cite-as"`,
      `<${origin}${formatPath(pathAt(revision.number), format)}>; rel="bookmark"`,
    ].join(", "),
  );
  c.header("X-Revision", String(revision.number));
  c.header("Content-Disposition", `inline; filename="${canonical.slice(1).replaceAll("/", "-")}.${format}"`);
  return c.body(body, 200, { "Content-Type": type });
}
