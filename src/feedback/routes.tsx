import { type Context, Hono } from "hono";
import { AppError } from "../errors.ts";
import type { AppEnv } from "../http/app-env.ts";
import { bureauSlug, requireField, yearText } from "../fields.ts";
import { limitedBody } from "../http/limited-body.ts";
import { publicPage } from "../http/page-cache/public-page.ts";
import { toCsv } from "../ui/csv.ts";
import { requirePage } from "../ui/paging.tsx";
import { isKind } from "./kind.ts";
import { privacyPage } from "./retention/privacy-page.tsx";
import { publicFeedbackPage } from "./register/public-page.tsx";
import { isStatus } from "./feedback.ts";
import { readPublicFeedback, readRegister } from "./register/register.ts";
import { registerPage } from "./register/register-page.tsx";
import { readStatistics } from "./register/statistics.ts";
import { statisticsPage, statisticsRows } from "./register/statistics-page.tsx";
import { answerNew, showNew } from "./submit/new-routes.tsx";
import {
  answerOwnDeadline,
  answerReceiptFile,
  answerSaved,
  answerStatus,
  showStatus,
} from "./author/status-routes.tsx";
import { readTargetBureaus, listTargetYears } from "./target/targets.ts";
import { answerDeadline } from "./author/deadline-routes.tsx";
import { excerpt } from "./register/register-page.tsx";
import { answerSupport, showSupport } from "./support/support-routes.tsx";
import { feedbackWords } from "./words.ts";

const PAGE_SIZE = 20;
/** Three photographs straight from a telephone: each too large is then named, and the typed text is kept. */
const MOST_UPLOAD_BYTES = 32 * 1024 * 1024;
const MOST_FORM_BYTES = 64 * 1024;

export const feedbackRoutes = new Hono<AppEnv>();

/** Nobody is to know from which page somebody comes to speak, and to which they go. */
for (const path of ["/feedback", "/feedback/*"])
  feedbackRoutes.use(path, async (c, next) => {
    c.header("Referrer-Policy", "no-referrer");
    await next();
  });

const atMost = (maxSize: number) => limitedBody(maxSize, feedbackWords.bodyTooLarge);

feedbackRoutes.get("/feedback/new", showNew);
feedbackRoutes.post("/feedback/new", atMost(MOST_UPLOAD_BYTES), answerNew);
feedbackRoutes.get("/feedback/status", showStatus);
feedbackRoutes.post("/feedback/status", atMost(MOST_FORM_BYTES), answerStatus);
feedbackRoutes.post("/feedback/saved", atMost(MOST_FORM_BYTES), answerSaved);
feedbackRoutes.post("/feedback/deadline.ics", atMost(MOST_FORM_BYTES), answerOwnDeadline);
feedbackRoutes.post("/feedback/receipt.txt", atMost(MOST_FORM_BYTES), answerReceiptFile);
feedbackRoutes.get("/feedback/privacy", (c) => privacyPage(c));

const FILTERS = ["bureau", "year", "kind", "status", "report", "section", "page"];

feedbackRoutes.get("/feedback", publicPage({ query: FILTERS }), async (c) => {
  const ctx = c.get("ctx");
  const asked = askedIn(c);
  const filter = {
    bureau: asked.bureau || null,
    year: asked.year ? Number(asked.year) : null,
    kind: isKind(asked.kind) ? asked.kind : null,
    status: isStatus(asked.status) ? asked.status : null,
    overdue: asked.status === "overdue",
    report: reportIn(asked.report),
    section: asked.section || null,
  };
  const given = c.req.query("page");
  const page = requirePage(given, Infinity, PAGE_SIZE);
  const [{ total, rows, today }, statistics, bureaus, years] = await Promise.all([
    readRegister(ctx, filter, page, PAGE_SIZE),
    readStatistics(ctx),
    readTargetBureaus(ctx),
    listTargetYears(ctx),
  ]);
  requirePage(given, total, PAGE_SIZE);
  return registerPage(c, { asked, rows, total, page, size: PAGE_SIZE, today, figures: statistics.all, bureaus, years });
});

function askedIn(c: Context<AppEnv>) {
  const asked = (name: string) => c.req.query(name) ?? "";
  const [bureau, year, kind, status] = [asked("bureau"), asked("year"), asked("kind"), asked("status")];
  if (bureau) requireField(bureauSlug, bureau, "bureau");
  if (year) requireField(yearText, year, "year");
  if (kind && !isKind(kind)) throw new AppError("invalid", "没有这个类型。", "kind");
  if (status && status !== "overdue" && !isStatus(status)) throw new AppError("invalid", "没有这个状态。", "status");
  const [report, section] = [asked("report"), asked("section")];
  if (!/^([\w-]{1,80}\.\d{4})?$/.test(report)) throw new AppError("invalid", "报告应写作“单位代号.年度”。", "report");
  if (!/^[\w-]{0,100}$/.test(section)) throw new AppError("invalid", "章节代号不对。", "section");
  return { bureau, year, kind, status, report, section };
}

function reportIn(text: string) {
  const [bureau, year] = text.split(".");
  return bureau && year ? { bureau, year: Number(year) } : null;
}

feedbackRoutes.get("/feedback/statistics", publicPage(), async (c) =>
  statisticsPage(c, await readStatistics(c.get("ctx"))),
);

feedbackRoutes.get("/feedback/statistics.csv", publicPage({ perDisplay: false }), async (c) =>
  c.body(toCsv(statisticsRows(await readStatistics(c.get("ctx")))), 200, {
    "Content-Type": "text/csv; charset=utf-8",
    "Content-Disposition": 'attachment; filename="feedback-statistics.csv"',
  }),
);

feedbackRoutes.get("/feedback/:id{[1-9][0-9]{0,9}}/support", (c) => showSupport(c));
feedbackRoutes.post("/feedback/:id{[1-9][0-9]{0,9}}/support", atMost(MOST_FORM_BYTES), answerSupport);

feedbackRoutes.get("/feedback/:id{[1-9][0-9]{0,9}}/deadline.ics", publicPage({ perDisplay: false }), async (c) => {
  const { id, title, text, deadline } = await readPublicFeedback(c.get("ctx"), Number(c.req.param("id")));
  return answerDeadline(c, { id, title: title || excerpt(text), deadline });
});

feedbackRoutes.get("/feedback/:id{[1-9][0-9]{0,9}}", publicPage(), async (c) =>
  publicFeedbackPage(c, await readPublicFeedback(c.get("ctx"), Number(c.req.param("id")))),
);
