import { z } from "zod";
import type { Ctx } from "../../ctx.ts";
import { AppError } from "../../errors.ts";
import { ledgerEntryOf, ledgerKeys } from "../../ledger/read.ts";
import { revisionText } from "../../ledger/revision-text.ts";
import { ledgerEntryPath, ledgerEntryTextPath, proofPath } from "../../paths.ts";
import { blockText } from "../../reports/anchors.ts";
import { readReportText } from "../../reports/read.ts";
import type { Paragraph, Section } from "../../reports/report.ts";
import type { ReportText } from "../../reports/view.ts";
import { sha256Hex } from "../../sha256.ts";
import { parsePassageAddress } from "../address.ts";
import { paragraphAt, passageOf, placeIn } from "../passage.ts";
import { readAddressedPassage } from "../read.ts";
import { address, tool } from "../tool.ts";
import { mcpWords } from "../words.ts";

const { fields } = mcpWords;

export const verifyTool = tool({
  name: "verify",
  input: z.strictObject({
    url: address().describe(fields.url),
    quotation: z.string().min(1).max(4000).describe(fields.quotation),
  }),
  run: async ({ ctx, origin }, { url, quotation }) => {
    const { view, section, block } = await readAddressedPassage(ctx, parsePassageAddress(url, origin));
    const says = (words: string) => words.includes(quotation);
    const holds = block ? says(blockText(block)) : [section.heading, ...section.blocks.map(blockText)].some(says);
    const elsewhere = holds ? null : findElsewhere(view, quotation);
    const recorded = await recordOf(ctx, view, origin);
    const current = holds ? await stillStands(ctx, view, section, block, quotation) : false;
    const passage = passageOf(placeIn(view, section), block, origin);
    const found = elsewhere && passageOf(placeIn(view, elsewhere.section), elsewhere.block, origin);
    return {
      content: {
        ...passage,
        holds: holds && recorded.unchanged !== false,
        still_stands: current,
        quotation,
        message: messageFor(holds, current, recorded.unchanged, found?.url),
        ...(found ? { found_at: found.url } : {}),
        ledger: recorded,
        command: commandFor(passage.url, quotation, recorded.key),
      },
    };
  },
});

function messageFor(holds: boolean, current: boolean, unchanged: boolean | null, elsewhere: string | undefined) {
  if (unchanged === false) return mcpWords.changed;
  if (!holds) return elsewhere === undefined ? mcpWords.absent : mcpWords.absentHere(elsewhere);
  const told = [mcpWords.holds, ...(current ? [] : [mcpWords.superseded])];
  return [...told, ...(unchanged === null ? [mcpWords.unrecorded] : [])].join("");
}

/** The first paragraph of the same revision that has the words. */
function findElsewhere({ sections }: ReportText, quotation: string): { section: Section; block: Paragraph } | null {
  for (const section of sections)
    for (const block of section.blocks) if (blockText(block).includes(quotation)) return { section, block };
  return null;
}

/** The place of the revision in the ledger, and whether the archive's text is the recorded one; null if it is not recorded. */
async function recordOf(ctx: Ctx, view: ReportText, origin: string) {
  const { bureau, year, revision, sections } = view;
  const [entry, [key = ""]] = await Promise.all([
    ledgerEntryOf(ctx, bureau.slug, year, revision.number),
    ledgerKeys(ctx),
  ]);
  if (!entry || !("text" in entry.leaf)) return { unchanged: null, key };
  const { index, at, leaf } = entry;
  return {
    unchanged: sha256Hex(revisionText(revision.title, sections)) === leaf.text,
    key,
    entry: origin + ledgerEntryPath(index),
    recorded_at: at,
    text_sha256: leaf.text,
    proof_url: origin + proofPath(bureau.slug, year, revision.number),
    text_url: origin + ledgerEntryTextPath(index),
  };
}

/** Whether the current revision says the same in the same paragraph, or in one that was it. */
async function stillStands(ctx: Ctx, view: ReportText, section: Section, block: Paragraph | null, quotation: string) {
  if (view.revision.number === view.currentRevision) return true;
  const now = await readReportText(ctx, view.bureau.slug, view.year).catch((error: unknown) => {
    if (error instanceof AppError) return null;
    throw error;
  });
  if (block) {
    const same = paragraphAt(now?.sections.flatMap((each) => each.blocks) ?? [], block.anchor);
    return same !== undefined && blockText(same).includes(quotation);
  }
  const same = now?.sections.find(({ slug }) => slug === section.slug);
  return same !== undefined && [same.heading, ...same.blocks.map(blockText)].some((words) => words.includes(quotation));
}

/** For a machine with this project, which then trusts nothing but the key. */
const commandFor = (url: string, quotation: string, key: string) =>
  `npm run verify -- ${quote(url)} --key ${quote(key)} --quote ${quote(quotation)}`;

const quote = (text: string) => `'${text.replaceAll("'", String.raw`'\''`)}'`;
