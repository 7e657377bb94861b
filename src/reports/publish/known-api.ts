import { createRoute, z } from "@hono/zod-openapi";
import { sha256Field } from "../../http/api/api-fields.ts";
import { json, jsonBody, tokenProblems, withToken } from "../../http/api/api-routes.ts";
import { createApi } from "../../http/api/openapi.ts";
import { problem } from "../../http/api/problem.ts";
import { staffContext } from "../../staff/staff-context.ts";
import { reportPath } from "../../paths.ts";
import { findKnownFiles } from "./known.ts";
import { published } from "../schemas-api.ts";

const MOST_FILES = 200;

const knownSchema = z
  .object({
    files: z.array(
      z.object({
        sha256: z.string(),
        ...published,
      }),
    ),
    database: z
      .object({ bytes: z.number(), limit: z.number(), share: z.number(), warns: z.boolean() })
      .openapi({ description: "数据库现有多大；warns 表示已到上限的80%" }),
  })
  .openapi("KnownFiles");

const knownRoute = createRoute({
  ...withToken,
  method: "post",
  path: "/reports/known",
  summary: "这些文件哪些已经发布过（按SHA-256），导入时不必再传",
  request: jsonBody(z.strictObject({ sha256: z.array(sha256Field).max(MOST_FILES) })),
  responses: {
    200: json(knownSchema, "已发布过的文件"),
    400: problem("参数不对"),
    ...tokenProblems,
  },
});

/** Lets an import ask first and send only new files. */
export function createKnownFilesApi() {
  const api = createApi();
  api.openapi(knownRoute, async (c) => {
    const found = await findKnownFiles(await staffContext(c), c.req.valid("json").sha256);
    const files = found.files.map((file) => ({ ...file, url: reportPath(file.bureau, file.year) }));
    return c.json({ files, database: found.capacity }, 200);
  });
  return api;
}
