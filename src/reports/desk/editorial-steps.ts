import type { Block } from "../../ingest/document.ts";
import { parseNumeral } from "../../ingest/signs/numeral.ts";
import { bareTitle } from "../../ingest/para.ts";
import { requireHeading, requirePiece, requireSection } from "./find-piece.ts";
import { marker, numeral } from "./numeral-steps.ts";
import { header, joinTables, untable } from "./table-steps.ts";
import { matchStandard, standardSection } from "../../ingest/signs/standard-outline.ts";
import { DEEPEST, pathTo, settleDepths, subtreeEnd } from "./editorial-levels.ts";
import { type Edit, type EditedSection, InapplicableEdit, type EditedPiece, type EditReport } from "./edit.ts";

type Of<Op extends Edit["op"]> = Extract<Edit, { op: Op }>;
type Steps = { [Op in Edit["op"]]: (sections: EditedSection[], edit: Of<Op>) => EditReport };

const LONGEST_HEADING = 120;
const SHOWN = 24;

/** The effect of each correction on the sections, in place. Each throws `InapplicableEdit` before it has changed anything. */
export const steps: Steps = { level, heading, paragraph, join, split, standard, numeral, marker, header, untable };

function level(sections: EditedSection[], { at, depth }: Of<"level">): EditReport {
  const index = requireHeading(sections, at);
  const section = sections[index] as EditedSection;
  const highest = (sections[index - 1]?.depth ?? 0) + 1;
  if (depth === section.depth) throw new InapplicableEdit(`这个标题已经是第${depth}级。`);
  if (depth < 1 || depth > highest)
    throw new InapplicableEdit(`这里的标题可以是第1级到第${highest}级：级别不能比上一个标题低两级。`);
  const end = subtreeEnd(sections, index);
  const from = section.depth;
  const moved = sections.slice(index, end);
  if (Math.max(...moved.map((each) => each.depth)) + depth - from > DEEPEST)
    throw new InapplicableEdit(`标题最多${DEEPEST}级，下级标题会超出。`);
  for (const each of moved) each.depth += depth - from;
  settleDepths(sections);
  const below = moved.length > 1 ? `，下面的${moved.length - 1}个标题随之调整` : "";
  return { message: `标题由第${from}级改为第${depth}级${below}。`, text: section.heading };
}

function heading(sections: EditedSection[], { at, depth }: Of<"heading">): EditReport {
  const [index, position] = requirePiece(sections, at);
  const section = sections[index] as EditedSection;
  const printed = editedText((section.pieces[position] as EditedPiece).block);
  if (printed === null) throw new InapplicableEdit("表格不能改为标题。");
  if (printed.length > LONGEST_HEADING)
    throw new InapplicableEdit(`这一段有${printed.length}字，标题最多${LONGEST_HEADING}字。可以先分段。`);
  if (depth < 1 || depth > Math.min(section.depth + 1, DEEPEST))
    throw new InapplicableEdit(`这里的标题可以是第1级到第${Math.min(section.depth + 1, DEEPEST)}级。`);
  const numeral = parseNumeral(printed);
  const title = bareTitle(numeral?.rest ?? printed) || printed;
  const fresh: EditedSection = {
    id: at,
    heading: printed,
    numeral: numeral?.printed.trim() ?? "",
    title,
    depth,
    standard: null,
    implicit: false,
    pieces: section.pieces.slice(position + 1),
  };
  section.pieces.length = position;
  sections.splice(index + 1, 0, fresh);
  if (section.implicit && section.pieces.length === 0 && sections.length > 1) sections.splice(index, 1);
  settleDepths(sections);
  const place = sections.indexOf(fresh);
  fresh.standard = matchStandard(title, pathTo(sections, place));
  return { message: `这一段改为第${fresh.depth}级标题。`, text: printed };
}

