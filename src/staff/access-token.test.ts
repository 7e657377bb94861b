import { createLocalJWKSet, exportJWK, exportSPKI, generateKeyPair, type JWTPayload, SignJWT } from "jose";
import { beforeAll, expect, test } from "vitest";
import { accessSettings, verifyAccessToken } from "./access-token.ts";

const settings = { teamDomain: "team.cloudflareaccess.com", audience: "a".repeat(64) };
const ISSUER = `https://${settings.teamDomain}`;
const KID = "key-1";

let keys: CryptoKeyPair;
let strangerKeys: CryptoKeyPair;
let keySet: ReturnType<typeof createLocalJWKSet>;
let publicPem: string;

beforeAll(async () => {
  keys = await generateKeyPair("RS256", { extractable: true });
  strangerKeys = await generateKeyPair("RS256", { extractable: true });
  keySet = createLocalJWKSet({ keys: [{ ...(await exportJWK(keys.publicKey)), kid: KID, alg: "RS256", use: "sig" }] });
  publicPem = await exportSPKI(keys.publicKey);
});

const seconds = (offset: number) => Math.floor(Date.now() / 1000) + offset;
const claims = (changes: JWTPayload = {}): JWTPayload => ({
  aud: [settings.audience],
  iss: ISSUER,
  email: "Clerk@Example.com",
  type: "app",
  iat: seconds(-10),
  nbf: seconds(-10),
  exp: seconds(600),
  sub: "user-1",
  ...changes,
});
const without = (name: string) => Object.fromEntries(Object.entries(claims()).filter(([key]) => key !== name));
const sign = (
  payload: JWTPayload,
  header: Record<string, string> = {},
  key: CryptoKey | Uint8Array = keys.privateKey,
) => new SignJWT(payload).setProtectedHeader({ alg: "RS256", kid: KID, ...header }).sign(key);
const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");

test("a genuine token names its holder, in lower case", async () => {
  expect(await verifyAccessToken(await sign(claims()), settings, keySet)).toBe("clerk@example.com");
});

const FORGED: Record<string, () => Promise<string> | string> = {
  "alg none, no signature": () => `${encode({ alg: "none", kid: KID })}.${encode(claims())}.`,
  "alg None with the old signature": async () =>
    `${encode({ alg: "None", kid: KID })}.${(await sign(claims())).split(".").slice(1).join(".")}`,
  "HS256 keyed with the public key": () => sign(claims(), { alg: "HS256" }, new TextEncoder().encode(publicPem)),
  "HS256 keyed with nothing in particular": () => sign(claims(), { alg: "HS256" }, new Uint8Array(32)),
  "RS256 header over an HS256 signature": async () => {
    const hs = await sign(claims(), { alg: "HS256" }, new TextEncoder().encode(publicPem));
    return `${encode({ alg: "RS256", kid: KID })}.${hs.split(".").slice(1).join(".")}`;
  },
  "PS256 with the right key": async () => {
    const key = await crypto.subtle.importKey(
      "pkcs8",
      await crypto.subtle.exportKey("pkcs8", keys.privateKey),
      { name: "RSA-PSS", hash: "SHA-256" },
      false,
      ["sign"],
    );
    return sign(claims(), { alg: "PS256" }, key);
  },
  "signed with another key under this kid": () => sign(claims(), {}, strangerKeys.privateKey),
  "another kid": () => sign(claims(), { kid: "key-2" }),
  "no kid": async () => new SignJWT(claims()).setProtectedHeader({ alg: "RS256" }).sign(keys.privateKey),
  "wrong audience": () => sign(claims({ aud: ["b".repeat(64)] })),
  "no audience": () => sign(without("aud")),
  "audience that only begins like ours": () => sign(claims({ aud: `${settings.audience}0` })),
  "wrong issuer": () => sign(claims({ iss: "https://evil.cloudflareaccess.com" })),
  "issuer without https": () => sign(claims({ iss: settings.teamDomain })),
  "no issuer": () => sign(without("iss")),
  expired: () => sign(claims({ exp: seconds(-1) })),
  "no expiry": () => sign(without("exp")),
  "not yet valid": () => sign(claims({ nbf: seconds(300) })),
  "no e-mail (a service token)": () => sign(without("email")),
  "an e-mail that is not a string": () => sign(claims({ email: ["clerk@example.com"] as unknown as string })),
  "an empty e-mail": () => sign(claims({ email: "" })),
  "a token of another type": () => sign(claims({ type: "org" })),
  "a payload changed after signing": async () => {
    const [header, , signature] = (await sign(claims())).split(".");
    return `${header}.${encode(claims({ email: "admin@example.com" }))}.${signature}`;
  },
  "its own key in the header": async () =>
    new SignJWT(claims())
      .setProtectedHeader({ alg: "RS256", kid: KID, jwk: await exportJWK(strangerKeys.publicKey) })
      .sign(strangerKeys.privateKey),
  "a critical header that we do not know": () =>
    new SignJWT(claims())
      .setProtectedHeader({ alg: "RS256", kid: KID, crit: ["x"], x: 1 })
      .sign(keys.privateKey, { crit: { x: true } }),
  "not a token": () => "x",
  "an empty token": () => "..",
};

test.each(Object.keys(FORGED))("refuses a forged token: %s", async (name) => {
  const token = await Promise.resolve()
    .then(() => FORGED[name]?.() ?? "")
    .catch(() => null);
  expect(token, "the forgery itself must be made").not.toBeNull();
  await expect(verifyAccessToken(token ?? "", settings, keySet)).rejects.toThrow();
});

test.each([
  [{}],
  [{ ACCESS_TEAM_DOMAIN: "", ACCESS_AUD: "" }],
  [{ ACCESS_TEAM_DOMAIN: "team.cloudflareaccess.com" }],
  [{ ACCESS_TEAM_DOMAIN: "team.cloudflareaccess.com", ACCESS_AUD: " " }],
  [{ ACCESS_AUD: "a" }],
  [{ ACCESS_TEAM_DOMAIN: "evil.example", ACCESS_AUD: "a" }],
  [{ ACCESS_TEAM_DOMAIN: "evil.example/.cloudflareaccess.com", ACCESS_AUD: "a" }],
])("without complete settings nobody can be verified: %j", (env) => {
  expect(accessSettings(env)).toBeNull();
});
