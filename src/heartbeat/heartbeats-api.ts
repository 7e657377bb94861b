import { createRoute, z } from "@hono/zod-openapi";
import { jsonBody, tokenProblems, withToken } from "../http/api/api-routes.ts";
import { createApi } from "../http/api/openapi.ts";
import { problem } from "../http/api/problem.ts";
import { staffContext } from "../staff/staff-context.ts";
import { noteBackup } from "./heartbeat.ts";

const count = z.int().min(0);

const finished = createRoute({
  ...withToken,
  method: "post",
  path: "/backup/finished",
  summary: "备份已经完整存好；/healthz 据此知道上一次备份；需要“备份”权限",
  request: jsonBody(
    z.strictObject({
      rows: count,
      objects: count,
      missing: count.openapi({ description: "数据表里写明、网站上却没有的文件" }),
    }),
  ),
  responses: {
    204: { description: "记下了" },
    400: problem("格式不对"),
    ...tokenProblems,
    422: problem("内容不合要求"),
  },
});

export function createHeartbeatsApi() {
  const api = createApi();
  api.openapi(finished, async (c) => {
    await noteBackup(await staffContext(c), c.req.valid("json"));
    return c.body(null, 204);
  });
  return api;
}
