import { cleanLine, cleanText, countCharacters } from "./clean-text.ts";
import { isKind, type Kind } from "./kind.ts";
import { LONGEST_QUOTE } from "./target/pin.ts";
import type { TargetQuery } from "./target/target.ts";

export const SHORTEST_TEXT = 10;
export const LONGEST_TEXT = 5000;
export const LONGEST_TITLE = 60;
export const LONGEST_CONTACT = 100;

/** What a citizen submits, valid and cleaned. */
export interface Submission extends TargetQuery {
  kind: Kind;
  text: string;
  title: string;
  contact: string | null;
  publish: boolean;
}

export interface FieldError {
  field: string;
  message: string;
}

export type ParsedSubmission = { ok: true; value: Submission } | { ok: false; errors: FieldError[] };

/** The fields of the form and of the API, as they arrived. */
export type RawSubmission = { [field in keyof Submission]?: unknown };

/** Reads every field and names everything that needs another look, in the order of the form. */
export function parseSubmission(raw: RawSubmission): ParsedSubmission {
  const errors: FieldError[] = [];
  const wrong = (field: string, message: string) => {
    errors.push({ field, message });
    return null;
  };
  const kind = isKind(raw.kind) ? raw.kind : wrong("kind", "请选择意见的类型");
  const text = readText(raw.text, wrong);
  const title = readLine(raw.title, "title", "标题", LONGEST_TITLE, wrong) ?? "";
  const contact = readLine(raw.contact, "contact", "联系方式", LONGEST_CONTACT, wrong);
  const asked = readAsked(raw, wrong);
  if (errors.length > 0 || kind === null || text === null) return { ok: false, errors };
  const publish = raw.publish === true || raw.publish === "true" || raw.publish === "1" || raw.publish === "on";
  return { ok: true, value: { ...asked, kind, text, title, contact: contact || null, publish } };
}

/** What a form is about, from its address. */
export function parseAsked(raw: RawSubmission): { ok: true; value: TargetQuery } | { ok: false; errors: FieldError[] } {
  const errors: FieldError[] = [];
  const value = readAsked(raw, (field, message) => {
    errors.push({ field, message });
    return null;
  });
  return errors.length > 0 ? { ok: false, errors } : { ok: true, value };
}

type Wrong = (field: string, message: string) => null;

function readText(raw: unknown, wrong: Wrong): string | null {
  const text = typeof raw === "string" ? cleanText(raw) : "";
  const count = countCharacters(text);
  if (count === 0) return wrong("text", `请写正文，至少${SHORTEST_TEXT}个字`);
  if (count < SHORTEST_TEXT) return wrong("text", `正文太短，至少${SHORTEST_TEXT}个字，现在${count}个字`);
  if (count > LONGEST_TEXT) return wrong("text", `正文太长，最多${LONGEST_TEXT}个字，现在${count}个字`);
  return text;
}

function readLine(raw: unknown, field: string, name: string, most: number, wrong: Wrong): string | null {
  if (raw === undefined || raw === null) return null;
  if (typeof raw !== "string") return wrong(field, `${name}应是文字`);
  const text = cleanLine(raw);
  const count = countCharacters(text);
  return count > most ? wrong(field, `${name}太长，最多${most}个字，现在${count}个字`) : text;
}

function readAsked(raw: RawSubmission, wrong: Wrong): TargetQuery {
  return {
    bureau: readName(raw.bureau, "bureau", "单位代号", wrong),
    year: readNumber(raw.year, "year", "年度", wrong),
    revision: readNumber(raw.revision, "revision", "修订版号", wrong),
    section: readName(raw.section, "section", "章节代号", wrong),
    anchor: readName(raw.anchor, "anchor", "段落编号", wrong),
    quote: readLine(raw.quote, "quote", "引文", LONGEST_QUOTE, wrong) || null,
  };
}

function readName(raw: unknown, field: string, name: string, wrong: Wrong): string | null {
  if (raw === undefined || raw === null || raw === "") return null;
  return typeof raw === "string" && /^[\w-]{1,100}$/.test(raw) ? raw : wrong(field, `${name}不对`);
}

function readNumber(raw: unknown, field: string, name: string, wrong: Wrong): number | null {
  if (raw === undefined || raw === null || raw === "") return null;
  const value = typeof raw === "string" && /^\d{1,6}$/.test(raw) ? Number(raw) : raw;
  return typeof value === "number" && Number.isInteger(value) && value > 0 ? value : wrong(field, `${name}不对`);
}
