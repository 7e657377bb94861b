import type { Context } from "hono";
import type { Ctx } from "../ctx.ts";
import { authenticate } from "./authenticate.ts";
import type { AppEnv } from "../http/app-env.ts";

/** The context of an API call made with a bearer token; throws `unauthorized` for a token that is not good. */
export async function staffContext(c: Context<AppEnv>): Promise<Ctx> {
  const ctx = c.get("ctx");
  return { ...ctx, actor: await authenticate(ctx, c.req.header("authorization")) };
}
