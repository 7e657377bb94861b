import { type Context, Hono } from "hono";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import { AppError } from "../errors.ts";
import { GUARD_FIELDS, readGuard } from "../feedback/submit/guarded-form.ts";
import { LimitedError } from "../feedback/guard/limited.ts";
import { setLimited } from "../feedback/guard/rate-limit.ts";
import { visitorAddress } from "../feedback/guard/visitor-address.ts";
import { formToken } from "../feedback/submit/new-form.ts";
import type { FieldError } from "../feedback/submission.ts";
import { readTargetBureaus } from "../feedback/target/targets.ts";
import { bureauSlug, requireField } from "../fields.ts";
import type { AppEnv } from "../http/app-env.ts";
import { STATUS } from "../http/api/problem.ts";
import { publicPage } from "../http/page-cache/public-page.ts";
import { sentForm } from "../http/sent-form.ts";
import { newPressPath, pressPath } from "../paths.ts";
import { toCsv } from "../ui/csv.ts";
import { requirePage } from "../ui/paging.tsx";
import { PRESS_FIELDS, pressFields } from "./fields.ts";
import { pressPage } from "./press-page.tsx";
import { suggestPress } from "./record.ts";
import { pressSubject, usedPassagePath, readPress } from "./register.ts";
import { pressSentPage, suggestPage } from "./suggest-page.tsx";
import { pressWords } from "./words.ts";

type C = Context<AppEnv>;

export const pressRoutes = new Hono<AppEnv>();

const PAGE_SIZE = 50;
const MOST_ROWS = 1000;

pressRoutes.get(pressPath(), publicPage({ query: ["bureau", "page"] }), async (c) => {
  const bureau = c.req.query("bureau") ?? "";
  if (bureau) requireField(bureauSlug, bureau, "bureau");
  const given = c.req.query("page");
  const page = requirePage(given, Infinity, PAGE_SIZE);
  const ctx = c.get("ctx");
  const [{ total, rows }, bureaus] = await Promise.all([
    readPress(ctx, bureau || null, page, PAGE_SIZE),
    readTargetBureaus(ctx),
  ]);
  requirePage(given, total, PAGE_SIZE);
  return pressPage(c, { rows, total, page, size: PAGE_SIZE, bureau, bureaus });
});

pressRoutes.get(`${pressPath()}.csv`, publicPage({ perDisplay: false }), async (c) => {
  const { rows } = await readPress(c.get("ctx"), null, 1, MOST_ROWS);
  const { day, medium, title, about, address, archived } = pressWords;
  const lines = rows.map((row) => {
    const place = usedPassagePath(row);
    const where = place === null ? "" : c.get("origin") + place;
    return [row.day, row.medium, row.title, pressSubject(row), where, row.address, row.archived];
  });
  return c.body(toCsv([[day, medium, title, about, pressWords.place, address, archived], ...lines]), 200, {
    "Content-Type": "text/csv; charset=utf-8",
    "Content-Disposition": 'attachment; filename="press.csv"',
  });
});

pressRoutes.get("/press/sent", (c) => pressSentPage(c));

pressRoutes.get(newPressPath(), (c) =>
  show(c, { typed: Object.fromEntries(PRESS_FIELDS.map((name) => [name, c.req.query(name) ?? ""])) }),
);

/** A suggestion. Any error shows the form again with everything typed. */
pressRoutes.post(newPressPath(), async (c) => {
  const ctx = c.get("ctx");
  const form = await sentForm(c, { once: [...PRESS_FIELDS, ...GUARD_FIELDS] });
  const text = (name: string) => {
    const value = form.get(name);
    return typeof value === "string" ? value : "";
  };
  const typed = Object.fromEntries(PRESS_FIELDS.map((name) => [name, text(name)]));
  const guard = await readGuard(ctx, text);
  const parsed = pressFields(ctx.now()).safeParse(typed);
  const errors = [...guard.errors, ...(parsed.success ? [] : faultsOf(parsed.error))];
  if (errors.length > 0 || !parsed.success) return show(c, { typed, errors, status: 422 });
  try {
    const address = visitorAddress(c.env, (name) => c.req.header(name));
    await suggestPress(ctx, parsed.data, { ...guard.pass, address });
    return c.redirect("/press/sent", 303);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const limited = error instanceof LimitedError ? error : null;
    if (limited) setLimited(c, limited);
    const faults = [{ field: error.field ?? "", message: error.message }];
    return show(c, { typed, errors: faults, limited, status: STATUS[error.code] });
  }
});

interface Shown {
  typed: Record<string, string>;
  errors?: readonly FieldError[];
  limited?: LimitedError | null;
  status?: ContentfulStatusCode;
}

async function show(c: C, { typed, errors = [], limited = null, status = 200 }: Shown) {
  const ctx = c.get("ctx");
  const [bureaus, token] = [await readTargetBureaus(ctx), await formToken(ctx)];
  return suggestPage(c, { typed, errors, bureaus, token, limited }, status);
}

/** The first fault of each field. */
function faultsOf({ issues }: { issues: readonly { path: readonly PropertyKey[]; message: string }[] }): FieldError[] {
  const faults = new Map<string, FieldError>();
  for (const { path, message } of issues) {
    const field = String(path[0]);
    if (!faults.has(field)) faults.set(field, { field, message });
  }
  return [...faults.values()];
}
