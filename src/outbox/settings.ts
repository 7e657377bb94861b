import type { Webhook } from "./webhook.ts";

/** Null if no usable address is set. Only https, so that nobody on the way reads the key in the address. */
export function webhookOf(env: {
  WEBHOOK_URL?: string;
  WEBHOOK_FORMAT?: string;
  SITE_ORIGIN?: string;
}): Webhook | null {
  const url = env.WEBHOOK_URL?.trim() ?? "";
  if (!/^https:\/\//i.test(url) || !URL.canParse(url)) return null;
  return {
    url,
    format: env.WEBHOOK_FORMAT === "wecom" ? "wecom" : "generic",
    consoleAddress: `${env.SITE_ORIGIN ?? ""}/staff`,
  };
}
