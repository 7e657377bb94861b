import { strToU8, zipSync } from "fflate";
import { DEMO, type InventedReport, type DraftBlock } from "./draft.ts";
import { escapeMarkup } from "./escape-markup.ts";
import { cutParagraph, type Quirks } from "./quirks.ts";
import { contentsList } from "./print-text.ts";
import type { Random } from "./random.ts";

const NAMESPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
const MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml";
const HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n';
/** A Zip file states when its parts were written: always this, so that the same seed gives the same bytes. */
const WRITTEN = new Date(2026, 0, 1);

const run = (text: string, properties = "") =>
  `<w:r>${properties ? `<w:rPr>${properties}</w:rPr>` : ""}<w:t xml:space="preserve">${escapeMarkup(text)}</w:t></w:r>`;
const p = (runs: string, properties = "") => `<w:p>${properties ? `<w:pPr>${properties}</w:pPr>` : ""}${runs}</w:p>`;

/** A Word file as bureaus write them: heading styles only if there are no numerals, runs split at random. */
export function printDocx(draft: InventedReport, quirks: Quirks, random: Random): Uint8Array {
  const body = [p(run(draft.title, "<w:b/>"), '<w:jc w:val="center"/>'), p(run(`（${DEMO.slice(0, 4)}）`))];
  body.push(...contentsList(draft, quirks, random).map((line) => p(run(line))));
  const cutAt = random.int(2, draft.sections.length - 1);
  for (const [at, { depth, heading, inline, blocks }] of draft.sections.entries()) {
    const cut = at === cutAt ? quirks.pageCut : "none";
    const printed = blocks.flatMap((block) => printBlock(block, cut, random));
    const level = draft.numbering === "plain" ? `<w:outlineLvl w:val="${depth - 1}"/>` : "";
    if (inline) printed[0] = `<w:p>${run(heading, "<w:b/>")}${printed[0]?.slice(5)}`;
    else body.push(p(run(heading), level));
    body.push(...printed);
  }
  body.push(...draft.signature.map((line) => p(run(line), '<w:jc w:val="right"/>')));
  const parts = {
    "[Content_Types].xml": `${HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="${MAIN}"/></Types>`,
    "word/document.xml": `${HEAD}<w:document ${NAMESPACE}><w:body>${body.join("")}</w:body></w:document>`,
  };
  const files = Object.entries(parts).map(([name, text]) => [name, strToU8(text)] as const);
  return zipSync(Object.fromEntries(files), { level: 6, mtime: WRITTEN });
}

function printBlock(block: DraftBlock, cut: Quirks["pageCut"], random: Random): string[] {
  if (block.kind === "list") return block.items.map((item, at) => p(run(`${at + 1}. ${item}`)));
  if (block.kind === "text") return cutParagraph(block.text, cut).map((piece) => p(splitRuns(piece, random)));
  const cell = (text: string) => `<w:tc>${p(run(text))}</w:tc>`;
  return [`<w:tbl>${block.rows.map((row) => `<w:tr>${row.map(cell).join("")}</w:tr>`).join("")}</w:tbl>`];
}

function splitRuns(text: string, random: Random): string {
  const at = random.int(0, text.length);
  return at === 0 || at === text.length ? run(text) : run(text.slice(0, at)) + run(text.slice(at));
}
