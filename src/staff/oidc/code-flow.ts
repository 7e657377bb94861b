import { jwtVerify, SignJWT } from "jose";
import * as oidc from "openid-client";
import type { Ctx } from "../../ctx.ts";
import { AppError } from "../../errors.ts";
import { log } from "../../log.ts";
import { loadOrMakeKey } from "../session-store.ts";
import { signInAs } from "../sign-in.ts";
import type { OidcSettings } from "./settings.ts";

/** Between leaving for the provider and coming back. */
export const FLOW_SECONDS = 600;
const WAIT_SECONDS = 10;
const PURPOSE = "oidc";

interface Flow {
  state: string;
  nonce: string;
  verifier: string;
  next: string;
}

const configurations = new Map<string, Promise<oidc.Configuration>>();

/** The provider's description of itself, asked for once; a failure is not kept. */
function configurationOf({ issuer, clientId, clientSecret }: OidcSettings, send?: typeof fetch) {
  const key = `${issuer} ${clientId}`;
  const known = send ? undefined : configurations.get(key);
  if (known) return known;
  const options = { timeout: WAIT_SECONDS, ...(send ? { [oidc.customFetch]: send as oidc.CustomFetch } : {}) };
  const asked = oidc.discovery(new URL(issuer), clientId, clientSecret, undefined, options);
  if (!send) {
    configurations.set(key, asked);
    asked.catch(() => configurations.delete(key));
  }
  return asked;
}

const unreachable = () => new AppError("unavailable", "统一登录暂时没有应答，请过一会儿再试。");

/** The address at which the browser signs in, and the cookie that it must have when it comes back. Throws `unavailable`. */
export async function beginSignIn(ctx: Ctx, settings: OidcSettings, next: string, send?: typeof fetch) {
  const configuration = await configurationOf(settings, send).catch(() => {
    throw unreachable();
  });
  const flow: Flow = {
    state: oidc.randomState(),
    nonce: oidc.randomNonce(),
    verifier: oidc.randomPKCECodeVerifier(),
    next,
  };
  const address = oidc.buildAuthorizationUrl(configuration, {
    redirect_uri: settings.redirectUri,
    scope: "openid email",
    state: flow.state,
    nonce: flow.nonce,
    code_challenge: await oidc.calculatePKCECodeChallenge(flow.verifier),
    code_challenge_method: "S256",
  });
  return { address: address.href, cookie: await sealFlow(ctx, flow) };
}

/**
 * Takes who comes back from the provider: the session cookie's value and the page they wanted. Throws `forbidden` if the answer
 * is not good in every respect, or names nobody who works here.
 */
export async function completeSignIn(
  ctx: Ctx,
  settings: OidcSettings,
  back: { query: string; cookie: string | undefined },
  send?: typeof fetch,
): Promise<{ session: string; next: string }> {
  const flow = await openFlow(ctx, back.cookie);
  if (!flow) throw new AppError("forbidden", "这次登录已经过期，或不是从本站开始的。请重新登录。");
  const email = await emailOf(settings, flow, back.query, send);
  return { session: await signInAs(ctx, email), next: flow.next };
}

async function emailOf(settings: OidcSettings, flow: Flow, query: string, send?: typeof fetch): Promise<string> {
  try {
    const configuration = await configurationOf(settings, send);
    const tokens = await oidc.authorizationCodeGrant(configuration, new URL(settings.redirectUri + query), {
      pkceCodeVerifier: flow.verifier,
      expectedState: flow.state,
      expectedNonce: flow.nonce,
      idTokenExpected: true,
    });
    const claims: Record<string, unknown> = tokens.claims() ?? {};
    const { email, email_verified: isVerified } = claims;
    if (typeof email === "string" && email.includes("@") && isVerified !== false) return email.trim().toLowerCase();
  } catch (error) {
    const { code } = error as { code?: unknown };
    log("oidc.denied", { code: typeof code === "string" ? code : "failed" });
  }
  throw new AppError("forbidden", "统一登录没有给出可用的身份。请重新登录，或请管理员核对 OIDC 的设置。");
}

const keyOf = async (ctx: Ctx) =>
  new TextEncoder().encode(await loadOrMakeKey(ctx.db, "session", ctx.now().toISOString()));

async function sealFlow(ctx: Ctx, flow: Flow): Promise<string> {
  const until = Math.floor(ctx.now().getTime() / 1000) + FLOW_SECONDS;
  const token = new SignJWT({ ...flow }).setProtectedHeader({ alg: "HS256" }).setAudience(PURPOSE);
  return token.setExpirationTime(until).sign(await keyOf(ctx));
}

async function openFlow(ctx: Ctx, cookie: string | undefined): Promise<Flow | null> {
  if (cookie === undefined || cookie.length > 4000) return null;
  try {
    const checks = { algorithms: ["HS256"], audience: PURPOSE, currentDate: ctx.now(), requiredClaims: ["exp"] };
    return (await jwtVerify<Flow>(cookie, await keyOf(ctx), checks)).payload;
  } catch {
    return null;
  }
}
