import { createRoute, z } from "@hono/zod-openapi";
import { AppError } from "../errors.ts";
import { json, jsonBody, tokenProblems, withToken } from "../http/api/api-routes.ts";
import { createApi } from "../http/api/openapi.ts";
import { problem } from "../http/api/problem.ts";
import { staffContext } from "../staff/staff-context.ts";
import { continueRebuild, startRebuild } from "./indexing/rebuild.ts";
import { beginReindex, continueReindex, type ReindexStep } from "./fts5/reindex.ts";
import { indexWidth } from "./fields.ts";
import { searchWords } from "./words.ts";

const stepSchema = z
  .object({
    cursor: z.string().nullable().openapi({ description: "交给下一步；null 表示新索引已经启用" }),
    done: z.number().openapi({ description: "已编入的修订版" }),
    total: z.number(),
    full_text_from: z.int().openapi({
      description: "新索引从哪一年起编入正文，更早的只编入标题；0 表示全部编入正文",
    }),
  })
  .openapi("ReindexStep");

const stepBody = z.strictObject({
  cursor: z.string().max(100).nullable(),
  full_text_from: indexWidth
    .clone()
    .optional()
    .openapi({
      anyOf: [{ const: 0 }, { type: "integer", minimum: 1900, maximum: 9999 }],
      description: "只在开始时（cursor 为 null）给出：从哪一年起编入正文，0 表示全部；不给则与现在使用的索引相同",
    }),
});

const reindexRoute = createRoute({
  ...withToken,
  method: "post",
  path: "/search/reindex",
  summary: "重建搜索索引的一步；从 cursor 为 null 开始，重建期间照常可查；需要管理员令牌",
  request: jsonBody(stepBody),
  responses: {
    200: json(stepSchema, "这一步做完了"),
    400: problem("cursor 或 full_text_from 不对"),
    409: problem("有人另外开始了一次重建"),
    ...tokenProblems,
    422: problem("cursor 不是这一次重建的，或 full_text_from 不在开始时给出"),
  },
});

const progressSchema = z
  .object({
    phase: z.enum(["idle", "create", "fill", "check", "swap", "drop", "failed"]).openapi({
      description: "idle：没有在重建，或已建成；failed：已中断，原因见 error",
    }),
    done: z.int().openapi({ description: "新索引里的报告" }),
    total: z.int(),
    startedAt: z.string().nullable(),
    movedAt: z.string().nullable(),
    finishedAt: z.string().nullable(),
    error: z.string().nullable(),
  })
  .openapi("RebuildProgress");

const rebuildRoute = createRoute({
  ...withToken,
  method: "post",
  path: "/search/rebuild",
  summary: "在库外的搜索引擎里另建一份索引再换上：start 为 true 从头开始，为 false 接着做几步；需要管理员令牌",
  request: jsonBody(z.strictObject({ start: z.boolean() })),
  responses: {
    200: json(progressSchema, "做到哪里了"),
    400: problem("请求格式不对"),
    ...tokenProblems,
    409: problem("正在重建，这一步还没有结束"),
    422: problem("没有启用库外的搜索引擎"),
  },
});

const STEPS_A_CALL = 3;

const stepToJson = ({ fullTextFrom, ...step }: ReindexStep) => ({ ...step, full_text_from: fullTextFrom });

export function createReindexApi() {
  const api = createApi();
  api.openapi(reindexRoute, async (c) => {
    const ctx = await staffContext(c);
    const { cursor, full_text_from: width } = c.req.valid("json");
    if (cursor !== null && width !== undefined)
      throw new AppError("invalid", searchWords.fullTextFromLate, "full_text_from");
    return c.json(
      stepToJson(cursor === null ? await beginReindex(ctx, width) : await continueReindex(ctx, cursor)),
      200,
    );
  });
  api.openapi(rebuildRoute, async (c) => {
    const ctx = await staffContext(c);
    const { start } = c.req.valid("json");
    return c.json(start ? await startRebuild(ctx) : await continueRebuild(ctx, STEPS_A_CALL), 200);
  });
  return api;
}
