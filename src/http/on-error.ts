import type { Context } from "hono";
import { FormerSlug } from "../errors.ts";
import { log } from "../log.ts";
import type { AppEnv } from "./app-env.ts";
import { errorPage } from "./error-page.tsx";
import { audienceOf, type Failure, toFailure } from "./failure.ts";
import { addressMeant } from "./pasted-address.ts";
import { problemResponse } from "./api/problem.ts";

/** The one place at which an error becomes an answer. Decision 0043. */
export function onError(error: unknown, c: Context<AppEnv>) {
  if (error instanceof FormerSlug) return c.redirect(presentAddress(new URL(c.req.url), error), 308);
  const failure = toFailure(error);
  if (failure.status === 500) report(error, c.get("requestId"));
  return answerFailure(c, failure);
}

/** Not found, and a parameter that is none: a mark was pasted along. Programs paste nothing: they are told their error. */
const LEADS_NOWHERE = new Set<number>([404, 422]);
const isReading = (c: Context) => c.req.method === "GET" || c.req.method === "HEAD";

export async function answerFailure(c: Context<AppEnv>, failure: Failure): Promise<Response> {
  c.header("Cache-Control", "no-store");
  const audience = audienceOf(c);
  const isPasted = audience !== "machine" && isReading(c) && LEADS_NOWHERE.has(failure.status);
  const meant = isPasted ? addressMeant(new URL(c.req.url)) : null;
  if (meant !== null) return c.redirect(meant, 308);
  if (failure.status === 503) c.header("Retry-After", "5");
  if (audience === "machine") return problemResponse(c, toProblem(failure));
  if (audience === "text") return c.text(`${toProblem(failure).detail}\n`, failure.status);
  return errorPage(c, failure);
}

function toProblem({ code, status, title, detail, field, facts, obstacles }: Failure) {
  const onRecord = facts.map(([label, text]) => `${label}：${text}`).join("；");
  const told = onRecord ? `${detail}${onRecord}。` : detail;
  return {
    code,
    status,
    title,
    detail: told,
    ...(field !== undefined && { errors: [{ field, message: detail }] }),
    ...(obstacles.length > 0 && { blocked: obstacles }),
  };
}

/** Keeps the rest of the address: section, revision, format. */
function presentAddress({ pathname, search }: URL, { from, to }: FormerSlug) {
  const segments = pathname.split("/");
  const index = segments.findIndex((segment) => segment === from || segment.startsWith(`${from}.`));
  segments[index] = to + (segments[index] ?? "").slice(from.length);
  return segments.join("/") + search;
}

/** Never the message: a failed query quotes its parameters, which may be what a citizen wrote. */
function report(error: unknown, requestId: string) {
  const { name, message, stack = "" } = error instanceof Error ? error : { name: "unknown", message: "" };
  const frames = stack
    .slice(stack.indexOf(message) + message.length)
    .split("\n")
    .filter((line) => /^\s+at /.test(line));
  log("request.failed", { request_id: requestId, error: name });
  // oxlint-disable-next-line no-console -- frames alone, without the message that stands above them
  console.error(JSON.stringify({ event: "request.failed", request_id: requestId, frames }));
}
