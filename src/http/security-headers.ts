import { createMiddleware } from "hono/factory";

const FRAMED_BY_NOBODY = "frame-ancestors 'none'";

/** Nothing but our own; `widget` is the origin of a script and frame that this one page needs besides. */
export const contentSecurityPolicy = (widget?: string) =>
  [
    "default-src 'none'",
    "style-src 'self'",
    "img-src 'self'",
    `script-src 'self'${widget ? ` ${widget}` : ""}`,
    ...(widget ? [`frame-src ${widget}`] : []),
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "object-src 'none'",
    FRAMED_BY_NOBODY,
  ].join("; ");

export const SECURITY_HEADERS = Object.entries({
  "Content-Security-Policy": contentSecurityPolicy(),
  "Strict-Transport-Security": "max-age=63072000; includeSubDomains",
  "X-Content-Type-Options": "nosniff",
  "X-Frame-Options": "DENY",
  "Referrer-Policy": "strict-origin-when-cross-origin",
  "Permissions-Policy":
    "accelerometer=(), browsing-topics=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), microphone=(), payment=(), usb=()",
  "Cross-Origin-Opener-Policy": "same-origin",
});

/** For a piece that other people's pages show: it loads nothing but our own, and anybody may frame it, even a page opened from a disk. */
export const FRAMABLE_POLICY = contentSecurityPolicy().replace(FRAMED_BY_NOBODY, "frame-ancestors * file:");

/** For a page whose script shows a picture that it made. */
export const PICTURE_POLICY = contentSecurityPolicy().replace("img-src 'self'", "img-src 'self' blob:");

/** Old browsers look at X-Frame-Options alone: it may stand only on pages that refuse framing. */
export function allowFraming(headers: Headers) {
  if (headers.get("Content-Security-Policy") === FRAMABLE_POLICY) headers.delete("X-Frame-Options");
}

/** A page may set these for itself. */
const STRICTER = new Set(["Content-Security-Policy", "Referrer-Policy"]);

/** On every status. Read endpoints that allow any origin set Cross-Origin-Resource-Policy themselves. */
export const securityHeaders = createMiddleware(async (c, next) => {
  await next();
  const { headers } = c.res;
  for (const [name, value] of SECURITY_HEADERS) if (!STRICTER.has(name) || !headers.has(name)) headers.set(name, value);
  allowFraming(headers);
  if (!headers.has("Cross-Origin-Resource-Policy")) headers.set("Cross-Origin-Resource-Policy", "same-origin");
});
