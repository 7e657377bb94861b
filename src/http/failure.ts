import type { Context } from "hono";
import { HTTPException } from "hono/http-exception";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import { AppError, type ErrorCode, type Obstacle, type WayOut } from "../errors.ts";
import { mcpPath, oembedPath } from "../paths.ts";
import { causeOf } from "../thrown.ts";
import { STATUS, TITLES } from "./api/problem.ts";
import { httpWords } from "./words.ts";

/** An error as the outside may see it. */
export interface Failure {
  code: ErrorCode | "method_not_allowed" | "malformed" | "unavailable" | "unexpected";
  status: ContentfulStatusCode;
  title: string;
  detail: string;
  field?: string | undefined;
  ways: readonly WayOut[];
  facts: readonly (readonly [string, string])[];
  obstacles: readonly Obstacle[];
}

const plain = (code: Failure["code"], status: ContentfulStatusCode, title: string, detail: string): Failure => ({
  code,
  status,
  title,
  detail,
  ways: [],
  facts: [],
  obstacles: [],
});

export function toFailure(error: unknown): Failure {
  if (error instanceof AppError) {
    const { code, message, field, ways, facts, obstacles } = error;
    return { code, status: STATUS[code], title: TITLES[code], detail: message, field, ways, facts, obstacles };
  }
  if (error instanceof HTTPException && error.status < 500) return fromHttp(error.status);
  if (isOverload(error)) return plain("unavailable", 503, httpWords.overloadedTitle, httpWords.overloaded);
  if (isFull(error)) return plain("unavailable", 503, httpWords.fullTitle, httpWords.full);
  return plain("unexpected", 500, httpWords.unexpectedTitle, httpWords.unexpected);
}

function fromHttp(status: number): Failure {
  const known = Object.keys(STATUS) as ErrorCode[];
  const code = known.find((candidate) => STATUS[candidate] === status);
  return code
    ? plain(code, STATUS[code], TITLES[code], TITLES[code])
    : plain("malformed", 400, httpWords.malformedTitle, httpWords.malformed);
}

const isOverload = (error: unknown) => /D1.*overloaded/i.test(causeOf(error));
/** The disk of the Node host, or a database that has reached its limit. */
const isFull = (error: unknown) => /SQLITE_FULL|ENOSPC|EDQUOT|Exceeded maximum DB size/.test(causeOf(error));

export const notFound = () => plain("not_found", 404, TITLES.not_found, httpWords.notFound);
export const methodNotAllowed = () =>
  plain("method_not_allowed", 405, httpWords.methodNotAllowedTitle, httpWords.methodNotAllowed);

/** Machines read problem+json, quoters plain text, people a page. */
export function audienceOf(c: Context) {
  const { path } = c.req;
  if (path.startsWith("/api/") || path === mcpPath() || path === oembedPath() || path.endsWith(".json"))
    return "machine";
  return /\.(md|txt|bib|ris|atom|xml)$/.test(path) ? "text" : "person";
}
