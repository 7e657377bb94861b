import { createRoute, z } from "@hono/zod-openapi";
import { json, jsonBody, tokenProblems, withToken } from "../http/api/api-routes.ts";
import { createApi } from "../http/api/openapi.ts";
import { problem } from "../http/api/problem.ts";
import { staffContext } from "../staff/staff-context.ts";
import { examine } from "./examine.ts";

const examined = z
  .object({
    checks: z.array(z.string()),
    findings: z.array(z.object({ check: z.string(), where: z.string(), what: z.string(), mended: z.boolean() })),
  })
  .openapi("Examination");

const examineRoute = createRoute({
  ...withToken,
  method: "post",
  path: "/doctor",
  summary: "核对数据表是否相符；repair 补上可以由其余数据推出来的；需要“管理”权限",
  request: jsonBody(z.strictObject({ repair: z.boolean() })),
  responses: {
    200: json(examined, "核对过的和不符的"),
    400: problem("格式不对"),
    ...tokenProblems,
    422: problem("内容不合要求"),
  },
});

export function createDoctorApi() {
  const api = createApi();
  api.openapi(examineRoute, async (c) => c.json(await examine(await staffContext(c), c.req.valid("json").repair), 200));
  return api;
}
