import type { Block, ParsedSection } from "./document.ts";
import type { HeadingEvidence } from "./headings/heading-evidence.ts";
import { assignLevels, type Level } from "./headings/levels.ts";
import type { Notes } from "./notes.ts";
import { asItem } from "./headings/numbered-headings.ts";
import { isHonours } from "./text/cuts/page-cuts.ts";
import { bareTitle, type Para } from "./para.ts";
import { markLists } from "./text/plain-lists.ts";
import { endsSigned, markSignature } from "./signs/signatures.ts";
import { matchStandard } from "./signs/standard-outline.ts";
import { toBlocks } from "./blocks.ts";

/** Paragraphs with known headings to sections with depth, standard section and blocks. */
export function toSections(paras: Para[], evidence: HeadingEvidence, notes: Notes): ParsedSection[] {
  const levels = settleLevels(paras, evidence);
  noteLevels(paras, levels, notes);
  const sections: ParsedSection[] = [];
  const path: (string | null)[] = [];
  for (const [heading, body] of cut(paras)) {
    const level = heading ? levels.get(heading) : undefined;
    const section =
      heading && level
        ? headed(heading, level.depth, notes)
        : implicit(body, sections.length === 0 && levels.size === 0, notes);
    path.length = section.depth - 1;
    section.standard = section.implicit ? null : matchStandard(section.title, path);
    path.push(section.standard);
    const inline =
      heading && heading.inlineAt > 0
        ? [{ kind: "text" as const, text: heading.text.slice(heading.inlineAt).trim() }]
        : [];
    section.blocks = [...inline, ...bodyBlocks(body, section, notes)];
    sections.push(section);
  }
  return sections;
}

/** Levels of all headings; one that fits no level goes back to being a list line or text. */
function settleLevels(paras: Para[], evidence: HeadingEvidence): Map<Para, Level> {
  const headings = paras.filter((para) => para.role === "heading");
  const next = new Map(paras.map((para, i) => [para, paras[i + 1]]));
  const inputs = headings.map((para) => {
    const after = next.get(para);
    const hasBody = para.inlineAt > 0 || (after !== undefined && after.role !== "heading");
    return { numeral: para.numeral, title: headingTitle(para), mark: para.mark, hasBody, line: para.line };
  });
  const levels = new Map<Para, Level>();
  for (const [i, level] of assignLevels(inputs, evidence).entries()) {
    const para = headings[i] as Para;
    if (level.depth > 0) levels.set(para, level);
    else demote(para);
  }
  return levels;
}

function demote(para: Para): void {
  para.role = "text";
  para.inlineAt = 0;
  if (para.numeral && para.numeral.style !== "path" && para.numeral.style !== "space") asItem(para);
}

function cut(paras: Para[]): [Para | null, Para[]][] {
  const pieces: [Para | null, Para[]][] = [];
  for (const para of paras) {
    if (para.role === "heading") pieces.push([para, []]);
    else if (pieces.length === 0) pieces.push([null, [para]]);
    else pieces.at(-1)?.[1].push(para);
  }
  return pieces;
}

function headingTitle(para: Para): string {
  const printed = para.inlineAt > 0 ? para.text.slice(0, para.inlineAt) : para.text;
  return bareTitle(para.numeral ? printed.slice(para.numeral.printed.length) : printed);
}

function headed(para: Para, depth: number, notes: Notes): ParsedSection {
  const heading = (para.inlineAt > 0 ? para.text.slice(0, para.inlineAt) : para.text).trim();
  if (para.inlineAt > 0) {
    notes.info(
      "inline-heading",
      `第 ${para.line} 行的标题和正文印在一起，已分开。`,
      para.text.slice(0, para.inlineAt + 12),
      para.line,
    );
  }
  const numeral = para.numeral?.printed.trim() ?? "";
  return { heading, numeral, title: headingTitle(para), depth, standard: null, implicit: false, blocks: [] };
}

function implicit(body: Para[], whole: boolean, notes: Notes): ParsedSection {
  const title = whole ? "正文" : "卷首";
  const message = whole ? "没有找到章节标题，全文作为一节。" : "第一个标题之前有正文，单独作为一节。";
  notes.unsure("implicit-section", message, body[0]?.text.slice(0, 40) ?? "", body[0]?.line ?? 0);
  return { heading: title, numeral: "", title, depth: 1, standard: null, implicit: true, blocks: [] };
}

function bodyBlocks(body: Para[], section: ParsedSection, notes: Notes): Block[] {
  const honours = section.standard === "honours" || isHonours(section.title);
  if (!honours || endsSigned(body) || body.some((para) => para.role === "text" && /[。]$/.test(para.text)))
    markSignature(body);
  markLists(body, honours);
  noteList(body, section, notes);
  return toBlocks(body);
}

function noteList(body: Para[], section: ParsedSection, notes: Notes): void {
  const items = body.filter((para) => para.role === "item");
  const first = items[0];
  if (first)
    notes.info("list", `“${section.title}”中有 ${items.length} 行按列表读出。`, first.text.slice(0, 40), first.line);
}

function noteLevels(paras: Para[], levels: Map<Para, Level>, notes: Notes): void {
  for (const para of paras) {
    const level = levels.get(para);
    if (!level || !para.numeral) continue;
    const heading = para.text.slice(0, 40);
    if (level.adjusted) {
      notes.unsure(
        "level-adjusted",
        `“${heading}”按前后编号和目录判断是第 ${level.depth} 级标题，编号照原样保留。`,
        heading,
        para.line,
      );
    } else if (level.outOfOrder) {
      notes.unsure(
        "numeral-disagrees",
        `“${heading}”的编号与同级的前一个标题不连续，编号照原样保留。`,
        heading,
        para.line,
      );
    }
  }
}
