import type { Context } from "hono";
import { createMiddleware } from "hono/factory";
import { AppError } from "../errors.ts";
import { signInPath } from "../console-paths.ts";
import { identifyStaff } from "./identify.ts";
import { hasLocalAccounts } from "./local/settings.ts";
import { isLocalDevelopment } from "./loopback.ts";
import { oidcPath, oidcSettings } from "./oidc/settings.ts";
import { type Person, toActor } from "./person.ts";
import { readCookieSession } from "./sign-in.ts";
import { signInWords } from "./words.ts";
import { openDatabase } from "../db/client.ts";
import { type TimeSpent, timedDatabase } from "../db/timed-database.ts";
import type { AppEnv } from "../http/app-env.ts";

declare module "hono" {
  interface ContextVariableMap {
    /** Who is signed in to the console; only behind `signedIn`. */
    person: Person;
  }
}

export const isLocal = (c: Context<AppEnv>) => isLocalDevelopment(c.env.ENVIRONMENT, c.req.raw);

/** Nothing of the console is kept by a browser or a cache. */
export const staffOnly = createMiddleware<AppEnv>(async (c, next) => {
  await next();
  c.res.headers.set("Cache-Control", "no-store");
  c.res.headers.set("X-Robots-Tag", "noindex");
});

/** Puts the signed-in person and their actor on the context, or leads to signing in. */
export const signedIn = createMiddleware<AppEnv>(async (c, next) => {
  const person = await identifyStaff(c.get("ctx"), c.env, c.req.raw);
  if (!person) {
    const byProvider = oidcSettings(c.env) !== null && !(await readCookieSession(c.get("ctx"), c.req.raw));
    if (!isLocal(c) && !byProvider && !hasLocalAccounts(c.env)) throw new AppError("forbidden", signInWords.noAccess);
    if (c.req.method !== "GET") throw new AppError("unauthorized", signInWords.needSignIn);
    const { pathname, search } = new URL(c.req.url);
    return c.redirect((byProvider ? oidcPath : signInPath)(pathname + search), 303);
  }
  const spent: TimeSpent = { ms: 0, queries: 0 };
  const began = performance.now();
  c.set("person", person);
  c.set("ctx", { ...c.get("ctx"), db: openDatabase(timedDatabase(c.env.DB, spent)), actor: toActor(person) });
  await next();
  // Times of a refusal would tell of the rows it looked up.
  if (c.res.status < 400) c.res.headers.set("Server-Timing", serverTiming(performance.now() - began, spent));
});

/** For the browser's own tools, and for nobody who is not signed in: times tell what a query found. */
const serverTiming = (ms: number, spent: TimeSpent) =>
  `total;dur=${ms.toFixed(1)}, db;dur=${spent.ms.toFixed(1)};desc="${spent.queries} queries"`;
