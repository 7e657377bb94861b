import type { Preview } from "../../drafts/preview.ts";
import { offsetOf } from "../../drafts/split-places.ts";
import { AppError } from "../../errors.ts";
import type { Edit } from "../../reports/desk/edit.ts";
import { editedText } from "../../reports/desk/editorial-steps.ts";

export type TypedEdit = Record<"op" | "depth" | "standard" | "offset" | "words" | "numeral" | "rows", string>;

/** The correction that a sent form asks for. Throws `invalid` with the field. */
export function toEdit({ edited }: Preview, at: string, typed: TypedEdit): Edit {
  const { op } = typed;
  if (op === "join" || op === "paragraph" || op === "untable") return { op, at };
  if (op === "numeral" || op === "marker") return { op, at, length: lengthOf(printedAt(edited, at), typed.numeral) };
  if (op === "header") {
    if (!/^\d{1,3}$/.test(typed.rows)) throw new AppError("invalid", "请选择表头的行数。", "rows");
    return { op, at, rows: Number(typed.rows) };
  }
  if (op === "level" || op === "heading") {
    if (!/^[1-9]$/.test(typed.depth)) throw new AppError("invalid", "请选择标题级别。", op);
    return { op, at, depth: Number(typed.depth) };
  }
  if (op === "standard") return { op, at, standard: typed.standard === "" ? null : typed.standard };
  if (op !== "split") throw new AppError("invalid", "没有这种调整。", "edit");
  const block = edited.flatMap(({ pieces }) => pieces).find(({ id }) => id === at)?.block;
  if (!block || block.kind === "table") throw new AppError("conflict", "这一段不能分段。", "edit");
  if (typed.words.trim() !== "") return { op, at, offset: offsetOf(block.text, typed.words) };
  return { op, at, offset: /^\d{1,7}$/.test(typed.offset) ? Number(typed.offset) : offsetOf(block.text, "") };
}

/** The heading or paragraph as printed. */
function printedAt(edited: Preview["edited"], at: string): string {
  const section = edited.find(({ id }) => id === at);
  if (section) return section.heading;
  const block = edited.flatMap(({ pieces }) => pieces).find(({ id }) => id === at)?.block;
  const text = block && editedText(block);
  if (!text) throw new AppError("conflict", "这一处没有编号。", "edit");
  return text;
}

/** How many characters of the printed words the typed numeral takes, spaces aside. */
function lengthOf(printed: string, typed: string): number {
  const wanted = typed.replace(/\s+/gu, "");
  let [at, matched] = [0, 0];
  while (matched < wanted.length && at < printed.length) {
    const letter = printed.charAt(at);
    if (letter === wanted.charAt(matched)) matched += 1;
    else if (/\S/u.test(letter)) break;
    at += 1;
  }
  if (matched < wanted.length)
    throw new AppError(
      "invalid",
      `编号应照原样写，是“${printed.slice(0, 12)}”开头的几个字；没有编号就留空。`,
      "numeral",
    );
  return at;
}
