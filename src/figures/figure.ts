/**
 * The place of words: `start` and `end` are UTF-16 offsets in the paragraph's printed text (`printedText`). `text` is the text at
 * this place; for a column of a table its cells alone.
 */
export interface FigureQuotation {
  /** Slug. */
  section: string;
  anchor: string;
  start: number;
  end: number;
  text: string;
}

/** A number with its unit, as a report states it; `text` is as printed (5.98 万元). */
export interface Figure extends FigureQuotation {
  /** In `unit` (59800 元), null if the report withholds it; the lower end of a range. */
  value: number | null;
  /** The upper end of a range, else null. */
  upTo: number | null;
  /** 元, 人, %, 件 …; "" for a bare 万 or 亿. */
  unit: string;
  /** The worth of one in the last digit printed, in `unit`: 100 for 5.98 万元. */
  step: number;
  /** Printed with 近, 约, 余, 以上 … or as a range. */
  approximate: boolean;
  /** `share`: a part of a whole; `rise` and `fall`: a change; `level`: everything else. */
  role: "level" | "share" | "rise" | "fall";
  /** The words that name the counted thing, as printed: those before it in its clause, or the heads of its row and column. */
  label: string;
  /** The words after the unit, up to the next mark: 个 监控点位. */
  noun: string;
  /** True for a figure in a table. */
  table: boolean;
}

export type DoubtKind = "share" | "sum" | "percentages" | "repeated" | "change";

/** Figures that do not agree. It says what to look at, never which of them is right. */
export interface Doubt {
  kind: DoubtKind;
  /** Always the two statements that do not agree, in the order of the report. */
  quotations: [FigureQuotation, FigureQuotation];
  /** The computation: 137 ÷ 291 = 47.08%. */
  computed: string;
  /** One Chinese sentence that begins with 待核对. */
  message: string;
}
