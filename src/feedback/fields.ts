import { z } from "zod";
import { yearText } from "../fields.ts";
import { cleanLine, cleanText, countCharacters } from "./clean-text.ts";
import { FEEDBACK_KINDS } from "./kind.ts";
import { LONGEST_QUOTE } from "./target/pin.ts";

export const SHORTEST_TEXT = 10;
export const LONGEST_TEXT = 5000;
export const LONGEST_TITLE = 60;
export const LONGEST_CONTACT = 100;
const LONGEST_REPLY = 10_000;

type Wording = (count: number) => string;

/** Typed words, cleaned, with as many characters as a reader counts. */
const words = (clean: (typed: string) => string, least: number, most: number, few: Wording, many: Wording) =>
  z
    .string()
    .transform(clean)
    .superRefine((typed, context) => {
      const count = countCharacters(typed);
      if (count < least) context.addIssue(few(count));
      if (count > most) context.addIssue(many(count));
    });

const text = z.preprocess(
  (raw) => (typeof raw === "string" ? raw : ""),
  words(
    cleanText,
    SHORTEST_TEXT,
    LONGEST_TEXT,
    (count) =>
      count === 0 ? `请写正文，至少${SHORTEST_TEXT}个字` : `正文太短，至少${SHORTEST_TEXT}个字，现在${count}个字`,
    (count) => `正文太长，最多${LONGEST_TEXT}个字，现在${count}个字`,
  ),
);

const line = (name: string, most: number) =>
  z.preprocess(
    (raw) => raw ?? "",
    z.string({ error: `${name}应是文字` }).pipe(
      words(
        cleanLine,
        0,
        most,
        () => "",
        (count) => `${name}太长，最多${most}个字，现在${count}个字`,
      ),
    ),
  );

const orNull = (value: string) => value || null;
const isBlank = (raw: unknown) => raw === undefined || raw === null || raw === "";

const slug = (name: string) =>
  z.preprocess(
    (raw) => (isBlank(raw) ? null : raw),
    z
      .string({ error: `${name}不对` })
      .regex(/^[\w-]{1,100}$/, `${name}不对`)
      .nullable(),
  );

const number = (name: string) =>
  z.preprocess(
    (raw) => (isBlank(raw) ? null : typeof raw === "string" && /^\d{1,6}$/.test(raw) ? Number(raw) : raw),
    z
      .int({ error: `${name}不对` })
      .positive(`${name}不对`)
      .nullable(),
  );

/** As a number or as typed. */
const year = z.preprocess(
  (raw) => (isBlank(raw) ? null : typeof raw === "number" ? String(raw) : raw),
  yearText.nullable(),
);

/** Which place a feedback is about, as an address, a form and the API say it. */
export const targetFields = {
  bureau: slug("单位代号"),
  year,
  revision: number("修订版号"),
  section: slug("章节代号"),
  anchor: slug("段落编号"),
  quote: line("引文", LONGEST_QUOTE).transform(orNull),
};

/** The fields that a citizen submits, in the order of the form. */
export const submissionFields = {
  kind: z.enum(FEEDBACK_KINDS, { error: "请选择意见的类型" }),
  text,
  title: line("标题", LONGEST_TITLE),
  contact: line("联系方式", LONGEST_CONTACT).transform(orNull),
  ...targetFields,
  publish: z.preprocess((raw) => raw === true || raw === "true" || raw === "1" || raw === "on", z.boolean()),
};

const note = (name: string, least: number, most: number) =>
  words(
    cleanText,
    least,
    most,
    (count) => `请写明${name}，至少${least}个字，现在${count}个字`,
    (count) => `${name}最多${most}个字，现在${count}个字`,
  );

/** The texts that its author adds to a case. */
export const authorFields = {
  supplement: note("补充的内容", 2, LONGEST_TEXT),
  dissatisfied: note("不满意的原因", 2, 500),
  remark: note("说明", 0, 500),
  reopen: note("申请复查的理由", 5, 2000),
};

/** The texts that staff write about a case. */
export const staffFields = {
  reason: note("理由", 5, 500),
  question: note("请提交人说明什么", 5, 500),
  reply: note("答复", 10, LONGEST_REPLY),
  returned: note("退回理由", 2, 500),
  shownText: note("公开的正文", 1, LONGEST_TEXT),
  shownTitle: note("公开的标题", 0, LONGEST_TITLE),
  shownReply: note("公开的答复", 1, LONGEST_REPLY),
  leftOut: note("隐去内容的理由", 2, 200),
  hidden: note("理由", 2, 200),
  templateName: note("模板名称", 1, 30),
  templateText: note("模板正文", 2, 4000),
};
