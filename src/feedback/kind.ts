import type { TermName } from "./clock.ts";

interface KindProperties {
  name: string;
  /** When to choose it. */
  hint: string;
  /** The next steps after submission. */
  next: string;
  /** For the supervisors alone: never public, never counted, and no bureau handles it. */
  confidential: boolean;
  /** If the setting says so, supervisors see it before the bureau does, and it can still become a denunciation. */
  held: boolean;
  /** The terms in which its author is told whether it is accepted, and is answered. */
  clocks: { accept: TermName; answer: TermName };
}

const USUAL = { accept: "acknowledge", answer: "decide" } as const;
const OPEN = { confidential: false, held: false, clocks: USUAL };

/** Every kind of feedback, in the order of the form, with all that is particular to it. */
export const KINDS = {
  question: { ...OPEN, name: "咨询", hint: "有事情想了解", next: "由报告单位答复" },
  error: { ...OPEN, name: "指出错误", hint: "数字或事实不对", next: "由报告单位核对，确有错误的发布修订版更正" },
  suggestion: { ...OPEN, name: "建议", hint: "可以做得更好", next: "由报告单位研究后答复是否采纳" },
  complaint: { ...OPEN, held: true, name: "投诉", hint: "认为自身权益受到影响", next: "由报告单位查明情况后答复" },
  denunciation: {
    name: "举报",
    hint: "违纪违法的线索",
    next: "只交监督部门，被举报单位看不到，一律不公开",
    confidential: true,
    held: false,
    clocks: USUAL,
  },
  praise: { ...OPEN, name: "表扬", hint: "做得好的人和事", next: "转达报告单位，同意公开的列入公开目录" },
} satisfies Record<string, KindProperties>;

export type Kind = keyof typeof KINDS;
export const FEEDBACK_KINDS = Object.keys(KINDS) as Kind[];

export const kindOf = (kind: Kind): KindProperties => KINDS[kind];
export const isKind = (text: unknown): text is Kind => typeof text === "string" && Object.hasOwn(KINDS, text);
export const isConfidential = (kind: unknown): boolean => isKind(kind) && KINDS[kind].confidential;
/** The kinds that may be listed for everybody. */
export const OPEN_KINDS = FEEDBACK_KINDS.filter((kind) => !isConfidential(kind));
