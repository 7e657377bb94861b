import type { Ctx } from "../ctx.ts";
import { AppError, FormerSlug } from "../errors.ts";
import { readSection } from "../reports/read.ts";
import type { Paragraph, Section } from "../reports/report.ts";
import { paragraphAt } from "./passage.ts";
import type { ParsedAddress } from "./address.ts";
import { mcpWords } from "./words.ts";

/** The same under the present slug, if the bureau was renamed. */
export async function underPresentSlug<T>(bureau: string, read: (bureau: string) => Promise<T>): Promise<T> {
  try {
    return await read(bureau);
  } catch (error) {
    if (!(error instanceof FormerSlug)) throw error;
    return read(error.to);
  }
}

/** The section that an address names, and the paragraph if it names one. Throws `invalid`, `not_found`, `gone`. */
export async function readAddressedPassage(ctx: Ctx, { bureau, year, revision, section, anchor }: ParsedAddress) {
  if (section === null) throw new AppError("invalid", mcpWords.needSection, "url");
  const view = await underPresentSlug(bureau, (slug) => readSection(ctx, slug, year, section, revision));
  const own = view.sections[view.position] as Section;
  const block: Paragraph | null = anchor === null ? null : (paragraphAt(own.blocks, anchor) ?? null);
  if (anchor !== null && block === null) throw new AppError("not_found", mcpWords.noParagraph, "url");
  return { view, section: own, block };
}
