import { createRoute, z } from "@hono/zod-openapi";
import type { MiddlewareHandler } from "hono";
import { AppError } from "../errors.ts";
import { sha256Field } from "../http/api/api-fields.ts";
import { json, jsonBody, tokenProblems, withToken } from "../http/api/api-routes.ts";
import type { AppEnv } from "../http/app-env.ts";
import { limitedBody } from "../http/limited-body.ts";
import { createApi } from "../http/api/openapi.ts";
import { problem } from "../http/api/problem.ts";
import { staffContext } from "../staff/staff-context.ts";
import { requireRole } from "../staff/permission.ts";
import { listObjects, readObject, restoreObject } from "./objects.ts";
import { beginBackup, readBackupRows, readBackupState } from "./read-backup.ts";
import { beginRestore, endRestore, restoreRows } from "./restore.ts";
import type { RowKey, BackupRow } from "./tables.ts";

/** NDJSON, one row a line. */
const LINES = "text/plain";
/** A part of a table, or one kept file. */
const MOST_BYTES = 30_000_000;

const ledgerSchema = z.object({ size: z.int(), root: sha256Field });
const stateSchema = z
  .object({
    version: z.int(),
    audited: z.int(),
    migration: z.string(),
    full_text_from: z.int().openapi({ description: "搜索索引从哪一年起编入正文；0 表示全部" }),
    ledger: ledgerSchema,
    tables: z.array(
      z.object({
        name: z.string(),
        columns: z.array(z.string()),
        key: z.array(z.string()),
        references: z.array(z.string()),
        grows: z.boolean(),
      }),
    ),
  })
  .openapi("BackupState");
const objectsSchema = z
  .object({ objects: z.array(z.object({ key: z.string(), size: z.int() })) })
  .openapi("BackupObjects");
const doneSchema = z.object({ finished: z.boolean(), rows: z.record(z.string(), z.int()) }).openapi("RestoreState");

const failures = {
  400: problem("参数不对"),
  ...tokenProblems,
  404: problem("没有这张表或这个文件"),
  409: problem("数据库不是空的，或恢复出来的与备份不同"),
  422: problem("内容不合要求"),
};
const lines = z.string().openapi({ description: "每行一个JSON对象" });
const tableParam = z.object({ table: z.string().regex(/^[a-z][a-z_]{1,60}$/) });
const keyField = z.string().min(1).max(300);
const keyQuery = z.strictObject({ key: keyField });

/** Before the body is read: what comes without a good token is not worth receiving. */
const requireAdmin: MiddlewareHandler<AppEnv> = async (c, next) => {
  requireRole(await staffContext(c), "admin");
  await next();
};

const begin = createRoute({
  ...withToken,
  method: "post",
  path: "/backup",
  summary: "开始一次备份；读取备份的各项都需要有“备份”权限的令牌，每次读取都记入审计",
  responses: { 200: json(stateSchema, "有哪些表，以及能看出有无改动的数"), ...failures },
});
const state = createRoute({
  ...withToken,
  method: "get",
  path: "/backup",
  summary: "备份期间有没有改动",
  request: { query: z.strictObject({}) },
  responses: { 200: json(stateSchema, "同上"), ...failures },
});
const rows = createRoute({
  ...withToken,
  method: "get",
  path: "/backup/tables/{table}",
  summary: "一张表在某个主键之后的行，至多500行；没有行就是到头了",
  request: { params: tableParam, query: z.strictObject({ after: z.string().max(500).optional() }) },
  responses: { 200: { content: { [LINES]: { schema: lines } }, description: "每行一个JSON对象" }, ...failures },
});
const objects = createRoute({
  ...withToken,
  method: "get",
  path: "/backup/objects",
  summary: "原件和附件的名单，至多1000个",
  request: { query: z.strictObject({ after: z.string().max(300).optional() }) },
  responses: { 200: json(objectsSchema, "名单"), ...failures },
});
const object = createRoute({
  ...withToken,
  method: "get",
  path: "/backup/object",
  summary: "一个文件的内容",
  request: { query: keyQuery },
  responses: {
    200: {
      content: { "application/octet-stream": { schema: z.string().openapi({ format: "binary" }) } },
      description: "内容",
    },
    ...failures,
  },
});
const beginAgain = createRoute({
  ...withToken,
  method: "post",
  path: "/restore",
  summary: "开始或继续从一份备份恢复；只能恢复到空的数据库；恢复的各项需要有“管理”权限的令牌",
  request: jsonBody(z.strictObject({ backup: sha256Field.openapi({ description: "备份清单的SHA-256" }) })),
  responses: { 200: json(doneSchema, "可以继续"), ...failures },
});
const putRows = createRoute({
  ...withToken,
  method: "post",
  path: "/restore/tables/{table}",
  middleware: [requireAdmin, limitedBody(MOST_BYTES)],
  summary: "放回一些行；重复发送没有影响",
  request: { params: tableParam, body: { required: true, content: { [LINES]: { schema: lines } } } },
  responses: { 204: { description: "放好了" }, ...failures },
});
const putObject = createRoute({
  ...withToken,
  method: "put",
  path: "/restore/object",
  middleware: [requireAdmin, limitedBody(MOST_BYTES)],
  summary: "放回一个文件",
  request: {
    query: z.strictObject({ key: keyField, sha256: sha256Field, type: z.string().max(100).optional() }),
    body: {
      required: true,
      content: { "application/octet-stream": { schema: z.string().openapi({ format: "binary" }) } },
    },
  },
  responses: { 204: { description: "放好了" }, ...failures },
});
const end = createRoute({
  ...withToken,
  method: "post",
  path: "/restore/end",
  summary: "恢复完毕：公示日志与备份的相同才启用",
  request: jsonBody(z.strictObject({ ledger: ledgerSchema, rows: z.record(z.string(), z.int()) })),
  responses: { 200: json(ledgerSchema, "恢复出来的公示日志"), ...failures },
});

