/** An OpenID Connect provider at which this site is registered as a client. */
export interface OidcSettings {
  issuer: string;
  clientId: string;
  clientSecret: string;
  /** The address to which the provider sends people back. */
  redirectUri: string;
}

interface GivenSettings {
  ENVIRONMENT?: string;
  SITE_ORIGIN?: string;
  OIDC_ISSUER?: string;
  OIDC_CLIENT_ID?: string;
  OIDC_CLIENT_SECRET?: string;
}

export const oidcPath = (next?: string) =>
  `/staff/oidc${next === undefined ? "" : `?next=${encodeURIComponent(next)}`}`;
export const oidcCallbackPath = () => "/staff/oidc/callback";

/** Null unless all of it is there: then nobody is let in this way. */
export function oidcSettings(env: GivenSettings): OidcSettings | null {
  const [issuer = "", clientId = "", clientSecret = ""] = [
    env.OIDC_ISSUER,
    env.OIDC_CLIENT_ID,
    env.OIDC_CLIENT_SECRET,
  ].map((text) => text?.trim());
  const origin = env.SITE_ORIGIN ?? "";
  const isWhole = issuer.startsWith("https://") && URL.canParse(issuer) && clientId !== "" && clientSecret !== "";
  if (!isWhole || !origin.startsWith("https://") || env.ENVIRONMENT === "development") return null;
  return { issuer, clientId, clientSecret, redirectUri: origin + oidcCallbackPath() };
}
