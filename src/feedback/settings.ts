import { auditEntry } from "../audit/store.ts";
import type { Ctx } from "../ctx.ts";
import { bumpArchiveVersion } from "../db/archive-version.ts";
import { commit } from "../db/client.ts";
import { AppError } from "../errors.ts";
import { requireRole } from "../staff/permission.ts";
import { type HolidayCalendar, PACKAGE_CALENDAR } from "./calendar.ts";
import { type ClockRules, DEFAULT_RULES, TERM_NAMES, type TermName, TERMS, type Term } from "./clock.ts";
import { loadSettings, saveSetting } from "./settings-store.ts";

const MOST_DAYS = 366;

/** The terms in force, and the calendar by which they are counted. */
export type Clocks = ClockRules & { calendar: HolidayCalendar };

export async function loadClockRules(ctx: Ctx): Promise<Clocks> {
  const { clocks, calendar } = await loadSettings(ctx.db, ["clocks", "calendar"]);
  return {
    ...DEFAULT_RULES,
    ...(clocks as Partial<ClockRules> | undefined),
    calendar: (calendar as HolidayCalendar | undefined) ?? PACKAGE_CALENDAR,
  };
}

/** Changes the rules of clocks that start from now on; running ones stay. Throws `invalid`, `forbidden`. */
export async function changeClockRules(ctx: Ctx, changes: Partial<Record<TermName, Term>>): Promise<ClockRules> {
  const by = requireRole(ctx, "admin");
  const { calendar: _, ...rules } = await loadClockRules(ctx);
  for (const name of TERMS) {
    const term = changes[name];
    if (term) rules[name] = requireTerm(name, term);
  }
  const at = ctx.now().toISOString();
  await commit(ctx.db, [
    saveSetting(ctx.db, "clocks", rules, at, by),
    bumpArchiveVersion(ctx.db),
    auditEntry(ctx.db, {
      at,
      actor: by,
      action: "feedback.clocks_changed",
      subject: "/staff/settings",
      detail: days(rules),
    }),
  ]);
  return rules;
}

function requireTerm(name: TermName, { days, unit, basis }: Term): Term {
  if (!Number.isInteger(days) || days < 1 || days > MOST_DAYS)
    throw new AppError("invalid", `${TERM_NAMES[name]}的期限应是1到${MOST_DAYS}的整数。`, name);
  if (unit !== "calendar" && unit !== "working") throw new AppError("invalid", "期限按自然日或工作日计算。", name);
  if (basis.trim().length < 4) throw new AppError("invalid", `请写明${TERM_NAMES[name]}期限的依据。`, name);
  return { days, unit, basis: basis.trim() };
}

const days = (rules: ClockRules) =>
  Object.fromEntries(TERMS.map((name) => [name, `${rules[name].days} ${rules[name].unit}`]));
