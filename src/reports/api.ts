import { createRoute, z } from "@hono/zod-openapi";
import type { MiddlewareHandler } from "hono";
import { yearField } from "../http/api/api-fields.ts";
import { json, jsonBody, tokenProblems, withToken } from "../http/api/api-routes.ts";
import type { AppEnv } from "../http/app-env.ts";
import { createApi } from "../http/api/openapi.ts";
import { obstacleSchema, problem } from "../http/api/problem.ts";
import { acceptReportForm, toReportForm } from "./publish/report-form.ts";
import { staffContext } from "../staff/staff-context.ts";
import { requireRole } from "../staff/permission.ts";
import { publishReport } from "./publish/publish.ts";
import { forEachTrait, traitLabels } from "./traits.ts";
import { changeBureau } from "./publish/rename.ts";
import { published } from "./schemas-api.ts";
import { restoreReport, withdrawReport } from "./publish/withdraw.ts";

const reportParams = z.object({ bureau: z.string().max(60).openapi({ description: "单位代号" }), year: yearField });

const publishedSchema = z
  .object({
    outcome: z.enum(["published", "revised", "unchanged", "would_publish", "would_revise", "blocked"]),
    ...published,
    fileSha256: z.string(),
    notes: z.array(
      z.object({
        code: z.string(),
        level: z.enum(["info", "unsure", "blocking"]),
        message: z.string(),
        text: z.string(),
        line: z.number(),
      }),
    ),
    outline: z.array(
      z.object({ depth: z.number(), heading: z.string(), slug: z.string(), standard: z.string().nullable() }),
    ),
    figuresToCheck: z
      .array(
        z.object({
          kind: z.enum(["share", "sum", "percentages", "repeated", "change"]),
          quotations: z
            .array(
              z.object({
                section: z.string(),
                anchor: z.string(),
                start: z.number(),
                end: z.number(),
                text: z.string(),
              }),
            )
            .length(2),
          computed: z.string(),
          message: z.string(),
        }),
      )
      .openapi({ description: "对不上的数字，待核对，不是结论" }),
    figuresUrl: z.string().openapi({ description: "列出数字的页面" }),
    blocked: z
      .array(obstacleSchema)
      .openapi({ description: "要人决定才能发布的各处；只在预览（outcome 为 blocked）时有" }),
  })
  .openapi("PublishResult");
const statusSchema = z
  .object({ bureau: z.string(), year: z.number(), status: z.enum(["published", "withdrawn"]), at: z.string() })
  .openapi("StatusChange");
const bureauSchema = z
  .object({ slug: z.string(), name: z.string(), shortName: z.string(), aliases: z.array(z.string()) })
  .openapi("BureauNames");

const failures = {
  ...tokenProblems,
  409: problem("与现有内容冲突；type 为 /api#blocked 时，blocked 列出要人决定的各处"),
  422: problem("内容不合要求，detail 说明怎样改"),
};

/** Before the body is read: an upload without a good token is not worth receiving. */
const requirePublisher: MiddlewareHandler<AppEnv> = async (c, next) => {
  requireRole(await staffContext(c), "publisher", "admin");
  await next();
};

