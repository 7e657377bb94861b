import { createRemoteJWKSet, decodeProtectedHeader, jwtVerify, type JWTVerifyGetKey } from "jose";

export interface AccessSettings {
  /** `name.cloudflareaccess.com` */
  teamDomain: string;
  audience: string;
}

const TEAM_DOMAIN = /^[a-z0-9-]+\.cloudflareaccess\.com$/;

/** Null unless both settings are there and look right: then nobody is let in. */
export function accessSettings(env: { ACCESS_TEAM_DOMAIN?: string; ACCESS_AUD?: string }): AccessSettings | null {
  const teamDomain = env.ACCESS_TEAM_DOMAIN?.trim().toLowerCase() ?? "";
  const audience = env.ACCESS_AUD?.trim() ?? "";
  return TEAM_DOMAIN.test(teamDomain) && audience !== "" ? { teamDomain, audience } : null;
}

const keySets = new Map<string, JWTVerifyGetKey>();

function remoteKeys(teamDomain: string): JWTVerifyGetKey {
  let keys = keySets.get(teamDomain);
  if (!keys) {
    keys = createRemoteJWKSet(new URL(`https://${teamDomain}/cdn-cgi/access/certs`));
    keySets.set(teamDomain, keys);
  }
  return keys;
}

/** The address that Cloudflare Access vouches for; throws for a token that is not good in every respect. */
export async function verifyAccessToken(
  token: string,
  { teamDomain, audience }: AccessSettings,
  keys: JWTVerifyGetKey = remoteKeys(teamDomain),
): Promise<string> {
  if (!decodeProtectedHeader(token).kid) throw new Error("the token names no key");
  const { payload } = await jwtVerify(token, keys, {
    algorithms: ["RS256"],
    audience,
    issuer: `https://${teamDomain}`,
    requiredClaims: ["exp", "iat", "email"],
  });
  if (payload.type !== undefined && payload.type !== "app") throw new Error("the token is for another purpose");
  if (typeof payload.email !== "string" || payload.email === "") throw new Error("the token names nobody");
  return payload.email.trim().toLowerCase();
}