function paragraph(sections: EditedSection[], { at }: Of<"paragraph">): EditReport {
  const index = requireHeading(sections, at);
  const section = sections[index] as EditedSection;
  const piece: EditedPiece = { id: at, block: { kind: "text", text: section.heading } };
  const before = sections[index - 1];
  if (before) {
    before.pieces.push(piece, ...section.pieces);
    sections.splice(index, 1);
  } else {
    const title = sections.length === 1 ? "正文" : "卷首";
    const pieces = [piece, ...section.pieces];
    sections[index] = {
      id: `${at}-front`,
      heading: title,
      numeral: "",
      title,
      depth: 1,
      standard: null,
      implicit: true,
      pieces,
    };
  }
  settleDepths(sections);
  return { message: "这个标题改为正文段落。", text: section.heading };
}

function join(sections: EditedSection[], { at }: Of<"join">): EditReport {
  const [index, position] = requirePiece(sections, at);
  const { pieces } = sections[index] as EditedSection;
  const before = pieces[position - 1];
  const { block } = pieces[position] as EditedPiece;
  if (!before) throw new InapplicableEdit("这是本节的第一段，前面是标题，不能并入。可以先把标题改为正文。");
  if (block.kind === "table" && before.block.kind === "table") {
    const report = joinTables(before, pieces[position] as EditedPiece);
    pieces.splice(position, 1);
    return report;
  }
  const text = editedText(block);
  if (text === null || before.block.kind === "table") throw new InapplicableEdit("表格不能和段落合并。");
  const seam = `${before.block.text.slice(-SHOWN / 2)}${text.slice(0, SHOWN / 2)}`;
  before.block = { ...before.block, text: before.block.text + between(before.block.text, text) + text };
  pieces.splice(position, 1);
  return { message: "两段合并为一段。", text: seam };
}

/** Latin words and numbers that met at a line's end need the space that stood for it. */
const between = (left: string, right: string) => (/[A-Za-z0-9]$/.test(left) && /^[A-Za-z]/.test(right) ? " " : "");

function split(sections: EditedSection[], { at, offset }: Of<"split">): EditReport {
  const [index, position] = requirePiece(sections, at);
  const { pieces } = sections[index] as EditedSection;
  const piece = pieces[position] as EditedPiece;
  if (piece.block.kind === "table") throw new InapplicableEdit("表格不能分段。");
  const { text } = piece.block;
  const id = `${at}-${offset}`;
  const parts = [text.slice(0, offset).trimEnd(), text.slice(offset).trimStart()] as const;
  if (!Number.isInteger(offset) || offset <= 0 || parts.includes("") || cutsCharacter(text, offset))
    throw new InapplicableEdit("分段的位置不在这一段之内，请重新选择。");
  if (pieces.some((each) => each.id === id)) throw new InapplicableEdit("这里已经分过段。");
  piece.block = { ...piece.block, text: parts[0] };
  pieces.splice(position + 1, 0, { id, block: { kind: "text", text: parts[1] } });
  return { message: "一段分为两段，从这里起是第二段。", text: parts[1].slice(0, SHOWN) };
}

const cutsCharacter = (text: string, offset: number) => /[\uDC00-\uDFFF]/.test(text.charAt(offset));

function standard(sections: EditedSection[], { at, standard: slug }: Of<"standard">): EditReport {
  const section = sections[requireSection(sections, at)] as EditedSection;
  if (slug !== null && !standardSection(slug)) throw new InapplicableEdit("没有这个标准章节，请从列表中选择。");
  if (section.standard === slug) throw new InapplicableEdit("标准章节没有变化。");
  const was = section.standard;
  section.standard = slug;
  return { message: `对应的标准章节由${nameOf(was)}改为${nameOf(slug)}。`, text: section.heading };
}

const nameOf = (slug: string | null) => (slug === null ? "“无”" : `“${standardSection(slug)?.name ?? slug}”`);

/** As printed; null for a table. */
export const editedText = (block: Block) =>
  block.kind === "table" ? null : block.kind === "item" ? block.marker + block.text : block.text;
