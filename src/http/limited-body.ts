import type { MiddlewareHandler } from "hono";
import { bodyLimit } from "hono/body-limit";
import { AppError } from "../errors.ts";

const MOST_BYTES = 256 * 1024;
const MOST_JSON_BYTES = 64 * 1024;
/** Addresses that take files: each says for itself how large they may be. */
const TAKES_FILES = /^\/(?:feedback\/new|staff\/publish|api\/v1\/reports|api\/v1\/restore\/(?:object|tables\/.+))$/;
const JSON_TYPE = /^application\/(?:[a-z.-]+\+)?json\b/i;

/** Refuses a larger body while it arrives. */
export const limitedBody = (maxSize: number, detail = `提交的内容过大，最多${maxSize / 1024} KB。`) =>
  bodyLimit({
    maxSize,
    onError: () => {
      throw new AppError("too_large", detail);
    },
  });

const small = limitedBody(MOST_BYTES);

/** No address reads a body of any size, not even to refuse it. */
export const smallBodies: MiddlewareHandler = (c, next) => (TAKES_FILES.test(c.req.path) ? next() : small(c, next));

const limited = limitedBody(MOST_JSON_BYTES);

/** JSON bodies of the API are small, and are read before the caller is known. */
export const limitedJson: MiddlewareHandler = (c, next) =>
  JSON_TYPE.test(c.req.header("content-type") ?? "") ? limited(c, next) : next();
