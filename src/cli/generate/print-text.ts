import { DEMO, type InventedReport, type DraftBlock } from "./draft.ts";
import { cutParagraph, hardWrap, type Quirks, withPrivatePoint } from "./quirks.ts";
import type { Random } from "./random.ts";

/** The report as a text file. */
export function printText(draft: InventedReport, quirks: Quirks, random: Random): string {
  const { hardWraps } = quirks;
  const lines = [draft.title, "", `（${DEMO.slice(0, 4)}）`, "", ...contentsList(draft, quirks, random)];
  if (quirks.titleRepeated) lines.push(draft.title, "");
  const cutAt = random.int(2, draft.sections.length - 1);
  for (const [at, section] of draft.sections.entries()) {
    const blocks = section.blocks.flatMap((block) => printBlock(block, quirks, at === cutAt));
    if (section.inline) blocks[0] = `${section.heading}${blocks[0]?.trimStart()}`;
    else lines.push(section.heading, ...(hardWraps ? [] : [""]));
    for (const block of blocks) lines.push(block, ...(hardWraps ? [] : [""]));
  }
  lines.push(...draft.signature.map((line) => `　　　　${line}`));
  if (quirks.closingDots) lines.push("", ".....");
  return `${lines.join("\n")}\n`;
}

export function contentsList({ sections }: InventedReport, quirks: Quirks, random: Random): string[] {
  if (quirks.contents === "none") return [];
  const listed = sections.filter(({ depth }) => depth === 1);
  if (quirks.contentsDisagree) listed.splice(random.int(1, listed.length - 1), 1);
  const entries = listed.map(({ heading }, at) =>
    quirks.contents === "leaders" ? `${heading}${"…".repeat(12)}${at * 2 + 1}` : heading,
  );
  return ["目录", ...entries, ""];
}

function printBlock(block: DraftBlock, quirks: Quirks, cut: boolean): string[] {
  if (block.kind === "list") return block.items.map((item, at) => `${at + 1}. ${item}`);
  if (block.kind === "table") return [block.rows.map((row) => row.join("\t")).join("\n")];
  const text = quirks.privatePoint && cut ? withPrivatePoint(block.text) : block.text;
  if (quirks.hardWraps) return [hardWrap(text).join("\n")];
  const indent = quirks.fullWidthSpaces ? "　　" : "";
  return cutParagraph(text, cut ? quirks.pageCut : "none").map((piece, at) => (at === 0 ? indent : "") + piece);
}
