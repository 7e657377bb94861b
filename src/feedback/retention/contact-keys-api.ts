import { createRoute, z } from "@hono/zod-openapi";
import { resealAddresses } from "../../follow/mail/digest.ts";
import { json, tokenProblems, withToken } from "../../http/api/api-routes.ts";
import { createApi } from "../../http/api/openapi.ts";
import { staffContext } from "../../staff/staff-context.ts";
import { requireRole } from "../../staff/permission.ts";
import { rotateContactKeys } from "./retention.ts";

const stepSchema = z
  .object({
    resealed: z.int().openapi({ description: "这一步用最新的密钥重新加密的联系方式和订阅邮箱" }),
    newest: z.string().nullable().openapi({ description: "正在运行的网站用来加密的密钥；没有设置密钥是 null" }),
    older: z.array(z.string()).openapi({ description: "设置里的其他密钥" }),
    otherwise: z
      .array(z.object({ key: z.string(), boxes: z.int(), known: z.boolean() }))
      .openapi({ description: "不是用最新密钥加密的，按密钥计；known 为 false 的密钥不在设置里，打不开，原样留着" }),
  })
  .openapi("ContactKeyStep");

const rotateRoute = createRoute({
  ...withToken,
  method: "post",
  path: "/feedback/contact-keys/rotate",
  summary: "用最新的密钥重新加密一批联系方式，直到 resealed 为 0；otherwise 为空才能取下旧密钥；需要“管理”权限",
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
    const [contacts, addresses] = [await rotateContactKeys(ctx, by), await resealAddresses(ctx)];
    const otherwise = addTo(contacts.otherwise, addresses.otherwise);
    return c.json({ ...contacts, resealed: contacts.resealed + addresses.resealed, otherwise }, 200);
  });
  return api;
}

type Otherwise = z.infer<typeof stepSchema>["otherwise"];

/** Boxes of both kinds by their key. */
function addTo(some: Otherwise, more: Otherwise): Otherwise {
  const boxes = new Map<string, Otherwise[number]>();
  for (const each of [...some, ...more])
    boxes.set(each.key, { ...each, boxes: each.boxes + (boxes.get(each.key)?.boxes ?? 0) });
  return [...boxes.values()];
}
