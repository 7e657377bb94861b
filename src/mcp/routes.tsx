import { createMcpHandler } from "@modelcontextprotocol/server";
import { type Context, Hono } from "hono";
import type { AppEnv } from "../http/app-env.ts";
import { publicPage } from "../http/page-cache/public-page.ts";
import { llmsPath, mcpPath } from "../paths.ts";
import { llmsText } from "./llms-text.ts";
import { createMcpServer } from "./server.ts";
import { mcpWords } from "./words.ts";

const MOST_BYTES = 64 * 1024;
const MOST_MESSAGES = 5;
const INVALID_REQUEST = -32_600;
const PARSE_ERROR = -32_700;
const REFUSED = -32_000;

export const mcpRoutes = new Hono<AppEnv>();

/**
 * Model Context Protocol, Streamable HTTP, for assistants: each message stands for itself. GET and DELETE belong to sessions,
 * which there are none of.
 */
mcpRoutes.all(mcpPath(), async (c) => {
  c.header("Cache-Control", "no-store");
  const from = c.req.header("Origin");
  if (from !== undefined && from !== c.get("origin")) return refuse(c, 403, REFUSED, "Origin not allowed");
  if (c.req.method !== "POST") {
    c.header("Allow", "POST");
    return refuse(c, 405, REFUSED, "Method not allowed");
  }
  const text = await c.req.text();
  if (text.length > MOST_BYTES) return refuse(c, 413, REFUSED, "Request body too large");
  const parsedBody = parse(text);
  if (parsedBody === undefined) return refuse(c, 400, PARSE_ERROR, "Parse error");
  if (Array.isArray(parsedBody) && parsedBody.length > MOST_MESSAGES)
    return refuse(c, 400, INVALID_REQUEST, mcpWords.batch(MOST_MESSAGES));
  const asked = { ctx: c.get("ctx"), origin: c.get("origin") };
  const handler = createMcpHandler(() => createMcpServer(asked), { maxSubscriptions: 0, keepAliveMs: 0 });
  return handler.fetch(c.req.raw, { parsedBody });
});

mcpRoutes.get(llmsPath(), publicPage({ perDisplay: false, cacheControl: "public, max-age=3600" }), (c) =>
  c.body(llmsText(c.get("origin")), 200, { "Content-Type": "text/markdown; charset=utf-8" }),
);

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

const refuse = (c: Context<AppEnv>, status: 400 | 403 | 405 | 413, code: number, message: string) =>
  c.json({ jsonrpc: "2.0", id: null, error: { code, message } }, status);
