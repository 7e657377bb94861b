import { z } from "@hono/zod-openapi";
import { wholeNumber } from "../http/api/api-fields.ts";
import { STATUSES } from "./feedback.ts";
import { FEEDBACK_KINDS } from "./kind.ts";
import { LONGEST_CONTACT, LONGEST_TEXT, LONGEST_TITLE, SHORTEST_TEXT } from "./fields.ts";

const kind = z.enum(FEEDBACK_KINDS).openapi({ description: "咨询、指出错误、建议、投诉、举报、表扬" });
const status = z.enum(STATUSES);
const day = z.string().openapi({ format: "date", example: "2026-12-07" });
const time = z.string().openapi({ format: "date-time" });

/** The verb checks lengths, for the form too, so that both say the same. */
export const submissionSchema = z
  .strictObject({
    kind,
    text: z.string().openapi({ minLength: SHORTEST_TEXT, maxLength: LONGEST_TEXT }),
    title: z.string().optional().openapi({ maxLength: LONGEST_TITLE }),
    bureau: z.string().optional().openapi({ description: "单位代号" }),
    year: z.int().optional().openapi({ description: "报告年度" }),
    revision: z.int().optional().openapi({ description: "修订版号，默认现行版" }),
    section: z.string().optional().openapi({ description: "章节代号" }),
    anchor: z.string().optional().openapi({ description: "段落编号（#p- 之后的部分）" }),
    quote: z.string().optional().openapi({ description: "引文，须与该版原文一致" }),
    contact: z.string().optional().openapi({ maxLength: LONGEST_CONTACT, description: "电话或邮箱，加密保存" }),
    publish: z.boolean().optional().openapi({ description: "同意公开，默认 false" }),
    proof: z.string().optional().openapi({ description: "ALTCHA 工作量证明，只在429要求时需要" }),
  })
  .openapi("FeedbackSubmission");

export const submittedSchema = z
  .object({
    id: z.number(),
    receipt: z.string().openapi({ description: "查询码，只给这一次", example: "7K3M-9QXA-4TWD-H2RP-6VBE-N8CY-5J01" }),
    status: z.literal("submitted"),
    due: day,
  })
  .openapi("FeedbackSubmitted");

const calendar = z
  .array(z.object({ year: z.int(), source: z.string().nullable() }))
  .openapi({ description: "期限用的是哪年的节假日安排；source 为 null 是尚未公布，只按周末和元旦、劳动节、国庆计" });
const stopped = day.nullable().openapi({ description: "自这天起暂停计时，等提交人补充；due 这时是 null" });
const entry = z.object({ at: time, status, note: z.string().optional() });
const reply = z.object({ text: z.string(), at: time });

export const lookupSchema = z
  .object({
    id: z.number(),
    kind,
    status,
    due: day.nullable(),
    deadline: z.string().nullable(),
    calendar,
    stopped_on: stopped,
    changed_since: z.boolean(),
    history: z.array(entry),
    reply: reply.optional(),
  })
  .openapi("FeedbackForAuthor");

const listed = {
  id: z.number(),
  url: z.string(),
  kind,
  status,
  title: z.string(),
  text: z.string(),
  bureau: z.string().nullable(),
  year: z.number().nullable(),
  revision: z.number().nullable(),
  section: z.string().nullable(),
  anchor: z.string().nullable(),
  quote: z.string().nullable(),
  passage: z.string().nullable(),
  submitted_at: time,
  published_at: time,
  due: day.nullable(),
  overdue: z.boolean(),
  stopped_on: stopped,
  answered_at: time.nullable(),
  correction_revision: z.number().nullable(),
  supports: z.number().int(),
};

export const registerSchema = z
  .object({ total: z.number(), page: z.number(), size: z.number(), items: z.array(z.object(listed)) })
  .openapi("FeedbackList");

export const publicFeedbackSchema = z
  .object({ ...listed, deadline: z.string().nullable(), calendar, history: z.array(entry), replies: z.array(reply) })
  .openapi("Feedback");

/** Fields that arrive as text in an address. */
export const registerQuery = z.strictObject({
  bureau: z
    .string()
    .regex(/^[\w-]{1,80}$/, "单位代号不对")
    .optional()
    .openapi({ description: "单位代号" }),
  year: upTo(2100, "报告年度"),
  kind: kind.optional(),
  status: status.optional().openapi({ description: "状态" }),
  page: upTo(100_000, "第几页，从1起"),
  size: upTo(100, "每页几条，默认20，最多100"),
});

function upTo(most: number, description: string) {
  return wholeNumber(most).openapi({ type: "integer", minimum: 1, maximum: most, description }).optional();
}
