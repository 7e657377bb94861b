import { auditEntry } from "../../audit/store.ts";
import type { Ctx } from "../../ctx.ts";
import { bumpArchiveVersion } from "../../db/archive-version.ts";
import { isOvertaken } from "../../db/broken-constraint.ts";
import type { Statement } from "../../db/client.ts";
import { AppError, type Obstacle } from "../../errors.ts";
import type { ImportNote, ParsedReport } from "../../ingest/document.ts";
import type { Doubt } from "../../figures/figure.ts";
import { type KeptFigures, keepRead } from "../../figures/kept.ts";
import { readFigures } from "../../figures/reading/extract.ts";
import { keepFigures } from "../../figures/record.ts";
import type { PointNote } from "../../indicators/point-note.ts";
import { NO_NOTES, readNotes } from "../../indicators/notes/read-notes.ts";
import { keepPoints } from "../../indicators/record.ts";
import { commitWithLedger } from "../../ledger/record.ts";
import { revisionLeaf } from "../../ledger/revision-leaf.ts";
import { revisionText } from "../../ledger/revision-text.ts";
import { figuresPath, reportPath } from "../../paths.ts";
import { indexStatements } from "../../search/fts5/index-report.ts";
import { indexChange } from "../../search/indexing/change.ts";
import { sha256Hex } from "../../sha256.ts";
import { requirePublisher, requireRole } from "../../staff/permission.ts";
import { insertBureau } from "./bureau-store.ts";
import { requireNote, requireYear } from "./inputs.ts";
import { keepOriginal, requireKept } from "../originals.ts";
import { findPromise } from "../promise/promise.ts";
import { publicNotes } from "../public-notes.ts";
import { insertPromise } from "../promise/promise-store.ts";
import { type PublishDecision, obstaclesOf, requireDecided, requireLegible, undecided } from "./obstacles.ts";
import { type RevisionPlan, planRevision } from "./plan-revision.ts";
import * as store from "./publish-store.ts";
import type { Section } from "../report.ts";
import { countSectionCharacters } from "./revision.ts";

export interface PublishInput {
  bytes: Uint8Array;
  fileName: string;
  /** Slug, for a file that does not name its bureau, or to choose the slug of a new one. */
  bureau?: string | undefined;
  year?: number | undefined;
  note?: string | undefined;
  /** See `PublishDecision`. */
  confirmsSlug?: boolean | undefined;
  /** Codes of obstacles that a person looked at and accepts. */
  accept?: readonly string[] | undefined;
  /** The reading that a person looked at and perhaps corrected, in place of the file's own. */
  looked?: PublishPreview | undefined;
}

export interface PublishPreview {
  parsed: ParsedReport;
  /** As it was shown; if the revision would get another number, nothing is published. */
  plan: RevisionPlan;
  /** In place of what else stands in the input. */
  decision: PublishDecision;
  /** Numbers of the feedback that a correction answers, for the ledger; `alongside` links them. */
  feedback?: readonly number[];
  /** An editor's decisions about its figures. */
  pointNotes?: readonly PointNote[];
  /** Writes that belong in the same batch; made anew if another publisher was faster. */
  alongside: (revision: store.NewRevision) => Promise<Statement[]>;
  /** True if the batch failed because the preview is out of date: then nothing is tried again. */
  isOutdated: (error: unknown) => boolean;
}

export type PublishOutcome = "published" | "revised" | "unchanged" | "would_publish" | "would_revise" | "blocked";

export interface PublishResult {
  outcome: PublishOutcome;
  bureau: string;
  bureauName: string;
  year: number;
  revision: number;
  url: string;
  title: string;
  sections: number;
  paragraphs: number;
  fileSha256: string;
  notes: ImportNote[];
  outline: { depth: number; heading: string; slug: string; standard: string | null }[];
  /** Figures that do not agree: to be looked at, no verdict. */
  figuresToCheck: Doubt[];
  /** The page that shows them. */
  figuresUrl: string;
  /** The questions that a person has to decide; only a preview (`blocked`) has any. */
  blocked: Obstacle[];
}

