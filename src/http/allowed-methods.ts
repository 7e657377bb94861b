import type { Hono } from "hono";
import type { AppEnv } from "./app-env.ts";

const METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"];

/** The methods that some route answers at this path; middleware (registered for ALL) does not count. */
export function allowedMethods(app: Hono<AppEnv>, path: string) {
  const allowed = METHODS.filter((method) =>
    app.router.match(method, path)[0].some(([[, route]]) => route.method === method),
  );
  if (allowed.length === 0) return [];
  const reading = allowed.includes("GET") ? ["GET", "HEAD", ...allowed.slice(1)] : allowed;
  return [...reading, "OPTIONS"];
}
