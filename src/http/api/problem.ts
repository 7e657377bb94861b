import { z } from "@hono/zod-openapi";
import type { Context } from "hono";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import type { ErrorCode, Obstacle } from "../../errors.ts";

export const STATUS: Record<ErrorCode, ContentfulStatusCode> = {
  unauthorized: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  gone: 410,
  too_large: 413,
  unsupported: 415,
  invalid: 422,
  limited: 429,
  unavailable: 503,
  blocked: 409,
};

export const TITLES: Record<ErrorCode, string> = {
  unauthorized: "需要凭证",
  forbidden: "没有权限",
  not_found: "没有找到",
  conflict: "与现有内容冲突",
  gone: "已撤回",
  too_large: "内容过大",
  unsupported: "类型不支持",
  invalid: "内容不合要求",
  limited: "请求过于频繁",
  unavailable: "暂不可用",
  blocked: "等人决定",
};

export const obstacleSchema = z
  .object({ code: z.string(), message: z.string(), quotations: z.array(z.string()) })
  .openapi("Obstacle");

/** RFC 9457; `errors` names each input that needs another look. */
const problemSchema = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.number(),
    detail: z.string(),
    instance: z.string().optional(),
    errors: z.array(z.object({ field: z.string(), message: z.string() })).optional(),
    blocked: z
      .array(obstacleSchema)
      .optional()
      .openapi({ description: "只在 type 是 /api#blocked 时：要人决定的各处，code 就是 accept 要写的" }),
  })
  .openapi("Problem");

export const problem = (description: string) => ({
  content: { "application/problem+json": { schema: problemSchema } },
  description,
});

interface ProblemFacts {
  code: string;
  status: ContentfulStatusCode;
  title: string;
  detail: string;
  errors?: { field: string; message: string }[];
  blocked?: readonly Obstacle[];
}

export function problemResponse(c: Context, { code, status, title, detail, errors, blocked }: ProblemFacts): Response {
  const more = { ...(errors && { errors }), ...(blocked && { blocked }) };
  const body = { type: `/api#${code}`, title, status, detail, instance: c.req.path, ...more };
  const headers: Record<string, string> = {
    "content-type": "application/problem+json; charset=utf-8",
    "cache-control": "no-store",
  };
  if (status === 401) headers["www-authenticate"] = 'Bearer realm="gongshi"';
  return c.body(JSON.stringify(body), status, headers);
}

interface Validation {
  success: boolean;
  error?: { issues: readonly { path: readonly PropertyKey[]; message: string }[] };
}

/** The answer of a failed schema: each field with its reason, and never the sent values (they may hold contact details). */
export function validationHook(result: Validation, c: Context): Response | undefined {
  if (result.success) return undefined;
  const errors = (result.error?.issues ?? []).map(({ path, message }) => ({ field: path.join("."), message }));
  const detail = errors.map(({ field, message }) => (field ? `${field}：${message}` : message)).join("；");
  return problemResponse(c, { code: "malformed", status: 400, title: "请求格式不对", detail, errors });
}
