import { createRoute, z } from "@hono/zod-openapi";
import { wholeNumber } from "../../http/api/api-fields.ts";
import { json, tokenProblems, withToken } from "../../http/api/api-routes.ts";
import { createApi } from "../../http/api/openapi.ts";
import { problem } from "../../http/api/problem.ts";
import { staffContext } from "../../staff/staff-context.ts";
import { STATUSES } from "../feedback.ts";
import { FEEDBACK_KINDS } from "../kind.ts";
import { readOpenQueue } from "./open-queue.ts";

const LAST_PAGE = 1000;
const LARGEST_SIZE = 100;
const number = (most: number) => wholeNumber(most).optional().openapi({ type: "integer", minimum: 1, maximum: most });

const queueSchema = z
  .object({
    page: z.int(),
    size: z.int(),
    items: z.array(
      z.object({
        id: z.int(),
        kind: z.enum(FEEDBACK_KINDS),
        status: z.enum(STATUSES),
        waiting: z.boolean().openapi({ description: "等提交人补充" }),
        bureau: z.string().nullable(),
        year: z.int().nullable(),
        section: z.string().nullable(),
        submitted_at: z.string().openapi({ format: "date-time" }),
        due: z.string().nullable().openapi({ format: "date" }),
        overdue: z.boolean(),
        stopped_on: z.string().nullable().openapi({ format: "date", description: "自这天起暂停计时" }),
      }),
    ),
  })
  .openapi("FeedbackQueue");

const queueRoute = createRoute({
  ...withToken,
  method: "get",
  path: "/feedback/queue",
  summary: "待办的意见，按到期先后；只有编号和日期，没有正文，不含举报。需要有“读取意见清单”权限的令牌",
  request: { query: z.strictObject({ page: number(LAST_PAGE), size: number(LARGEST_SIZE) }) },
  responses: { 200: json(queueSchema, "一页；不足 size 条就是到头了"), 400: problem("参数不对"), ...tokenProblems },
});

export function createQueueApi() {
  const api = createApi();
  api.openapi(queueRoute, async (c) => {
    c.header("Cache-Control", "no-store");
    const { page = 1, size = 50 } = c.req.valid("query");
    const items = (await readOpenQueue(await staffContext(c), page, size)).map(
      ({ submittedAt, stoppedOn, ...item }) => ({
        ...item,
        submitted_at: submittedAt,
        stopped_on: stoppedOn,
      }),
    );
    return c.json({ page, size, items }, 200);
  });
  return api;
}
