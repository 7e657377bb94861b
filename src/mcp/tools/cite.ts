import { z } from "zod";
import { beijingDay } from "../../day.ts";
import { AppError } from "../../errors.ts";
import { proofPath } from "../../paths.ts";
import { blockText } from "../../reports/anchors.ts";
import { type CitationTarget, citation, toBibtex, toCslJson } from "../../reports/formats/cite.ts";
import { parsePassageAddress } from "../address.ts";
import { passageOf, placeIn } from "../passage.ts";
import { readAddressedPassage } from "../read.ts";
import { address, tool } from "../tool.ts";
import { mcpWords } from "../words.ts";

const { fields } = mcpWords;

export const citeTool = tool({
  name: "cite",
  input: z.strictObject({
    url: address().describe(fields.url),
    quotation: z.string().min(1).max(4000).optional().describe(fields.part),
  }),
  run: async ({ ctx, origin }, { url, quotation }) => {
    const { view, section, block } = await readAddressedPassage(ctx, parsePassageAddress(url, origin));
    const words = block ? blockText(block) : section.heading;
    if (quotation !== undefined && !words.includes(quotation))
      throw new AppError("invalid", mcpWords.notQuoted, "quotation");
    const cited: CitationTarget = { view, section, origin, accessed: beijingDay(ctx.now()) };
    return {
      content: {
        ...passageOf(placeIn(view, section), block, origin),
        ...(quotation === undefined ? {} : { quotation }),
        citation: citation(cited, block?.anchor),
        published_at: view.revision.publishedAt,
        proof_url: origin + proofPath(view.bureau.slug, view.year, view.revision.number),
        bibtex: toBibtex(cited),
        csl_json: toCslJson(cited),
      },
    };
  },
});