/** Reading everything that a backup holds, and putting it back into an empty archive. */
export function createBackupApi() {
  const api = createApi();
  for (const path of ["/backup", "/backup/*"])
    api.use(path, async (c, next) => {
      await next();
      c.header("Cache-Control", "no-store");
    });
  addReading(api);
  addRestoring(api);
  return api;
}

function addReading(api: ReturnType<typeof createApi>) {
  api.openapi(begin, async (c) => c.json(await beginBackup(await staffContext(c)), 200));
  api.openapi(state, async (c) => c.json(await readBackupState(await staffContext(c)), 200));
  api.openapi(rows, async (c) => {
    const { after } = c.req.valid("query");
    const found = await readBackupRows(await staffContext(c), c.req.valid("param").table, after ? toKey(after) : null);
    const text = found.map((row) => `${JSON.stringify(row)}\n`).join("");
    return c.text(text, 200);
  });
  api.openapi(objects, async (c) =>
    c.json({ objects: await listObjects(await staffContext(c), c.req.valid("query").after ?? null) }, 200),
  );
  api.openapi(object, async (c) => {
    const { body, size, type } = await readObject(await staffContext(c), c.req.valid("query").key);
    const headers = { "content-type": "application/octet-stream", "content-length": `${size}`, "gongshi-type": type };
    return c.body(body, 200, headers);
  });
}

function addRestoring(api: ReturnType<typeof createApi>) {
  api.openapi(beginAgain, async (c) =>
    c.json(await beginRestore(await staffContext(c), c.req.valid("json").backup), 200),
  );
  api.openapi(putRows, async (c) => {
    await restoreRows(await staffContext(c), c.req.valid("param").table, toRows(await c.req.text()));
    return c.body(null, 204);
  });
  api.openapi(putObject, async (c) => {
    const { key, sha256: digest, type = "" } = c.req.valid("query");
    await restoreObject(await staffContext(c), key, await c.req.arrayBuffer(), digest, type);
    return c.body(null, 204);
  });
  api.openapi(end, async (c) => c.json(await endRestore(await staffContext(c), c.req.valid("json")), 200));
}

function toKey(text: string): RowKey {
  const key = parsed(text);
  if (Array.isArray(key) && key.every((value) => typeof value === "string" || typeof value === "number")) return key;
  throw new AppError("invalid", "位置标记不对。", "after");
}

const toRows = (text: string) =>
  text
    .split("\n")
    .filter(Boolean)
    .map((line): BackupRow => {
      const row = parsed(line);
      if (typeof row === "object" && row !== null && Object.values(row).every(isValue)) return row as BackupRow;
      throw new AppError("invalid", "每行应是一个JSON对象。", "body");
    });

const isValue = (value: unknown) => value === null || typeof value === "string" || typeof value === "number";

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
