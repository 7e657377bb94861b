const LOOPBACK_HOSTS = new Set(["localhost", "127.0.0.1", "[::1]"]);
const LOOPBACK_ADDRESSES = new Set(["127.0.0.1", "::1", "::ffff:127.0.0.1"]);

/** Any of these means that somebody stands between the browser and this machine. */
const FORWARDING = ["forwarded", "x-forwarded-for", "x-forwarded-host", "x-forwarded-server", "x-original-host"];
const FORWARDING_ADDRESSES = ["cf-connecting-ip", "x-real-ip", "true-client-ip"];

/**
 * Local sign-in exists only in development and only when the request comes to a loopback host with no sign of a proxy
 * or tunnel. Headers can only take the permission away, never give it.
 */
export function isLocalDevelopment(environment: string | undefined, request: Request): boolean {
  if (environment !== "development") return false;
  const { headers } = request;
  if (!LOOPBACK_HOSTS.has(new URL(request.url).hostname)) return false;
  const host = headers.get("host");
  if (host !== null && !LOOPBACK_HOSTS.has(host.replace(/:\d+$/, "").toLowerCase())) return false;
  if (FORWARDING.some((name) => headers.has(name))) return false;
  return FORWARDING_ADDRESSES.every((name) => LOOPBACK_ADDRESSES.has(headers.get(name) ?? "127.0.0.1"));
}
