import type { Ctx } from "../ctx.ts";
import type { Display } from "./display.ts";

/** The content of every handler's Hono context. */
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
