import { z } from "zod";
import { sectionPath } from "../../paths.ts";
import { ancestors, subtree } from "../../reports/formats/reading.ts";
import { readSection } from "../../reports/read.ts";
import type { Section } from "../../reports/report.ts";
import { passageOf, placeIn } from "../passage.ts";
import { underPresentSlug } from "../read.ts";
import { count, slug, tool, year } from "../tool.ts";
import { mcpWords } from "../words.ts";

const PARAGRAPHS = 60;
const { fields } = mcpWords;

export const getSectionTool = tool({
  name: "get_section",
  input: z.strictObject({
    bureau: slug().describe(fields.bureau),
    year: year().describe(fields.year),
    section: slug().describe(fields.section),
    revision: count(999_999).optional().describe(fields.revision),
    from: count(100_000).optional().describe(fields.from),
  }),
  run: async ({ ctx, origin }, { bureau, year: of, section, revision, from = 1 }) => {
    const view = await underPresentSlug(bureau, (name) => readSection(ctx, name, of, section, revision ?? null));
    const [own, ...below] = subtree(view.sections, view.position) as [Section, ...Section[]];
    const all = [own, ...below].flatMap((part) =>
      part.blocks.map((block) => passageOf(placeIn(view, part), block, origin)),
    );
    const shown = all.slice(from - 1, from - 1 + PARAGRAPHS);
    const next = from + shown.length;
    const addressOf = ({ slug: name }: Section) =>
      origin + sectionPath(view.bureau.slug, view.year, name, view.revision.number);
    return {
      content: {
        ...passageOf(placeIn(view, own), null, origin),
        title: view.revision.title,
        published_at: view.revision.publishedAt,
        path: ancestors(view.sections, view.position).map(({ heading }) => heading),
        subsections: below.map((part) => ({ section: part.slug, heading: part.heading, url: addressOf(part) })),
        total: all.length,
        from,
        next: next <= all.length ? next : null,
        paragraphs: shown,
      },
    };
  },
});
