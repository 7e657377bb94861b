import { createRoute, z } from "@hono/zod-openapi";
import { json, jsonBody, tokenProblems, withToken } from "../../http/api/api-routes.ts";
import { createApi } from "../../http/api/openapi.ts";
import { problem } from "../../http/api/problem.ts";
import { staffContext } from "../../staff/staff-context.ts";
import { endBounced } from "./bounced.ts";

/** Each asks the database four times. */
const AT_ONCE = 20;

const bounced = createRoute({
  ...withToken,
  method: "post",
  path: "/follow/bounces",
  summary: "收件邮箱已不存在的退信：停止这些邮箱的全部订阅；需要“管理”权限",
  request: jsonBody(
    z.strictObject({
      letters: z.array(z.string().max(250)).max(AT_ONCE).openapi({ description: "退回的信的 Message-ID，连同尖括号" }),
    }),
  ),
  responses: {
    200: json(
      z
        .object({
          ended: z.int().openapi({ description: "停止的订阅" }),
          unknown: z.int().openapi({ description: "不是本站的信，或订阅已停止" }),
        })
        .openapi("EndedSubscriptions"),
      "已处理",
    ),
    400: problem("格式不对"),
    ...tokenProblems,
    422: problem("内容不合要求"),
  },
});

export function createBouncesApi() {
  const api = createApi();
  api.openapi(bounced, async (c) => c.json(await endBounced(await staffContext(c), c.req.valid("json").letters), 200));
  return api;
}
