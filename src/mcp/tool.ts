import { z } from "zod";
import type { Ctx } from "../ctx.ts";
import { SLUG } from "../paths.ts";
import type { mcpWords } from "./words.ts";

export type ToolName = keyof typeof mcpWords.tools;

export interface ToolRequest {
  ctx: Ctx;
  /** Scheme and host of this site. */
  origin: string;
}

export interface ToolAnswer {
  /** The text that the assistant reads. */
  content: Record<string, unknown>;
  /** True if it is not to be kept until the archive changes. */
  passing?: boolean;
}

/** One tool: what it takes, and what it answers. */
export interface Tool<Input extends z.ZodType = z.ZodType> {
  name: ToolName;
  input: Input;
  run: (asked: ToolRequest, input: z.output<Input>) => Promise<ToolAnswer>;
}

/** Hides what a tool takes, so that tools can stand in one list: each is only ever given what its own schema has read. */
export const tool = <Input extends z.ZodType>(made: Tool<Input>): Tool => made as unknown as Tool;

export const slug = () => z.string().regex(SLUG, "只能有小写字母、数字和连字符").max(80);
export const year = () => z.int().min(1900).max(2200);
export const count = (most: number) => z.int().min(1).max(most);
export const address = () => z.string().min(1).max(500);