/** Others publish at the same moment: the first waits are short, the last ones seconds, none the same as another's. */
const TRIES = 14;
const FIRST_PAUSE_MS = 30;
const LONGEST_PAUSE_MS = 2_000;

/**
 * Publishes a file as the next revision of its report, or says what it would do (`dryRun`). The same file as that
 * of any of its revisions is `unchanged`. Throws AppError: `invalid`, `too_large`, `conflict`, `blocked`, `unauthorized`, `forbidden`.
 */
export async function publishReport(ctx: Ctx, input: PublishInput, dryRun = false): Promise<PublishResult> {
  const actor = requireRole(ctx, "publisher", "admin");
  const { looked } = input;
  const decision = looked?.decision ?? input;
  const parsed = looked?.parsed ?? (await ctx.readFile(input.bytes, input.fileName));
  requireLegible(parsed, decision);
  const year = requireYear(parsed.year, input.year, ctx.now());
  const note = requireNote(input.note);
  const asked = { input, decision, parsed, dryRun, facts: { year, note, actor, fileSha256: sha256Hex(input.bytes) } };
  for (let attempt = 1; ; attempt += 1)
    try {
      return await publishOnce(ctx, asked, attempt === 1);
    } catch (error) {
      // Another publisher was first: the plan no longer fits, so plan again.
      if (!isOvertaken(error) || looked?.isOutdated(error)) throw error;
      if (attempt >= TRIES) throw crowded();
      await ctx.pause(pauseAfter(attempt, ctx.random(1)[0] ?? 0));
    }
}

/** Milliseconds; `chance` is a byte. */
const pauseAfter = (attempt: number, chance: number) =>
  (Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** attempt) * (1 + chance)) / 256;

interface PublicationFacts {
  year: number;
  note: string;
  actor: string;
  fileSha256: string;
}

interface AskedPublication {
  input: PublishInput;
  decision: PublishDecision;
  parsed: ParsedReport;
  dryRun: boolean;
  facts: PublicationFacts;
}

/** Plans and writes once. Throws what the database answers if another publisher was first. */
async function publishOnce(ctx: Ctx, asked: AskedPublication, isFirst: boolean): Promise<PublishResult> {
  const { input, decision, parsed, dryRun, facts } = asked;
  const { looked } = input;
  const { year, fileSha256 } = facts;
  const proposal = { parsed, bureau: input.bureau, year, fileSha256, edited: looked !== undefined };
  const plan = looked && isFirst ? looked.plan : await planRevision(ctx, proposal);
  requirePublisher(ctx, plan.bureau);
  if (looked && looked.plan.number !== plan.number) throw overtaken(plan);
  const obstacles = obstaclesOf(parsed, plan, decision);
  const blocked = undecided(obstacles, decision);
  const outcome = blocked.length > 0 && dryRun ? "blocked" : outcomeOf(plan, dryRun);
  const stated = readFigures(plan.sections);
  const figures = keepRead(stated);
  const result = { ...toResult(outcome, plan, parsed, year, fileSha256), figuresToCheck: figures.doubts, blocked };
  if (dryRun || outcome === "unchanged") return result;
  requireDecided(obstacles, decision);
  if (isFirst) await keepOriginal(ctx, fileSha256, input.bytes);
  const accepted = obstacles.map(({ code }) => code);
  const revision = toRevision(ctx, parsed, input, plan, facts);
  const known = revision.number === 1 ? NO_NOTES : await readNotes(ctx, revision);
  const points = keepPoints(ctx.db, revision, stated, known, looked?.pointNotes);
  const alongside = (await looked?.alongside(revision)) ?? [];
  await commitWithLedger(
    ctx,
    [revisionLeaf(revision, plan.sections, looked?.feedback)],
    [...writes(ctx, plan, revision, { points, figures }), auditOf(ctx, revision, accepted), ...alongside],
  );
  await requireKept(ctx, fileSha256, input.bytes);
  return result;
}

