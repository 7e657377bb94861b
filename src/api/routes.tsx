import { OpenAPIHono } from "@hono/zod-openapi";
import type { AppEnv } from "../http/app-env.ts";
import { limitedJson } from "../http/limited-body.ts";
import { openReads } from "../http/api/open-reads.ts";
import { createApi } from "../http/api/openapi.ts";
import { publicPage } from "../http/page-cache/public-page.ts";
import { apiReferencePath } from "../paths.ts";
import { API_INFO, type ApiDocument } from "./document.ts";
import { referencePage } from "./reference-page.tsx";

const PREFIX = "/api/v1";

/**
 * All parts of the API under one prefix, with the document that describes them and a page to read it. `elsewhere`: what stands in
 * the document too, under addresses that others have fixed.
 */
export function mountApi(
  app: { route: (path: string, part: OpenAPIHono<AppEnv>) => unknown },
  parts: readonly OpenAPIHono<AppEnv>[],
  elsewhere: readonly OpenAPIHono<AppEnv>[] = [],
) {
  const api = createApi();
  api.openAPIRegistry.registerComponent("securitySchemes", "bearer", { type: "http", scheme: "bearer" });
  api.use(`${PREFIX}/*`, openReads, limitedJson);
  for (const part of parts) api.route(PREFIX, part);
  for (const part of elsewhere) api.route("/", part);
  const compose = (origin: string) => api.getOpenAPI31Document({ ...API_INFO, servers: [{ url: origin }] });
  const composePlain = (origin: string): ApiDocument => JSON.parse(JSON.stringify(compose(origin)));
  api.get(`${PREFIX}/openapi.json`, publicPage({ perDisplay: false }), (c) => c.json(compose(c.get("origin"))));
  api.get(apiReferencePath(), publicPage(), (c) => referencePage(c, composePlain(c.get("origin"))));
  app.route("/", api);
}
