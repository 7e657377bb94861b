import { createRoute, z } from "@hono/zod-openapi";
import { createApi } from "../http/openapi.ts";
import { problem } from "../http/problem.ts";
import { staffContext } from "../http/staff-context.ts";
import { reindexStep } from "./reindex.ts";

const stepSchema = z
  .object({
    cursor: z.string().nullable().openapi({ description: "交给下一步；null 表示新索引已经启用" }),
    done: z.number().openapi({ description: "已编入的修订版" }),
    total: z.number(),
  })
  .openapi("ReindexStep");

const reindexRoute = createRoute({
  method: "post",
  path: "/search/reindex",
  tags: ["工作人员"],
  summary: "重建检索索引的一步；从 cursor 为 null 开始，重建期间照常可查；需要管理员令牌",
  security: [{ bearer: [] }],
  request: {
    body: {
      required: true,
      content: { "application/json": { schema: z.strictObject({ cursor: z.string().max(100).nullable() }) } },
    },
  },
  responses: {
    200: { content: { "application/json": { schema: stepSchema } }, description: "这一步做完了" },
    400: problem("cursor 不对"),
    401: problem("没有令牌，或令牌无效"),
    403: problem("令牌没有此项权限"),
  },
});

export function createReindexApi() {
  const api = createApi();
  api.openapi(reindexRoute, async (c) =>
    c.json(await reindexStep(await staffContext(c), c.req.valid("json").cursor), 200),
  );
  return api;
}
