import { OpenAPIHono } from "@hono/zod-openapi";
import { config } from "zod";
import zhCN from "zod/v4/locales/zh-CN.js";
import type { AppEnv } from "../app-env.ts";
import { validationHook } from "./problem.ts";

config(zhCN());

/** A part of the API: what a schema refuses is answered in Chinese, as problem+json. */
export const createApi = () => new OpenAPIHono<AppEnv>({ defaultHook: validationHook });
