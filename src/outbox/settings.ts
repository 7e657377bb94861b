import type { Webhook } from "./webhook.ts";

const usable = (url = "") => (/^https:\/\//i.test(url.trim()) && URL.canParse(url.trim()) ? url.trim() : null);

/** Null if no usable address is set. Only https, so that nobody on the way reads the key in the address. */
export function webhookOf(env: {
  WEBHOOK_URL?: string;
  SUPERVISORS_WEBHOOK_URL?: string;
  WEBHOOK_FORMAT?: string;
  SITE_ORIGIN?: string;
}): Webhook | null {
  const [url, supervisorsUrl] = [usable(env.WEBHOOK_URL), usable(env.SUPERVISORS_WEBHOOK_URL)];
  if (url === null && supervisorsUrl === null) return null;
  return {
    url,
    supervisorsUrl,
    format: env.WEBHOOK_FORMAT === "wecom" ? "wecom" : "generic",
    consoleAddress: `${env.SITE_ORIGIN ?? ""}/staff`,
  };
}
