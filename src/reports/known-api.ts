import { createRoute, z } from "@hono/zod-openapi";
import { createApi } from "../http/openapi.ts";
import { problem } from "../http/problem.ts";
import { staffContext } from "../http/staff-context.ts";
import { reportPath } from "../paths.ts";
import { findKnownFiles } from "./known.ts";

const MOST_FILES = 200;
const sha256 = z.string().regex(/^[0-9a-f]{64}$/, "应是64位小写十六进制的SHA-256");

const knownSchema = z
  .object({
    files: z.array(
      z.object({
        sha256: z.string(),
        bureau: z.string(),
        bureauName: z.string(),
        year: z.number(),
        revision: z.number(),
        url: z.string(),
        title: z.string(),
        sections: z.number(),
        paragraphs: z.number(),
      }),
    ),
    database: z
      .object({ bytes: z.number(), limit: z.number(), share: z.number(), warns: z.boolean() })
      .openapi({ description: "数据库现有多大；warns 表示已到上限的80%" }),
  })
  .openapi("KnownFiles");

const knownRoute = createRoute({
  method: "post",
  path: "/reports/known",
  tags: ["工作人员"],
  summary: "这些文件哪些已经发布过（按SHA-256），导入时不必再传",
  security: [{ bearer: [] }],
  request: {
    body: {
      required: true,
      content: { "application/json": { schema: z.strictObject({ sha256: z.array(sha256).max(MOST_FILES) }) } },
    },
  },
  responses: {
    200: { content: { "application/json": { schema: knownSchema } }, description: "已发布过的文件" },
    400: problem("参数不对"),
    401: problem("没有令牌，或令牌无效"),
    403: problem("令牌没有此项权限"),
  },
});

/** Lets an import ask first and send only what is new. */
export function createKnownFilesApi() {
  const api = createApi();
  api.openapi(knownRoute, async (c) => {
    const found = await findKnownFiles(await staffContext(c), c.req.valid("json").sha256);
    const files = found.files.map((file) => ({ ...file, url: reportPath(file.bureau, file.year) }));
    return c.json({ files, database: found.capacity }, 200);
  });
  return api;
}
