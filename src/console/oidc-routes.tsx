import { type Context, Hono } from "hono";
import { getCookie, setCookie, deleteCookie } from "hono/cookie";
import { AppError } from "../errors.ts";
import type { AppEnv } from "../http/app-env.ts";
import { beginSignIn, completeSignIn, FLOW_SECONDS } from "../staff/oidc/code-flow.ts";
import { oidcCallbackPath, oidcPath, oidcSettings } from "../staff/oidc/settings.ts";
import { SESSION_HOURS } from "../staff/session.ts";
import { cookieName } from "../staff/sign-in.ts";
import { consoleAddress } from "../console-paths.ts";
import { consolePage } from "./console-page.tsx";
import { consoleWords } from "./words.ts";

export const oidcRoutes = new Hono<AppEnv>();

const FLOW_COOKIE = "__Host-oidc";
const COOKIE = { path: "/", httpOnly: true, secure: true } as const;

oidcRoutes.get(oidcPath(), async (c) => {
  const settings = requireOidc(c);
  const { address, cookie } = await beginSignIn(c.get("ctx"), settings, consoleAddress(c.req.query("next")));
  // The browser comes back from another site, which a strict cookie would not survive.
  setCookie(c, FLOW_COOKIE, cookie, { ...COOKIE, sameSite: "Lax", maxAge: FLOW_SECONDS });
  return c.redirect(address, 303);
});

oidcRoutes.get(oidcCallbackPath(), async (c) => {
  const back = { query: new URL(c.req.url).search, cookie: getCookie(c, FLOW_COOKIE) };
  const { session, next } = await completeSignIn(c.get("ctx"), requireOidc(c), back);
  deleteCookie(c, FLOW_COOKIE, COOKIE);
  setCookie(c, cookieName(c.req.url), session, { ...COOKIE, sameSite: "Strict", maxAge: SESSION_HOURS * 3600 });
  // A redirect would still count as coming from the other site, and the strict cookie would stay behind.
  c.header("Refresh", `0; url=${next}`);
  const body = (
    <div class="head">
      <h1>{consoleWords.signedIn}</h1>
      <p>
        <a href={next}>{consoleWords.goOn}</a>
      </p>
    </div>
  );
  return consolePage(c, { title: consoleWords.signedIn }, body, 200, null);
});

/** Elsewhere these addresses do not exist. */
function requireOidc(c: Context<AppEnv>) {
  const settings = oidcSettings(c.env);
  if (!settings) throw new AppError("not_found", "您访问的页面不存在。请检查网址。");
  return settings;
}
