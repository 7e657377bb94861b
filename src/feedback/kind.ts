export const FEEDBACK_KINDS = ["question", "error", "suggestion", "complaint", "denunciation", "praise"] as const;
export type Kind = (typeof FEEDBACK_KINDS)[number];

interface KindWords {
  name: string;
  /** When to choose it. */
  hint: string;
  /** What happens after submission. */
  next: string;
}

export const KIND_WORDS: Record<Kind, KindWords> = {
  question: { name: "咨询", hint: "想弄清楚一件事", next: "由报告单位答复" },
  error: { name: "指出错误", hint: "数字或事实不对", next: "由报告单位核对，确有错误的发布修订版更正" },
  suggestion: { name: "建议", hint: "可以做得更好", next: "由报告单位研究后答复是否采纳" },
  complaint: { name: "投诉", hint: "自己的权益受了影响", next: "由报告单位查明情况后答复" },
  denunciation: { name: "举报", hint: "违纪违法的线索", next: "只交监督部门，被举报单位看不到，一律不公开" },
  praise: { name: "表扬", hint: "做得好的人和事", next: "转达报告单位，同意公开的列入公开目录" },
};

export const isKind = (text: unknown): text is Kind => (FEEDBACK_KINDS as readonly unknown[]).includes(text);
