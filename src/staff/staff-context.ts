import type { Context } from "hono";
import type { Actor, Ctx } from "../ctx.ts";
import { authenticate } from "./authenticate.ts";
import type { AppEnv } from "../http/app-env.ts";

/** A token is looked up once a request, however many steps ask whose it is. */
const known = new WeakMap<Request, Promise<Actor | null>>();

/** The context of an API call made with a bearer token; throws `unauthorized` for a token that is not good. */
export async function staffContext(c: Context<AppEnv>): Promise<Ctx> {
  const ctx = c.get("ctx");
  const actor = known.get(c.req.raw) ?? authenticate(ctx, c.req.header("authorization"));
  known.set(c.req.raw, actor);
  return { ...ctx, actor: await actor };
}
