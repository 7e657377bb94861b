import { isDrawnFont } from "../../text/symbol-fonts.ts";
import { toMatrix } from "./matrix.ts";

/** The properties of a font that bear on its text. */
export interface Font {
  bold: boolean;
  vertical: boolean;
  unit: number;
  /** The name of a font in which letters are drawings, else "". */
  drawn: string;
}

export const NO_FONT: Font = { bold: false, vertical: false, unit: 0.001, drawn: "" };
const BOLD = /bold|heavy|black|demi|simhei|heiti|黑体/i;

export function toFont(value: unknown): Font {
  const font = (value ?? {}) as Record<string, unknown>;
  const unit = Math.abs(toMatrix(font["fontMatrix"] ?? [NO_FONT.unit])[0]);
  return {
    bold:
      (typeof font["name"] === "string" && BOLD.test(font["name"])) || font["bold"] === true || font["black"] === true,
    vertical: font["vertical"] === true,
    unit: unit > 0 && unit < 1 ? unit : NO_FONT.unit,
    drawn: typeof font["name"] === "string" && isDrawnFont(font["name"]) ? font["name"] : "",
  };
}
