import { Undeliverable } from "../outbox/undeliverable.ts";
import { BounceError, type Letter, type Mailer } from "./mailer.ts";

interface MailApi {
  url: string;
  token: string;
  /** `公示 <notice@gongshi.example>` */
  from: string;
}

const WAIT_MS = 10_000;
const GONE = 410;
const WORTH_ANOTHER_TRY = new Set([408, 425, 429]);

/**
 * Mail over HTTPS, if no SMTP can be spoken: one POST of JSON a letter. 2xx: taken; 410: no such mailbox; any other
 * 4xx but 408, 425 and 429: not as it stands; the rest: later.
 */
export const apiMailer = ({ url, token, from }: MailApi, post: typeof fetch = fetch): Mailer => ({
  send: async ({ to, subject, text, html, messageId, headers }: Letter) => {
    const body = { from, to, subject, text, html, headers: { "Message-ID": messageId, ...headers } };
    const response = await post(url, {
      method: "POST",
      headers: { "content-type": "application/json", authorization: `Bearer ${token}` },
      body: JSON.stringify(body),
      redirect: "manual",
      signal: AbortSignal.timeout(WAIT_MS),
    }).catch((error: Error) => {
      throw new Error(`mail API unreachable (${error.name})`);
    });
    if (response.ok) return;
    const told = `mail API answered ${response.status}`;
    if (response.status === GONE) throw new BounceError(told);
    const isFinal = response.status >= 400 && response.status < 500 && !WORTH_ANOTHER_TRY.has(response.status);
    throw isFinal ? new Undeliverable(told) : new Error(told);
  },
});

interface Given {
  MAILER?: Mailer;
  MAIL_FROM?: string;
  MAIL_API_URL?: string;
  MAIL_API_TOKEN?: string;
}

/** The host's own mailer, else the HTTPS API; undefined if neither is set up. */
export function mailerOf({
  MAILER,
  MAIL_FROM = "",
  MAIL_API_URL = "",
  MAIL_API_TOKEN = "",
}: Given): Mailer | undefined {
  if (MAILER) return MAILER;
  const isSet = /^https:\/\//i.test(MAIL_API_URL) && URL.canParse(MAIL_API_URL) && MAIL_API_TOKEN !== "";
  return isSet && MAIL_FROM.includes("@")
    ? apiMailer({ url: MAIL_API_URL, token: MAIL_API_TOKEN, from: MAIL_FROM })
    : undefined;
}
