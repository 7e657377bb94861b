import { env } from "cloudflare:test";
import { createLocalJWKSet, exportJWK, generateKeyPair, SignJWT } from "jose";
import { expect, test } from "vitest";
import { createContext } from "../../src/compose.ts";
import { beginSignIn, completeSignIn } from "../../src/staff/oidc/code-flow.ts";
import { oidcSettings } from "../../src/staff/oidc/settings.ts";
import { proxyTokenSettings, verifyProxyToken } from "../../src/staff/proxy-token.ts";
import { call } from "../support/console.ts";

const ISSUER = "https://login.test";
const HOST = "https://gongshi.test";
const SETTINGS = {
  ENVIRONMENT: "production",
  SITE_ORIGIN: HOST,
  OIDC_ISSUER: ISSUER,
  OIDC_CLIENT_ID: "gongshi",
  OIDC_CLIENT_SECRET: "client-secret",
  ADMIN_EMAILS: "boss@gongshi.test",
};
const settings = oidcSettings(SETTINGS)!;
const ctx = createContext({ ...env, ...SETTINGS } as unknown as Env);
const { publicKey, privateKey } = await generateKeyPair("RS256", { extractable: true });
const jwk = { ...(await exportJWK(publicKey)), kid: "k1", alg: "RS256" };

type Told = Record<string, unknown>;

const sign = (claims: Told, issuer = ISSUER) =>
  new SignJWT(claims)
    .setProtectedHeader({ alg: "RS256", kid: "k1" })
    .setIssuer(issuer)
    .setIssuedAt()
    .setExpirationTime("5m")
    .sign(privateKey);

/** A provider that gives this identity for any code, to whoever knows the verifier of the challenge it was sent. */
const provider = (claims: Told, issuer = ISSUER) =>
  (async (address: string, init: RequestInit) => {
    const { pathname } = new URL(address);
    if (pathname === "/.well-known/openid-configuration")
      return Response.json({
        issuer: ISSUER,
        authorization_endpoint: `${ISSUER}/authorize`,
        token_endpoint: `${ISSUER}/token`,
        jwks_uri: `${ISSUER}/keys`,
      });
    if (pathname === "/keys") return Response.json({ keys: [jwk] });
    const sent = new URLSearchParams(String(init.body));
    if (!sent.get("code_verifier") || sent.get("redirect_uri") !== `${HOST}/staff/oidc/callback`)
      return new Response(null, { status: 400 });
    const id_token = await sign({ sub: "1", aud: "gongshi", ...claims }, issuer);
    return Response.json({ access_token: "x", token_type: "Bearer", id_token });
  }) as typeof fetch;

/** Leaves for the provider and comes back with what it says. */
async function goAndComeBack(
  claims: Told,
  change: { state?: string; cookie?: string; nonce?: string; issuer?: string } = {},
) {
  const { address, cookie } = await beginSignIn(ctx, settings, "/staff/people", provider({}));
  const asked = new URL(address).searchParams;
  const query = `?code=c&state=${change.state ?? asked.get("state")}`;
  const told = { nonce: change.nonce ?? asked.get("nonce"), ...claims };
  return completeSignIn(ctx, settings, { query, cookie: change.cookie ?? cookie }, provider(told, change.issuer));
}

test("who the provider vouches for comes back to where they were going, and is an admin if the settings name them", async () => {
  const { session, next } = await goAndComeBack({ email: "Boss@gongshi.test", email_verified: true });
  expect(next).toBe("/staff/people");
  const page = await call("/staff/people", { host: HOST, cookie: `__Host-staff=${session}`, env: SETTINGS });
  expect(page.status).toBe(200);
  expect(await page.text()).toContain("boss@gongshi.test");
  const out = await call("/staff/sign-out", {
    host: HOST,
    cookie: `__Host-staff=${session}`,
    env: SETTINGS,
    method: "POST",
  });
  expect(out.headers.get("Location")).toBe("/");
  expect((await call("/staff", { host: HOST, cookie: `__Host-staff=${session}`, env: SETTINGS })).status).toBe(303);
});

test("whom nobody has entered sees that they are not on the list, and is not sent round in circles", async () => {
  const { session } = await goAndComeBack({ email: "stranger@gongshi.test" });
  expect((await call("/staff", { host: HOST, cookie: `__Host-staff=${session}`, env: SETTINGS })).status).toBe(403);
});

test.each<[string, Told, Parameters<typeof goAndComeBack>[1]]>([
  ["another state", { email: "boss@gongshi.test" }, { state: "other" }],
  ["a cookie that is none of ours", { email: "boss@gongshi.test" }, { cookie: "x.y.z" }],
  ["another nonce", { email: "boss@gongshi.test" }, { nonce: "other" }],
  ["another issuer", { email: "boss@gongshi.test" }, { issuer: "https://evil.test" }],
  ["another audience", { email: "boss@gongshi.test", aud: "other" }, {}],
  ["an address that was not verified", { email: "boss@gongshi.test", email_verified: false }, {}],
  ["no address", {}, {}],
])("%s signs nobody in", async (_, claims, change) => {
  await expect(goAndComeBack(claims, change)).rejects.toMatchObject({ code: "forbidden" });
});

test("without a session the console leads to the provider's door; without the setting that door does not exist", async () => {
  const away = await call("/staff/people", { host: HOST, env: SETTINGS });
  expect([away.status, away.headers.get("Location")]).toEqual([303, "/staff/oidc?next=%2Fstaff%2Fpeople"]);
  expect((await call("/staff/oidc/callback?code=x&state=y", { host: HOST, env: SETTINGS })).status).toBe(403);
  expect((await call("/staff/oidc")).status).toBe(404);
  expect((await call("/staff/oidc/callback")).status).toBe(404);
  expect(oidcSettings({ ...SETTINGS, OIDC_CLIENT_SECRET: "" })).toBeNull();
});

test("a proxy's token lets in whom it names, for this audience, from this issuer, and nobody else", async () => {
  const proxy = proxyTokenSettings({
    STAFF_TOKEN_ISSUER: ISSUER,
    STAFF_TOKEN_AUDIENCE: "gongshi",
    STAFF_TOKEN_JWKS: `${ISSUER}/keys`,
    STAFF_TOKEN_HEADER: "X-Auth-Token",
  })!;
  const keys = createLocalJWKSet({ keys: [jwk] });
  expect(await verifyProxyToken(await sign({ aud: "gongshi", email: "A@b.cn" }), proxy, keys)).toBe("a@b.cn");
  for (const [claims, issuer] of [
    [{ aud: "other", email: "a@b.cn" }, ISSUER],
    [{ aud: "gongshi", email: "a@b.cn" }, "https://evil.test"],
    [{ aud: "gongshi" }, ISSUER],
    [{ aud: "gongshi", email: "a@b.cn", email_verified: false }, ISSUER],
  ] as const)
    await expect(verifyProxyToken(await sign(claims, issuer), proxy, keys)).rejects.toThrow();
});
