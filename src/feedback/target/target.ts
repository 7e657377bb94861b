import type { Ctx } from "../../ctx.ts";
import { AppError } from "../../errors.ts";
import { type PassagePin, pinTo, stillStands } from "./pin.ts";
import { loadBureau, loadTargetReport, loadTargetSections, type TargetBureau } from "./target-store.ts";

/** The place that a feedback says it comes from. */
export interface TargetQuery {
  bureau: string | null;
  year: number | null;
  revision: number | null;
  section: string | null;
  anchor: string | null;
  quote: string | null;
}

/** The place that a feedback is about; `bureau` is null if it names none. */
export interface FeedbackTarget extends PassagePin {
  bureau: TargetBureau | null;
  reportId: number | null;
  year: number | null;
  revision: number | null;
  currentRevision: number | null;
  title: string | null;
  /** The passage is no longer in the current revision as the author saw it. */
  changedSince: boolean;
}

const NOTHING = { section: null, sectionHeading: null, anchor: null, quote: null };
const NO_REPORT = { ...NOTHING, reportId: null, year: null, revision: null, currentRevision: null, title: null };

/** Looks up the passage in the revision the author saw. Throws `invalid` naming the field, `gone` for a withdrawn report. */
export async function resolveTarget(ctx: Ctx, asked: TargetQuery): Promise<FeedbackTarget> {
  if (asked.bureau === null) {
    if (asked.year !== null || asked.section !== null || asked.anchor !== null || asked.quote !== null)
      throw new AppError("invalid", "指明报告、章节或段落时，请同时指明单位。", "bureau");
    return { ...NO_REPORT, bureau: null, changedSince: false };
  }
  const bureau = await loadBureau(ctx.db, asked.bureau);
  if (!bureau) throw new AppError("invalid", "没有这个单位，请核对单位代号。", "bureau");
  if (asked.year === null) {
    if (asked.section !== null || asked.anchor !== null || asked.quote !== null || asked.revision !== null)
      throw new AppError("invalid", "指明章节或段落时，请同时指明年度。", "year");
    return { ...NO_REPORT, bureau, changedSince: false };
  }
  return passageOf(ctx, bureau, asked.year, asked);
}

async function passageOf(ctx: Ctx, bureau: TargetBureau, year: number, asked: TargetQuery): Promise<FeedbackTarget> {
  const report = await loadTargetReport(ctx.db, bureau.id, year, asked.revision);
  if (!report)
    throw new AppError(
      "invalid",
      `没有${bureau.shortName}的${year}年度报告，或没有这一版。`,
      asked.revision ? "revision" : "year",
    );
  if (report.status === "withdrawn")
    throw new AppError("gone", "这份报告已经撤回。您可以不指明报告，就单位提交意见。", "year");
  const { reportId, currentRevision, revision, title } = report;
  const anywhere = asked.section === null && asked.anchor === null && asked.quote === null;
  const sections = anywhere ? [] : await loadTargetSections(ctx.db, report.revisionId, asked.section);
  const pinned = anywhere ? NOTHING : pinTo(sections, asked);
  if (!pinned) throw new AppError("invalid", `第${revision}版中没有这一节、这一段或这句引文。`, fieldOf(asked));
  const changedSince = revision < currentRevision && (await hasChanged(ctx, bureau.id, year, pinned));
  return { ...pinned, bureau, reportId, year, revision, currentRevision, title, changedSince };
}

const fieldOf = ({ quote, anchor }: TargetQuery) => (quote !== null ? "quote" : anchor !== null ? "anchor" : "section");

async function hasChanged(ctx: Ctx, bureauId: number, year: number, pinned: PassagePin): Promise<boolean> {
  if (pinned.quote === null) return false;
  const current = await loadTargetReport(ctx.db, bureauId, year, null);
  if (!current) return false;
  return !stillStands(await loadTargetSections(ctx.db, current.revisionId, pinned.section), pinned.quote);
}
