import { createRoute, z } from "@hono/zod-openapi";
import { dayShape } from "../fields.ts";
import { wholeNumber } from "../http/api/api-fields.ts";
import { json, tokenProblems, withToken } from "../http/api/api-routes.ts";
import { createApi } from "../http/api/openapi.ts";
import { problem } from "../http/api/problem.ts";
import { staffContext } from "../staff/staff-context.ts";
import { readAudit } from "./read.ts";

const number = (most: number) => wholeNumber(most).optional().openapi({ type: "integer", minimum: 1, maximum: most });
const name = z.string().min(1).max(200).optional();
const day = dayShape.optional();

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
  ...withToken,
  method: "get",
  path: "/audit",
  summary: "审计记录，由新到旧；需要管理员令牌",
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
    200: json(
      z.object({ page: z.number(), size: z.number(), more: z.boolean(), records: z.array(recordSchema) }),
      "一页记录；more 表示还有更早的",
    ),
    400: problem("参数不对，detail 说明怎样改"),
    ...tokenProblems,
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
