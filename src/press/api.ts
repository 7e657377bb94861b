import { createRoute, z } from "@hono/zod-openapi";
import { bureauField, wholeNumber } from "../http/api/api-fields.ts";
import { json } from "../http/api/api-routes.ts";
import { createApi } from "../http/api/openapi.ts";
import { problem } from "../http/api/problem.ts";
import { publicPage } from "../http/page-cache/public-page.ts";
import { usedPassagePath, readPress } from "./register.ts";

const useSchema = z
  .object({
    id: z.int(),
    title: z.string(),
    medium: z.string(),
    day: z.string().openapi({ description: "发表日期", example: "2026-11-30" }),
    address: z.string(),
    archived: z.string().nullable().openapi({ description: "存档网址" }),
    bureau: z.string(),
    year: z.int().nullable(),
    section: z.string().nullable(),
    anchor: z.string().nullable(),
    passage: z.string().nullable().openapi({ description: "引用的报告、章节或段落的网址" }),
    recorded_at: z.string(),
  })
  .openapi("PressUse");

const pressRoute = createRoute({
  method: "get",
  path: "/press",
  tags: ["读取"],
  summary: "媒体引用：报告在哪里被引用或讨论过",
  request: {
    query: z.strictObject({
      bureau: bureauField.optional(),
      page: wholeNumber().optional().openapi({ type: "integer", minimum: 1, maximum: 999_999, description: "第几页" }),
      size: wholeNumber(100)
        .optional()
        .openapi({ type: "integer", minimum: 1, maximum: 100, description: "每页几条，不写为20" }),
    }),
  },
  responses: {
    200: json(
      z.object({ total: z.int(), page: z.int(), size: z.int(), items: z.array(useSchema) }).openapi("Press"),
      "一页登记，由新到旧",
    ),
    400: problem("参数不对"),
  },
});

export function createPressApi() {
  const api = createApi();
  api.get("/press", publicPage({ query: ["bureau", "page", "size"], perDisplay: false, strict: true }));
  api.openapi(pressRoute, async (c) => {
    const { bureau = null, page = 1, size = 20 } = c.req.valid("query");
    const { total, rows } = await readPress(c.get("ctx"), bureau, page, size);
    const origin = c.get("origin");
    const items = rows.map((row) => {
      const { id, title, medium, day, address, archived, year, section, anchor, createdAt, decidedAt } = row;
      const place = usedPassagePath(row);
      const passage = place === null ? null : origin + place;
      const where = { bureau: row.bureau, year, section, anchor, passage };
      return { id, title, medium, day, address, archived, ...where, recorded_at: decidedAt ?? createdAt };
    });
    return c.json({ total, page, size, items }, 200);
  });
  return api;
}
