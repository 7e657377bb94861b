import { createRoute, z } from "@hono/zod-openapi";
import { createApi } from "../http/openapi.ts";
import { problem } from "../http/problem.ts";
import { staffContext } from "../http/staff-context.ts";
import { requireRole } from "../staff/permission.ts";
import { rotateContactKeys } from "./retention.ts";

const stepSchema = z
  .object({
    resealed: z.int().openapi({ description: "这一步用最新的密钥重新加密的联系方式" }),
    lost: z.int().openapi({ description: "原来的密钥已不在设置里、打不开的联系方式；原样留着" }),
  })
  .openapi("ContactKeyStep");

const rotateRoute = createRoute({
  method: "post",
  path: "/feedback/contact-keys/rotate",
  tags: ["工作人员"],
  summary: "用最新的密钥重新加密一批联系方式，直到 resealed 为 0；需要管理员令牌",
  security: [{ bearer: [] }],
  responses: {
    200: { content: { "application/json": { schema: stepSchema } }, description: "这一步做完了" },
    401: problem("没有令牌，或令牌无效"),
    403: problem("令牌没有此项权限"),
  },
});

export function createContactKeysApi() {
  const api = createApi();
  api.openapi(rotateRoute, async (c) => {
    const ctx = await staffContext(c);
    const by = requireRole(ctx, "admin");
    return c.json(await rotateContactKeys(ctx, by), 200);
  });
  return api;
}
