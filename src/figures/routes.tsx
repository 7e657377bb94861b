import { type Context, Hono } from "hono";
import type { AppEnv } from "../http/app-env.ts";
import { publicPage } from "../http/page-cache/public-page.ts";
import { readNotes } from "../indicators/notes/read-notes.ts";
import { figuresPage } from "./figures-page.tsx";
import { figuresTable } from "./figures-table.ts";
import { frozenOf } from "./present.ts";
import { type ReportFigures, readReportFigures } from "./read.ts";

type C = Context<AppEnv>;

export const figureRoutes = new Hono<AppEnv>();

const REPORT = "/reports/:bureau/:year{\\d{4}}";
const FROZEN = `${REPORT}/:revision{r[1-9]\\d{0,5}}`;
const keptTable = publicPage({ perDisplay: false });

const asked = (c: C) => {
  const { bureau = "", year = "", revision } = c.req.param();
  return readReportFigures(
    c.get("ctx"),
    bureau,
    Number(year),
    revision === undefined ? null : Number(revision.slice(1)),
  );
};

for (const base of [REPORT, FROZEN]) {
  figureRoutes.get(`${base}/figures`, publicPage(), async (c) => {
    const found = await asked(c);
    return figuresPage(c, found, await notesOn(c, found));
  });
  figureRoutes.get(`${base}/figures.csv`, keptTable, async (c) => answerTable(c));
}

/** Notes are about the revision in force. */
async function notesOn(c: C, { view, bureauId, figures }: ReportFigures) {
  if (frozenOf(view) !== undefined) return [];
  const { notes } = await readNotes(c.get("ctx"), { bureau: bureauId, year: view.year });
  const stated = figures.sections.flatMap(({ list }) => list);
  return notes.filter((note) => stated.some(({ text, label }) => text === note.text && label === note.label));
}

async function answerTable(c: C) {
  const found = await asked(c);
  const { bureau, year, revision } = found.view;
  c.header("Content-Disposition", `attachment; filename="${bureau.slug}-${year}-r${revision.number}-figures.csv"`);
  return c.body(figuresTable(found, c.get("origin")), 200, { "Content-Type": "text/csv; charset=utf-8" });
}
