import type { Preview } from "../../drafts/preview.ts";
import { offsetOf } from "../../drafts/split-places.ts";
import { AppError } from "../../errors.ts";
import type { Edit } from "../../reports/desk/edit.ts";

export type EditTyped = Record<"op" | "depth" | "standard" | "offset" | "words", string>;

/** The correction that a sent form asks for. Throws `invalid` with the field. */
export function toEdit({ edited }: Preview, at: string, typed: EditTyped): Edit {
  const { op } = typed;
  if (op === "join" || op === "paragraph") return { op, at };
  if (op === "level" || op === "heading") {
    if (!/^[1-9]$/.test(typed.depth)) throw new AppError("invalid", "请选择标题级别。", op);
    return { op, at, depth: Number(typed.depth) };
  }
  if (op === "standard") return { op, at, standard: typed.standard === "" ? null : typed.standard };
  if (op !== "split") throw new AppError("invalid", "没有这种更正。", "edit");
  const block = edited.flatMap(({ pieces }) => pieces).find(({ id }) => id === at)?.block;
  if (!block || block.kind === "table") throw new AppError("conflict", "这一段不能分段。", "edit");
  if (typed.words.trim() !== "") return { op, at, offset: offsetOf(block.text, typed.words) };
  return { op, at, offset: /^\d{1,7}$/.test(typed.offset) ? Number(typed.offset) : offsetOf(block.text, "") };
}
