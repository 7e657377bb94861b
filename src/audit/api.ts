import { createRoute, z } from "@hono/zod-openapi";
import { createApi } from "../http/openapi.ts";
import { problem } from "../http/problem.ts";
import { staffContext } from "../http/staff-context.ts";
import { readAudit } from "./read.ts";

const number = (largest: number) =>
  z
    .string()
    .regex(/^[1-9]\d{0,3}$/, "应是从1起的整数")
    .transform(Number)
    .refine((n) => n <= largest, `不能大于${largest}`)
    .optional()
    .openapi({ type: "integer", minimum: 1, maximum: largest });
const name = z.string().min(1).max(200).optional();
const day = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/, "日期请写成 2026-11-21 的样子")
  .optional();

const recordSchema = z
  .object({
    id: z.number(),
    at: z.string(),
    actor: z.string(),
    action: z.string(),
    subject: z.string(),
    detail: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
  })
  .openapi("AuditRecord");

const auditRoute = createRoute({
  method: "get",
  path: "/audit",
  tags: ["工作人员"],
  summary: "审计记录，由新到旧；需要管理员令牌",
  security: [{ bearer: [] }],
  request: {
    query: z.strictObject({
      actor: name,
      action: name,
      subject: name,
      from: day,
      to: day,
      page: number(1000),
      size: number(100),
    }),
  },
  responses: {
    200: {
      content: {
        "application/json": {
          schema: z.object({ page: z.number(), size: z.number(), more: z.boolean(), records: z.array(recordSchema) }),
        },
      },
      description: "一页记录；more 表示还有更早的",
    },
    400: problem("参数不对，detail 说明怎样改"),
    401: problem("没有令牌，或令牌无效"),
    403: problem("令牌没有此项权限"),
    422: problem("日期或页码不对"),
  },
});

export function createAuditApi() {
  const api = createApi();
  api.openapi(auditRoute, async (c) => {
    c.header("Cache-Control", "no-store");
    return c.json(await readAudit(await staffContext(c), c.req.valid("query")), 200);
  });
  return api;
}
