import { createRoute, z } from "@hono/zod-openapi";
import { json, tokenProblems, withToken } from "../../http/api/api-routes.ts";
import { createApi } from "../../http/api/openapi.ts";
import { staffContext } from "../../staff/staff-context.ts";
import { requireRole } from "../../staff/permission.ts";
import { rotateContactKeys } from "./retention.ts";

const stepSchema = z
  .object({
    resealed: z.int().openapi({ description: "这一步用最新的密钥重新加密的联系方式" }),
    lost: z.int().openapi({ description: "原来的密钥已不在设置里、打不开的联系方式；原样留着" }),
  })
  .openapi("ContactKeyStep");

const rotateRoute = createRoute({
  ...withToken,
  method: "post",
  path: "/feedback/contact-keys/rotate",
  summary: "用最新的密钥重新加密一批联系方式，直到 resealed 为 0；需要管理员令牌",
  responses: {
    200: json(stepSchema, "这一步做完了"),
    ...tokenProblems,
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
