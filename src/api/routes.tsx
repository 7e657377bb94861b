import { OpenAPIHono } from "@hono/zod-openapi";
import type { AppEnv } from "../http/app-env.ts";
import { limitedJson } from "../http/limited-body.ts";
import { openReads } from "../http/api/open-reads.ts";
import { createApi } from "../http/api/openapi.ts";
import { publicPage } from "../http/page-cache/public-page.ts";
import { apiReferencePath } from "../paths.ts";
import { requireSomebody } from "../staff/permission.ts";
import { staffContext } from "../staff/staff-context.ts";
import { API_INFO, type ApiDocument } from "./document.ts";
import { referencePage } from "./reference-page.tsx";

const PREFIX = "/api/v1";

/** The caller is identified before the request is judged, so a stranger does not learn which request would be right. */
function requireTokens(api: OpenAPIHono<AppEnv>, part: OpenAPIHono<AppEnv>): void {
  for (const definition of part.openAPIRegistry.definitions) {
    if (definition.type !== "route" || !definition.route.security) continue;
    const { method, path } = definition.route;
    api.on(method.toUpperCase(), PREFIX + path.replaceAll(/\{(\w+)\}/g, ":$1"), async (c, next) => {
      requireSomebody(await staffContext(c));
      await next();
    });
  }
}

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
  api.use(`${PREFIX}/*`, openReads);
  for (const part of parts) requireTokens(api, part);
  api.use(`${PREFIX}/*`, limitedJson);
  for (const part of parts) api.route(PREFIX, part);
  for (const part of elsewhere) api.route("/", part);
  const compose = (origin: string) => api.getOpenAPI31Document({ ...API_INFO, servers: [{ url: origin }] });
  const composePlain = (origin: string): ApiDocument => JSON.parse(JSON.stringify(compose(origin)));
  api.get(`${PREFIX}/openapi.json`, publicPage({ perDisplay: false }), (c) => c.json(compose(c.get("origin"))));
  api.get(apiReferencePath(), publicPage(), (c) => referencePage(c, composePlain(c.get("origin"))));
  app.route("/", api);
}
