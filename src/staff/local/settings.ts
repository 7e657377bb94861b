import { accessSettings } from "../access-token.ts";
import { oidcSettings } from "../oidc/settings.ts";
import { proxyTokenSettings } from "../proxy-token.ts";

type GivenSettings = Parameters<typeof oidcSettings>[0] &
  Parameters<typeof accessSettings>[0] &
  Parameters<typeof proxyTokenSettings>[0] & { STAFF_ACCOUNTS?: string };

/** True if staff sign in with accounts of this site: the settings ask for it, and name no other way. Decision 0425. */
export const hasLocalAccounts = (env: GivenSettings): boolean =>
  env.STAFF_ACCOUNTS?.trim() === "local" &&
  env.ENVIRONMENT !== "development" &&
  (env.SITE_ORIGIN ?? "").startsWith("https://") &&
  oidcSettings(env) === null &&
  proxyTokenSettings(env) === null &&
  accessSettings(env) === null;
