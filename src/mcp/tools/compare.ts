import { z } from "zod";
import { type ComparedColumn, MOST_COLUMNS, readColumns } from "../../compare/compare.ts";
import { AppError } from "../../errors.ts";
import { standardSection } from "../../ingest/signs/standard-outline.ts";
import { comparePath } from "../../paths.ts";
import { passageOf, placeIn } from "../passage.ts";
import { slug, tool, year } from "../tool.ts";
import { mcpWords } from "../words.ts";

const PARAGRAPHS = 30;
const { fields } = mcpWords;

export const compareTool = tool({
  name: "compare",
  input: z.strictObject({
    section: slug().describe(fields.standardSection),
    reports: z
      .array(z.strictObject({ bureau: slug().describe(fields.bureau), year: year().describe(fields.year) }))
      .min(1)
      .max(MOST_COLUMNS)
      .describe(fields.reports),
  }),
  run: async ({ ctx, origin }, { section, reports }) => {
    const standard = standardSection(section);
    if (!standard) throw new AppError("invalid", mcpWords.noStandardSection(section), "section");
    const columns = await readColumns(ctx, section, reports);
    const content = {
      section,
      name: standard.name,
      url: origin + comparePath(section, reports),
      reports: columns.map((column) => toColumn(column, origin)),
    };
    return { content };
  },
});

function toColumn(column: ComparedColumn, origin: string) {
  const { pick, state } = column;
  if (!("view" in column)) return { ...pick, state, message: column.message };
  const { view } = column;
  const own = { ...pick, state, revision: view.revision.number, title: view.revision.title };
  if (!("sections" in column)) return own;
  const passages = column.sections.flatMap((part) =>
    part.blocks.map((block) => passageOf(placeIn(view, part), block, origin)),
  );
  return { ...own, total: passages.length, paragraphs: passages.slice(0, PARAGRAPHS) };
}