const publish = createRoute({
  ...withToken,
  method: "post",
  path: "/reports",
  summary: "发布报告文件，成为新的修订版；dry_run=1 只预览",
  middleware: [requirePublisher, ...acceptReportForm],
  request: {
    query: z.strictObject({
      dry_run: z.enum(["0", "1", "true", "false"]).optional().openapi({ description: "1：只预览，什么都不存" }),
    }),
    body: {
      required: true,
      content: {
        "multipart/form-data": {
          schema: z.object({
            file: z.any().openapi({
              type: "string",
              format: "binary",
              description: "报告文件：.docx、.pdf、.html、.txt 或 .md，最大 5 MB",
            }),
            bureau: z.string().optional().openapi({ description: "单位代号；文件未写明单位时需要" }),
            slug: z
              .string()
              .optional()
              .openapi({ description: "新单位的代号，永久不变；不写时先给出建议，等人确认（accept=bureau-new）" }),
            year: z.string().optional().openapi({ description: "年度；文件未写明年度时需要" }),
            note: z.string().optional().openapi({ description: "修订说明，公开" }),
            accept: z
              .union([z.string(), z.array(z.string())])
              .optional()
              .openapi({ description: "人看过并接受的代号（blocked 里的 code），可以写多次，或用逗号分开；记入审计" }),
            accept_hidden: z
              .enum(["0", "1", "true", "false"])
              .optional()
              .openapi({ description: "1：知道原件里的批注、修订、隐藏文字公布后任何人都能看到；记入审计" }),
          }),
        },
      },
    },
  },
  responses: {
    200: json(publishedSchema, "与现行版相同，或仅预览"),
    201: json(publishedSchema, "已发布"),
    413: problem("文件过大"),
    415: problem("文件类型不支持"),
    ...failures,
  },
});

const withdraw = createRoute({
  ...withToken,
  method: "post",
  path: "/reports/{bureau}/{year}/withdraw",
  summary: "撤回报告，理由公开",
  request: {
    params: reportParams,
    ...jsonBody(z.strictObject({ reason: z.string() })),
  },
  responses: { 200: json(statusSchema, "已撤回"), 404: problem("没有这份报告"), ...failures },
});

const restore = createRoute({
  ...withToken,
  method: "post",
  path: "/reports/{bureau}/{year}/restore",
  summary: "恢复已撤回的报告",
  request: { params: reportParams },
  responses: { 200: json(statusSchema, "已恢复"), 404: problem("没有这份报告"), ...failures },
});

const rename = createRoute({
  ...withToken,
  method: "patch",
  path: "/bureaus/{bureau}",
  summary: "修改单位名称、代号、别名、地区或行业；旧代号永久转向",
  request: {
    params: z.object({ bureau: z.string().max(60) }),
    ...jsonBody(
      z.strictObject({
        slug: z.string().optional(),
        name: z.string().optional(),
        shortName: z.string().optional(),
        aliases: z.array(z.string()).max(20).optional(),
        ...forEachTrait((trait) =>
          z
            .string()
            .nullable()
            .optional()
            .openapi({ description: `${traitLabels[trait]}；null 表示不填` }),
        ),
      }),
    ),
  },
  responses: { 200: json(bureauSchema, "已修改"), 404: problem("没有这个单位"), ...failures },
});

/** The publishing half of the API; every verb checks its own permission. */
export function createStaffReportsApi() {
  const api = createApi();
  api.openapi(publish, async (c) => {
    const ctx = await staffContext(c);
    const { file, bureau, year: given, note, accept } = toReportForm(await c.req.formData());
    const dryRun = ["1", "true"].includes(c.req.valid("query").dry_run ?? "0");
    const bytes = new Uint8Array(await file.arrayBuffer());
    const result = await publishReport(
      ctx,
      { bytes, fileName: file.name, bureau, year: given, note, accept, confirmsSlug: bureau === undefined },
      dryRun,
    );
    const created = result.outcome === "published" || result.outcome === "revised";
    return c.json(result, created ? 201 : 200, created ? { location: result.url } : undefined);
  });
  api.openapi(withdraw, async (c) => {
    const { bureau, year: y } = c.req.valid("param");
    return c.json(await withdrawReport(await staffContext(c), bureau, y, c.req.valid("json").reason), 200);
  });
  api.openapi(restore, async (c) => {
    const { bureau, year: y } = c.req.valid("param");
    return c.json(await restoreReport(await staffContext(c), bureau, y), 200);
  });
  api.openapi(rename, async (c) =>
    c.json(await changeBureau(await staffContext(c), c.req.valid("param").bureau, c.req.valid("json")), 200),
  );
  return api;
}
