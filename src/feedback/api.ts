import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import type { Context } from "hono";
import { AppError } from "../errors.ts";
import { json, jsonBody } from "../http/api/api-routes.ts";
import type { AppEnv } from "../http/app-env.ts";
import { createApi } from "../http/api/openapi.ts";
import { problem, problemResponse, TITLES } from "../http/api/problem.ts";
import { publicPage } from "../http/page-cache/public-page.ts";
import { setLimited, setQuota } from "./guard/rate-limit.ts";
import { LimitedError } from "./guard/limited.ts";
import { lookupByReceipt } from "./author/lookup.ts";
import { authorViewToJson, publicFeedbackToJson, registerRowToJson } from "./register/public-json.ts";
import { readPublicFeedback, readRegister } from "./register/register.ts";
import {
  lookupSchema,
  publicFeedbackSchema,
  registerQuery,
  registerSchema,
  submissionSchema,
  submittedSchema,
} from "./schemas-api.ts";
import { parseSubmission } from "./submission.ts";
import { submitFeedback } from "./submit/submit.ts";
import { visitorAddress } from "./guard/visitor-address.ts";

const tags = ["监督意见"];

const submitRoute = createRoute({
  method: "post",
  path: "/feedback",
  tags,
  summary: "提交监督意见，取得查询码",
  request: {
    headers: z.object({
      "idempotency-key": z
        .string()
        .optional()
        .openapi({ description: "16到255个可见的ASCII字符；同一键、同一内容只算一次，重复请求得到相同回答" }),
    }),
    ...jsonBody(submissionSchema),
  },
  responses: {
    201: json(submittedSchema, "已提交。查询码只给这一次"),
    400: problem("格式不对"),
    409: problem("同一份意见正在提交，或今天已提交过"),
    410: problem("报告已撤回"),
    413: problem("内容过大"),
    422: problem("内容不合要求"),
    429: problem("过于频繁；challenge 是可解的 ALTCHA 题目，解出后随 proof 提交"),
  },
});

const lookupRoute = createRoute({
  method: "post",
  path: "/feedback/lookup",
  tags,
  summary: "凭查询码查看办理进度",
  request: jsonBody(z.strictObject({ receipt: z.string() })),
  responses: {
    200: json(lookupSchema, "状态、经过、期限和答复"),
    400: problem("格式不对"),
    404: problem("没有这个查询码"),
    413: problem("内容过大"),
    422: problem("不是查询码"),
    429: problem("过于频繁"),
  },
});

const listRoute = createRoute({
  method: "get",
  path: "/feedback",
  tags,
  summary: "公开目录：提交人同意公开并经审核的意见",
  request: { query: registerQuery },
  responses: { 200: json(registerSchema, "一页意见，由新到旧"), 400: problem("参数不对") },
});

const oneRoute = createRoute({
  method: "get",
  path: "/feedback/{id}",
  tags,
  summary: "一件公开的意见和答复",
  request: {
    params: z.object({
      id: z
        .string()
        .regex(/^[1-9]\d{0,9}$/, "编号应是数字")
        .transform(Number)
        .openapi({ type: "integer", minimum: 1, maximum: 9_999_999_999, description: "公开目录里的编号" }),
    }),
  },
  responses: {
    200: json(publicFeedbackSchema, "意见"),
    400: problem("参数不对"),
    404: problem("没有公开的这件意见"),
    410: problem("不再公开"),
  },
});

/** Submission and look-up are never cached; the register is public. */
export function createFeedbackApi() {
  const api = createApi();
  api.get("/feedback", publicPage({ query: ["bureau", "year", "kind", "status", "page", "size"], perDisplay: false }));
  api.get("/feedback/:id{[0-9]+}", publicPage({ perDisplay: false }));
  addWrites(api);
  addReads(api);
  return api;
}

function addWrites(api: OpenAPIHono<AppEnv>) {
  api.openapi(submitRoute, async (c) => {
    c.header("Cache-Control", "no-store");
    const { proof, ...fields } = c.req.valid("json");
    const parsed = parseSubmission(fields);
    if (!parsed.ok) return invalid(c, parsed.errors) as never;
    const by = { address: addressOf(c), idempotencyKey: requireKey(c.req.header("idempotency-key")), proof };
    try {
      const { id, receipt, status, due, quota } = await submitFeedback(c.get("ctx"), parsed.value, [], by);
      if (quota) setQuota(c, quota);
      return c.json({ id, receipt, status, due }, 201);
    } catch (error) {
      if (error instanceof LimitedError) return limited(c, error) as never;
      throw error;
    }
  });
  api.openapi(lookupRoute, async (c) => {
    c.header("Cache-Control", "no-store");
    try {
      const view = await lookupByReceipt(c.get("ctx"), c.req.valid("json").receipt, addressOf(c));
      return c.json(authorViewToJson(view), 200);
    } catch (error) {
      if (error instanceof LimitedError) return limited(c, error) as never;
      throw error;
    }
  });
}

function addReads(api: OpenAPIHono<AppEnv>) {
  api.openapi(listRoute, async (c) => {
    const { page = 1, size = 20, ...filter } = c.req.valid("query");
    const asked = Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined));
    const { total, rows, today } = await readRegister(c.get("ctx"), asked, page, size);
    const items = rows.map((row) => registerRowToJson(row, c.get("origin"), today));
    return c.json({ total, page, size, items }, 200);
  });
  api.openapi(oneRoute, async (c) => {
    const view = await readPublicFeedback(c.get("ctx"), c.req.valid("param").id);
    return c.json(publicFeedbackToJson(view, c.get("origin")), 200);
  });
}

const addressOf = (c: Context<AppEnv>) => visitorAddress(c.env, (name) => c.req.header(name));

function requireKey(key: string | undefined): string | null {
  if (key === undefined) return null;
  if (!/^[\x21-\x7e]{16,255}$/.test(key))
    throw new AppError("invalid", "Idempotency-Key 应是16到255个可见的ASCII字符，例如一个UUID。", "Idempotency-Key");
  return key;
}

function invalid(c: Context<AppEnv>, errors: { field: string; message: string }[]) {
  const detail = `${errors.map(({ message }) => message).join("；")}。`;
  return problemResponse(c, { code: "invalid", status: 422, title: TITLES.invalid, detail, errors });
}

/** The problem with the challenge that would let the request through. */
function limited(c: Context<AppEnv>, error: LimitedError) {
  setLimited(c, error);
  const told = {
    type: "/api#limited",
    title: TITLES.limited,
    status: 429,
    detail: error.message,
    instance: c.req.path,
  };
  const extra = error.challenge ? { challenge: error.challenge } : {};
  return c.body(JSON.stringify({ ...told, ...extra }), 429, {
    "content-type": "application/problem+json; charset=utf-8",
  });
}
