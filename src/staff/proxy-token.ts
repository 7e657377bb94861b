import { createRemoteJWKSet, jwtVerify, type JWTVerifyGetKey } from "jose";

/** A proxy that signs people in and hands on a signed token in a header. */
export interface ProxyTokenSettings {
  issuer: string;
  audience: string;
  keysAt: string;
  header: string;
}

interface GivenSettings {
  STAFF_TOKEN_ISSUER?: string;
  STAFF_TOKEN_AUDIENCE?: string;
  STAFF_TOKEN_JWKS?: string;
  STAFF_TOKEN_HEADER?: string;
}

/** Null unless all four are there: then nobody is let in this way. */
export function proxyTokenSettings(env: GivenSettings): ProxyTokenSettings | null {
  const [issuer = "", audience = "", keysAt = "", header = ""] = [
    env.STAFF_TOKEN_ISSUER,
    env.STAFF_TOKEN_AUDIENCE,
    env.STAFF_TOKEN_JWKS,
    env.STAFF_TOKEN_HEADER,
  ].map((text) => text?.trim());
  const isWhole = issuer !== "" && audience !== "" && /^[\w-]+$/.test(header) && URL.canParse(keysAt);
  return isWhole && keysAt.startsWith("https://") ? { issuer, audience, keysAt, header } : null;
}

const keySets = new Map<string, JWTVerifyGetKey>();

function remoteKeys(address: string): JWTVerifyGetKey {
  const known = keySets.get(address) ?? createRemoteJWKSet(new URL(address));
  keySets.set(address, known);
  return known;
}

/** The address that the proxy vouches for; throws for a token that is not good in every respect. */
export async function verifyProxyToken(
  token: string,
  { issuer, audience, keysAt }: ProxyTokenSettings,
  keys: JWTVerifyGetKey = remoteKeys(keysAt),
): Promise<string> {
  const { payload } = await jwtVerify(token.replace(/^Bearer /, ""), keys, {
    algorithms: ["RS256", "PS256", "ES256", "EdDSA"],
    issuer,
    audience,
    requiredClaims: ["exp", "email"],
  });
  if (typeof payload.email !== "string" || payload.email === "") throw new Error("the token names nobody");
  if (payload.email_verified === false) throw new Error("the address is not verified");
  return payload.email.trim().toLowerCase();
}
