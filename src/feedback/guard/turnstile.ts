/** Cloudflare Turnstile, if an operator chose to use it. */
export interface Turnstile {
  /** Public. */
  siteKey: string;
  /** True only if the service itself says that this token was solved here, for this form. */
  verify: (token: string) => Promise<boolean>;
}

export const TURNSTILE_ORIGIN = "https://challenges.cloudflare.com";
/** Names the form in a token, so that one solved elsewhere on the site is none here. */
export const TURNSTILE_ACTION = "feedback";
const VERIFY = `${TURNSTILE_ORIGIN}/turnstile/v0/siteverify`;
const LONGEST_TOKEN = 2048;
const WAIT_MS = 5000;

interface Settings {
  TURNSTILE_SITE_KEY?: string;
  TURNSTILE_SECRET?: string;
  SITE_ORIGIN?: string;
}

/** Null if neither key is set. With one of the two nothing passes: a half-done setting must not open the door. */
export function turnstileOf(settings: Settings, send: typeof fetch = fetch): Turnstile | null {
  const { TURNSTILE_SITE_KEY: siteKey = "", TURNSTILE_SECRET: secret = "", SITE_ORIGIN: origin = "" } = settings;
  if (siteKey === "" && secret === "") return null;
  const hostname = URL.canParse(origin) ? new URL(origin).hostname : null;
  const usable = siteKey !== "" && secret !== "" && hostname !== null;
  return { siteKey, verify: async (token) => usable && isSolved(token, secret, hostname, send) };
}

/** https://developers.cloudflare.com/turnstile/get-started/server-side-validation/ */
async function isSolved(token: string, secret: string, hostname: string, send: typeof fetch): Promise<boolean> {
  if (token === "" || token.length > LONGEST_TOKEN) return false;
  try {
    const body = new URLSearchParams({ secret, response: token });
    const response = await send(VERIFY, { method: "POST", body, signal: AbortSignal.timeout(WAIT_MS) });
    const told = (await response.json()) as Record<string, unknown> | null;
    return told?.success === true && told.action === TURNSTILE_ACTION && told.hostname === hostname;
  } catch {
    return false;
  }
}
