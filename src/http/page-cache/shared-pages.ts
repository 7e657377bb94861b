import { gzip } from "./gzip.ts";
import type { KeptPage } from "./page-memory.ts";

/**
 * The data centre's copy, behind the isolate's. Its key holds the deployment, because a new deployment may render the same report
 * differently; if the platform names no deployment, there is no shared copy.
 */
export const shareable = (env: Env) => Boolean(env.VERSION?.id);

const ETAG = "X-Kept-Etag";
const KEPT_SECONDS = 86_400;

const addressOf = (env: Env, key: string) => `https://pages.invalid/${env.VERSION.id}/${encodeURIComponent(key)}`;

export async function recallShared(env: Env, key: string): Promise<KeptPage | undefined> {
  if (!shareable(env)) return undefined;
  const kept = await caches.default.match(addressOf(env, key));
  if (!kept) return undefined;
  const headers = new Headers(JSON.parse(kept.headers.get("X-Kept-Headers") ?? "[]"));
  const bytes = new Uint8Array(await kept.arrayBuffer());
  return {
    bytes,
    gzip: await gzip(bytes),
    etag: kept.headers.get(ETAG) ?? "",
    headers: [...headers],
  };
}

export async function shareLater(env: Env, key: string, page: KeptPage) {
  const headers = {
    "Cache-Control": `public, max-age=${KEPT_SECONDS}`,
    [ETAG]: page.etag,
    "X-Kept-Headers": JSON.stringify(page.headers),
  };
  await caches.default.put(addressOf(env, key), new Response(page.bytes, { headers }));
}
