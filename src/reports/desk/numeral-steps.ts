import { bareTitle } from "../../ingest/para.ts";
import { type EditedSection, type EditReport, InapplicableEdit } from "./edit.ts";
import { requireHeading, requirePieces } from "./find-piece.ts";

const SHOWN = 24;
const LONGEST_NUMERAL = 20;

/** Which of a heading's characters are its numeral. The heading stays as it is printed. */
export function numeral(sections: EditedSection[], { at, length }: { at: string; length: number }): EditReport {
  const section = sections[requireHeading(sections, at)] as EditedSection;
  const printed = cut(section.heading, length);
  if (printed.trim() === section.numeral) throw new InapplicableEdit("编号没有变化。");
  const rest = section.heading.slice(length).trim();
  if (rest === "") throw new InapplicableEdit("编号之后要有标题的文字。");
  const was = section.numeral;
  section.numeral = printed.trim();
  section.title = bareTitle(rest) || rest;
  return { message: `标题的编号由${told(was)}改为${told(section.numeral)}。`, text: section.heading };
}

/** Which of a paragraph's characters are the mark of a list's item; none makes it a paragraph. */
export function marker(sections: EditedSection[], { at, length }: { at: string; length: number }): EditReport {
  const { piece } = requirePieces(sections, at);
  const { block } = piece;
  if (block.kind === "table") throw new InapplicableEdit("表格没有编号。");
  const printed = block.kind === "item" ? block.marker + block.text : block.text;
  const was = block.kind === "item" ? block.marker : "";
  const mark = cut(printed, length);
  if (mark === was) throw new InapplicableEdit("编号没有变化。");
  const text = printed.slice(length);
  if (text.trim() === "") throw new InapplicableEdit("编号之后要有文字。");
  piece.block = length === 0 ? { kind: "text", text } : { kind: "item", marker: mark, text };
  return { message: `这一段的编号由${told(was)}改为${told(mark)}。`, text: printed.slice(0, SHOWN) };
}

function cut(printed: string, length: number): string {
  if (
    !Number.isInteger(length) ||
    length < 0 ||
    length >= printed.length ||
    /[\uDC00-\uDFFF]/.test(printed.charAt(length))
  )
    throw new InapplicableEdit("编号应是这一处开头的几个字。");
  if (length > LONGEST_NUMERAL) throw new InapplicableEdit(`编号最多${LONGEST_NUMERAL}个字。`);
  return printed.slice(0, length);
}

const told = (mark: string) => (mark.trim() === "" ? "“无”" : `“${mark.trim()}”`);
