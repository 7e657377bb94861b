import type { Ctx } from "../ctx.ts";
import { AppError, type Obstacle } from "../errors.ts";
import { canonicalText } from "../ingest/canonical-text.ts";
import type { ImportNote, ParsedReport } from "../ingest/document.ts";
import { shortName } from "../ingest/identity/short-name.ts";
import type { EditedSection } from "../reports/desk/edit.ts";
import { applyEdits, toParsedSections } from "../reports/desk/editorial.ts";
import { requireYear } from "../reports/publish/inputs.ts";
import { NOT_PLANNED, obstaclesOf } from "../reports/publish/obstacles.ts";
import { importPinyin } from "../pinyin/pinyin.ts";
import { type RevisionPlan, planRevision } from "../reports/publish/plan-revision.ts";
import type { Section } from "../reports/report.ts";
import { composeSections } from "../reports/publish/revision.ts";
import { sha256Hex } from "../sha256.ts";
import { type Draft, draftDecision } from "./draft.ts";
import { loadRead } from "./draft-files.ts";
import { requireDraft, requireUnsettled } from "./load.ts";

/** A draft as it would be published now. */
export interface Preview {
  draft: Draft;
  /** Corrected, with the fields given by hand. */
  parsed: ParsedReport;
  /** In the order of `sections`, with the ids that corrections name. */
  edited: EditedSection[];
  sections: Section[];
  /** The effect of each correction, in their order. */
  told: ImportNote[];
  /** Null if it cannot be published as it stands; `problem` says why. */
  plan: RevisionPlan | null;
  problem: AppError | null;
  /** The questions that a person has to decide. */
  obstacles: Obstacle[];
  year: number | null;
  /** The facts that the file lacks and a person has to add. */
  asks: { title: boolean; bureau: boolean; year: boolean };
  /** Changes with everything that would be published, and with the revision it would replace. */
  digest: string;
}

/** Throws `unauthorized`, `forbidden`, `not_found`, `unavailable`, and `conflict` for a draft that is settled. */
export async function readPreview(ctx: Ctx, id: number): Promise<Preview> {
  return previewOf(ctx, requireUnsettled((await requireDraft(ctx, id)).draft));
}

export async function previewOf(ctx: Ctx, draft: Draft): Promise<Preview> {
  const read = await loadRead(ctx, draft);
  const applied = applyAll(read, draft);
  const parsed = withFacts(read, draft, applied);
  const { plan, problem, year } = await planOf(ctx, draft, parsed);
  const sections = plan?.sections ?? composeSections(parsed, [], await importPinyin());
  return {
    draft,
    parsed,
    edited: applied.edited,
    sections,
    told: applied.notes,
    plan: applied.problem ? null : plan,
    problem: applied.problem ?? problem,
    obstacles: obstaclesOf(parsed, plan ?? NOT_PLANNED, draftDecision(draft)),
    year,
    asks: { title: isUntitled(read), bureau: read.bureau === null, year: read.year === null },
    digest: digestOf(draft, plan),
  };
}

interface Applied {
  edited: EditedSection[];
  notes: ImportNote[];
  problem: AppError | null;
}

/** If a correction does not apply any more, those before it are shown and nothing can be published. */
function applyAll(read: ParsedReport, { edits }: Draft): Applied {
  const all = applyEdits(read, edits);
  if (all.ok) return { edited: all.sections, notes: all.notes, problem: null };
  const problem = new AppError("conflict", `第${all.index + 1}处调整已不适用：${all.message}请撤销它。`, "edits");
  const some = applyEdits(read, edits.slice(0, all.index));
  return { edited: some.ok ? some.sections : [], notes: some.ok ? some.notes : [], problem };
}

const isUntitled = ({ title, notes }: ParsedReport) =>
  notes.some(({ code, level, line, text }) => code === "outline" && level === "unsure" && line === 0 && text === title);

function withFacts(read: ParsedReport, draft: Draft, { edited, notes }: Applied): ParsedReport {
  const given = {
    title: isUntitled(read) ? draft.title : "",
    bureau: read.bureau === null ? draft.bureauName : "",
  };
  const sections = toParsedSections(edited);
  const told = Object.entries({ 标题: given.title, 单位全称: given.bureau }).filter(([, text]) => text !== "");
  return {
    ...read,
    title: given.title || read.title,
    bureau: given.bureau || read.bureau,
    shortName: given.bureau ? shortName(given.bureau, canonicalText({ title: "", sections })) : read.shortName,
    sections,
    notes: [
      ...read.notes,
      ...told.map(([name, text]): ImportNote => ({
        code: "editorial",
        level: "info",
        message: `人工填写：文件没有写明${name}，由发布员填写。`,
        text,
        line: 0,
      })),
      ...notes,
    ],
  };
}

async function planOf(ctx: Ctx, draft: Draft, parsed: ParsedReport) {
  try {
    const year = requireYear(parsed.year, draft.year ?? undefined, ctx.now());
    const proposal = { parsed, bureau: draft.bureau || undefined, year, fileSha256: draft.fileSha256, edited: true };
    return { plan: await planRevision(ctx, proposal), problem: null, year };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { plan: null, problem: error, year: draft.year ?? parsed.year };
  }
}

function digestOf(draft: Draft, plan: RevisionPlan | null): string {
  const { fileSha256, readSha256, edits, title, bureauName, bureau, year } = draft;
  const facts = [fileSha256, readSha256, edits, title, bureauName, bureau, year, plan?.bureau, plan?.number];
  return sha256Hex(JSON.stringify(draft.pointNotes.length > 0 ? [...facts, draft.pointNotes] : facts));
}
