import type { MiddlewareHandler } from "hono";
import { bodyLimit } from "hono/body-limit";
import { AppError } from "../errors.ts";

const MOST_JSON_BYTES = 64 * 1024;
const JSON_TYPE = /^application\/(?:[a-z.-]+\+)?json\b/i;

/** Refuses a larger body while it arrives. */
export const limitedBody = (maxSize: number, detail = `提交的内容过大，最多${maxSize / 1024} KB。`) =>
  bodyLimit({
    maxSize,
    onError: () => {
      throw new AppError("too_large", detail);
    },
  });

const limited = limitedBody(MOST_JSON_BYTES);

/** What the API is asked in JSON is small; it is read before anybody knows who asks. */
export const limitedJson: MiddlewareHandler = (c, next) =>
  JSON_TYPE.test(c.req.header("content-type") ?? "") ? limited(c, next) : next();