const crowded = () =>
  new AppError("conflict", "同一时刻有很多人发布，试了多次都有人在先，这一份没有发布。请过一分钟再试。");

const overtaken = ({ number }: RevisionPlan) =>
  new AppError("conflict", `这份报告刚刚有了新的修订版，现在发布会成为第${number}版。请看过新的预览再发布。`);

function outcomeOf(plan: RevisionPlan, dryRun: boolean): PublishOutcome {
  if (plan.unchanged) return "unchanged";
  if (dryRun) return plan.number === 1 ? "would_publish" : "would_revise";
  return plan.number === 1 ? "published" : "revised";
}

const countParagraphs = (sections: readonly Section[]) => sections.reduce((sum, s) => sum + s.blocks.length, 0);

function toResult(outcome: PublishOutcome, plan: RevisionPlan, parsed: ParsedReport, year: number, fileSha256: string) {
  return {
    outcome,
    bureau: plan.bureau,
    bureauName: plan.bureauName,
    year,
    revision: plan.number,
    url: reportPath(plan.bureau, year),
    figuresUrl: figuresPath(plan.bureau, year),
    title: parsed.title,
    sections: plan.sections.length,
    paragraphs: countParagraphs(plan.sections),
    fileSha256,
    notes: parsed.notes,
    outline: plan.sections.map(({ depth, heading, slug, standard }) => ({ depth, heading, slug, standard })),
  };
}

function toRevision(
  ctx: Ctx,
  parsed: ParsedReport,
  input: PublishInput,
  plan: RevisionPlan,
  facts: PublicationFacts,
): store.NewRevision {
  return {
    bureau: plan.bureau,
    year: facts.year,
    number: plan.number,
    title: parsed.title,
    note: facts.note,
    publishedAt: ctx.now().toISOString(),
    publishedBy: facts.actor,
    fileSha256: facts.fileSha256,
    fileName: baseName(input.fileName),
    fileType: /\.(\w+)$/.exec(input.fileName)?.[1]?.toLowerCase() ?? "",
    fileSize: input.bytes.length,
    textSha256: sha256Hex(revisionText(parsed.title, plan.sections)),
    encoding: parsed.encoding,
    importNotes: publicNotes(parsed.notes),
    sectionCount: plan.sections.length,
    paragraphCount: countParagraphs(plan.sections),
    characterCount: countSectionCharacters(plan.sections),
  };
}

/** The last step of a path, without control characters: what a download is called. */
export const baseName = (fileName: string) =>
  (fileName.split(/[/\\]/).at(-1) ?? "").replace(/[\p{Cc}\p{Cf}]/gu, "").slice(-120) || "report";

function writes(
  ctx: Ctx,
  plan: RevisionPlan,
  revision: store.NewRevision,
  { points, figures }: { points: Statement[]; figures: KeptFigures },
): Statement[] {
  return [
    ...(plan.newBureau ? insertBureau(ctx.db, plan.newBureau, revision.publishedAt) : []),
    ...store.insertRevision(ctx.db, revision),
    ...store.insertSections(revision, plan.sections),
    insertPromise(revision, findPromise(plan.sections)),
    keepFigures(ctx.db, revision, figures),
    ...points,
    ...indexStatements(ctx.db, { ...revision, sections: plan.sections, previous: plan.earlier }),
    ...indexChange(ctx, revision, revision.publishedAt),
    bumpArchiveVersion(ctx.db),
  ];
}

const auditOf = (ctx: Ctx, revision: store.NewRevision, accepted: readonly string[]) =>
  auditEntry(ctx.db, {
    at: revision.publishedAt,
    actor: revision.publishedBy,
    action: revision.number === 1 ? "report.published" : "report.revised",
    subject: reportPath(revision.bureau, revision.year, revision.number),
    detail: {
      file: revision.fileName,
      sha256: revision.fileSha256,
      note: revision.note,
      ...(accepted.length > 0 && { accepted: accepted.join(" ") }),
    },
  });
