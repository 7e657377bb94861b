import { archiveVersion } from "../http/page-cache/archive-version.ts";
import { recall, remember } from "../http/page-cache/page-memory.ts";
import { dayOf } from "../http/page-cache/today.ts";
import type { ToolAnswer, ToolRequest } from "./tool.ts";

/** Longer questions are not worth a place in the memory. */
const LONGEST_KEPT = 1000;

/** The answer as JSON; kept, like a page, for as long as the archive stays as it is. */
export async function keptAnswer(
  { ctx, origin }: ToolRequest,
  name: string,
  input: unknown,
  compose: () => Promise<ToolAnswer>,
): Promise<string> {
  const asked = JSON.stringify(input);
  const toText = ({ content }: ToolAnswer) => JSON.stringify(content);
  if (asked.length > LONGEST_KEPT) return toText(await compose());
  const key = `${await archiveVersion(ctx)} ${dayOf(ctx.now().getTime())} ${origin} mcp ${name} ${asked}`;
  const kept = recall(key);
  if (kept) return new TextDecoder().decode(kept.bytes);
  const answer = await compose();
  const text = toText(answer);
  if (!answer.passing)
    remember(key, { bytes: Uint8Array.from(new TextEncoder().encode(text)), gzip: null, etag: "", headers: [] });
  return text;
}
