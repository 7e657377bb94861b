import { McpServer } from "@modelcontextprotocol/server";
import { AppError } from "../errors.ts";
import { log } from "../log.ts";
import { classOf } from "../thrown.ts";
import { keptAnswer } from "./kept.ts";
import type { ToolRequest, Tool } from "./tool.ts";
import { citeTool } from "./tools/cite.ts";
import { compareTool } from "./tools/compare.ts";
import { getSectionTool } from "./tools/get-section.ts";
import { indicatorTool } from "./tools/indicator.ts";
import { searchTool } from "./tools/search.ts";
import { verifyTool } from "./tools/verify.ts";
import { mcpWords } from "./words.ts";

const TOOLS: readonly Tool[] = [searchTool, getSectionTool, compareTool, indicatorTool, citeTool, verifyTool];
const MOST_ELEMENTS = 200;

/** The tools over one request's context: nothing is kept between requests, and nothing can be written. Decision 0270. */
export function createMcpServer(asked: ToolRequest): McpServer {
  const server = new McpServer(
    { name: "gongshi", title: mcpWords.title, version: "1", websiteUrl: asked.origin },
    {
      instructions: mcpWords.instructions,
      capabilities: { tools: { listChanged: false } },
      maxToolInputElements: MOST_ELEMENTS,
    },
  );
  for (const each of TOOLS) {
    const [title, description] = mcpWords.tools[each.name] as [string, string];
    const annotations = {
      title,
      readOnlyHint: true,
      destructiveHint: false,
      idempotentHint: true,
      openWorldHint: false,
    };
    server.registerTool(each.name, { title, description, inputSchema: each.input, annotations }, (input) =>
      answer(asked, each, input),
    );
  }
  return server;
}

/** An error that a person can act on is told in its words; any other is logged. */
async function answer(asked: ToolRequest, { name, run }: Tool, input: unknown) {
  try {
    const text = await keptAnswer(asked, name, input, () => run(asked, input));
    const structuredContent = JSON.parse(text) as Record<string, unknown>;
    return { content: [{ type: "text" as const, text }], structuredContent };
  } catch (error) {
    if (!(error instanceof AppError)) log("mcp.failed", { kind: name, error: classOf(error) });
    const told = error instanceof AppError ? [error.message, ...factsOf(error)].join("\n") : mcpWords.broken;
    return { content: [{ type: "text" as const, text: told }], isError: true };
  }
}

const factsOf = ({ facts }: AppError) =>
  facts.filter(([, text]) => text !== "").map(([label, text]) => `${label}：${text}`);
