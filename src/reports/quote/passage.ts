import type { Ctx } from "../../ctx.ts";
import { sectionPath } from "../../paths.ts";
import { absent, readReportText, readSection } from "../read.ts";
import { selectLastWithAnchor } from "../read-store.ts";
import type { Paragraph, Section } from "../report.ts";
import type { ReportText } from "../view.ts";
import { reportWords } from "../words.ts";

/** The form of anchors, those of old archives too. */
const ANCHOR = /^[0-9a-z]{1,16}$/;

export interface PassageAddress {
  bureau: string;
  year: number;
  section: string;
  anchor: string;
  /** Null: the current revision, or the last that has the paragraph. */
  revision: number | null;
}

/** The fate of a quoted text in the current revision: unchanged, changed, or gone. */
export interface PassageFate {
  fate: "same" | "changed" | "gone";
  revision: number;
  publishedAt: string;
  /** The section and anchor that have it now. */
  section: string | null;
  anchor: string | null;
}

export interface QuotedPassage {
  view: ReportText;
  section: Section;
  block: Paragraph;
  /** Null if the revision is the current one. */
  since: PassageFate | null;
}

/** One paragraph of one revision. Throws not_found (with a way on), gone or FormerSlug. */
export async function readQuotedPassage(ctx: Ctx, asked: PassageAddress): Promise<QuotedPassage> {
  const { bureau, year, section, anchor, revision } = asked;
  if (!ANCHOR.test(anchor)) throw noPassage(asked);
  const view = await readSection(ctx, bureau, year, section, revision);
  const found = paragraphAt(view, anchor);
  if (found) return { view, ...found, since: await sinceThen(ctx, view, found.block.anchor) };
  const last = revision === null ? await selectLastWithAnchor(ctx.db, asked, anchor) : undefined;
  if (!last || last.number === view.revision.number) throw noPassage(asked);
  return readQuotedPassage(ctx, { ...asked, revision: last.number });
}

/** By its own anchor, or by one that it had in an earlier revision. */
function paragraphAt({ sections }: ReportText, anchor: string) {
  const find = (isIt: (block: Paragraph) => boolean) => {
    for (const section of sections) {
      const block = section.blocks.find(isIt);
      if (block) return { section, block };
    }
    return null;
  };
  return find((block) => block.anchor === anchor) ?? find((block) => block.was?.includes(anchor) ?? false);
}

/** The fate of a paragraph after the revision that is shown. */
async function sinceThen(ctx: Ctx, view: ReportText, anchor: string): Promise<PassageFate | null> {
  if (view.revision.number === view.currentRevision) return null;
  const current = await readReportText(ctx, view.bureau.slug, view.year);
  const found = paragraphAt(current, anchor);
  const fate = found === null ? "gone" : found.block.anchor === anchor ? "same" : "changed";
  const { number: revision, publishedAt } = current.revision;
  const at = found && { section: found.section.slug, anchor: found.block.anchor };
  return { fate, revision, publishedAt, section: at?.section ?? null, anchor: at?.anchor ?? null };
}

const noPassage = ({ bureau, year, section, revision }: PassageAddress) =>
  absent(reportWords.noPassage, [
    { href: sectionPath(bureau, year, section, revision ?? undefined), label: reportWords.goSection },
  ]);
