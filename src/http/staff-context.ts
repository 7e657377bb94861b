import type { Context } from "hono";
import { type Ctx, createContext } from "../context.ts";
import { authenticate } from "../staff/authenticate.ts";

/** The context of an API call made with a bearer token; throws `unauthorized` for a token that is not good. */
export async function staffContext(c: Context<{ Bindings: Env }>): Promise<Ctx> {
  const ctx = createContext(c.env);
  return { ...ctx, actor: await authenticate(ctx, c.req.header("authorization")) };
}
