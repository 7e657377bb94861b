import { createMiddleware } from "hono/factory";
import { mayWrite } from "../api/may-write.ts";
import { forgetArchiveVersion } from "./archive-version.ts";

/** Whatever a request wrote, the next page of this isolate shows it. */
export const forgetAfterWrite = createMiddleware(async (c, next) => {
  await next();
  if (mayWrite(c.req)) forgetArchiveVersion();
});
