import { type Context, Hono } from "hono";
import { AppError } from "../../errors.ts";
import { readTargetBureaus } from "../../feedback/target/targets.ts";
import type { AppEnv } from "../../http/app-env.ts";
import { limitedBody } from "../../http/limited-body.ts";
import { STATUS } from "../../http/api/problem.ts";
import { sentForm } from "../../http/sent-form.ts";
import { signedIn } from "../../staff/staff-session.ts";
import { readBureau } from "../../reports/catalog/browse.ts";
import { forEachTrait } from "../../reports/traits.ts";
import { changeBureau } from "../../reports/publish/rename.ts";
import { restoreReport, withdrawReport } from "../../reports/publish/withdraw.ts";
import { reportsPath } from "../../console-paths.ts";
import { textField } from "../form-fields.ts";
import { requireRole } from "../../staff/permission.ts";
import { RENAME_FIELDS, renamePage } from "./rename-page.tsx";
import { reportStatusPage } from "./report-status-page.tsx";
import { bureauReportsPage, staffBureausPage } from "./reports-page.tsx";
import { reportsWords } from "./reports-words.ts";

export const reportsRoutes = new Hono<AppEnv>();

const BUREAU = `${reportsPath()}/:bureau{[a-z0-9-]{1,60}}` as const;
const REPORT = `${BUREAU}/:year{[0-9]{4}}` as const;
const limited = limitedBody(64 * 1024);

reportsRoutes.get(reportsPath(), signedIn, async (c) => {
  requireRole(c.get("ctx"), "publisher", "admin");
  return staffBureausPage(c, await readTargetBureaus(c.get("ctx")));
});

reportsRoutes.get(BUREAU, signedIn, async (c) => {
  const { bureau, reports } = await bureauOf(c);
  return bureauReportsPage(c, { bureau, reports, done: reportsWords.done[c.req.query("done") ?? ""] });
});

const bureauOf = (c: Context<AppEnv>) => {
  requireRole(c.get("ctx"), "publisher", "admin");
  return readBureau(c.get("ctx"), c.req.param("bureau") ?? "");
};

async function reportOf(c: Context<AppEnv>) {
  const { bureau, reports } = await bureauOf(c);
  const report = reports.find(({ year }) => year === Number(c.req.param("year")));
  if (!report) throw new AppError("not_found", reportsWords.bureauNone);
  return { bureau, report };
}

for (const action of ["withdraw", "restore"] as const) {
  reportsRoutes.get(`${REPORT}/${action}`, signedIn, async (c) =>
    reportStatusPage(c, { ...(await reportOf(c)), action }),
  );

  reportsRoutes.post(`${REPORT}/${action}`, signedIn, limited, async (c) => {
    const { bureau, report } = await reportOf(c);
    const reason = textField(await sentForm(c, { once: ["reason"] }), "reason");
    try {
      const { slug } = bureau;
      const ctx = c.get("ctx");
      const { status } =
        action === "withdraw"
          ? await withdrawReport(ctx, slug, report.year, reason)
          : await restoreReport(ctx, slug, report.year);
      return c.redirect(`${reportsPath(slug)}?done=${status === "withdrawn" ? "withdrawn" : "restored"}`, 303);
    } catch (error) {
      if (!(error instanceof AppError) || (error.code !== "invalid" && error.code !== "conflict")) throw error;
      return reportStatusPage(c, { bureau, report, action, reason, error: error.message }, STATUS[error.code]);
    }
  });
}

reportsRoutes.get(`${BUREAU}/rename`, signedIn, async (c) => {
  const { bureau, traits } = await bureauOf(c);
  const { name, shortName, slug } = bureau;
  const known = forEachTrait((trait) => traits[trait] ?? "");
  return renamePage(c, { bureau, typed: { name, shortName, slug, ...known } });
});

reportsRoutes.post(`${BUREAU}/rename`, signedIn, limited, async (c) => {
  const { bureau } = await bureauOf(c);
  const form = await sentForm(c, { once: RENAME_FIELDS });
  const typed = Object.fromEntries(RENAME_FIELDS.map((name) => [name, textField(form, name).trim()]));
  try {
    const { slug } = await changeBureau(c.get("ctx"), bureau.slug, {
      name: typed.name,
      shortName: typed.shortName,
      slug: typed.slug,
      aliases: typed.alias ? [typed.alias] : [],
      ...forEachTrait((trait) => typed[trait]),
    });
    return c.redirect(`${reportsPath(slug)}?done=renamed`, 303);
  } catch (error) {
    if (!(error instanceof AppError) || (error.code !== "invalid" && error.code !== "conflict")) throw error;
    const field = error.field === "aliases" ? "alias" : (error.field ?? "name");
    return renamePage(c, { bureau, typed, error: { field, message: error.message } }, STATUS[error.code]);
  }
});
