import type { Ctx } from "../ctx.ts";
import type { Display } from "./display.ts";

/** What every handler finds on its Hono context. */
export interface AppEnv {
  Bindings: Env;
  Variables: {
    ctx: Ctx;
    /** Shown on error pages and sent as X-Request-Id. */
    requestId: string;
    /** Scheme and host of every absolute address on a page, without a closing slash. */
    origin: string;
    display: Display;
  };
}
