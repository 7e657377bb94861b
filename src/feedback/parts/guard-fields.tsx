import type { Context } from "hono";
import type { AppEnv } from "../../http/app-env.ts";
import { proofScriptPath } from "../../http/assets.ts";
import { contentSecurityPolicy } from "../../http/security-headers.ts";
import type { LimitedError } from "../guard/limited.ts";
import { TURNSTILE_ACTION, TURNSTILE_ORIGIN } from "../guard/turnstile.ts";
import { feedbackWords } from "../words.ts";

const TURNSTILE_SCRIPT = `${TURNSTILE_ORIGIN}/turnstile/v0/api.js`;

/** The script that a form needs above the threshold, and leave for it; the form works without. */
export function guardScripts(c: Context<AppEnv>, limited: LimitedError | null): { scripts?: string[] } {
  if (!limited) return {};
  if (limited.siteKey) c.header("Content-Security-Policy", contentSecurityPolicy(TURNSTILE_ORIGIN));
  return { scripts: [limited.siteKey ? TURNSTILE_SCRIPT : proofScriptPath] };
}

/** For the form itself: what the script is to solve. */
export const challengeIn = (limited: LimitedError | null) =>
  limited?.challenge ? JSON.stringify(limited.challenge) : undefined;

/** Before any file of a form: without it, files are read past as they arrive. */
export const FormToken = ({ token }: { token: string }) => <input type="hidden" name="token" value={token} />;

/** Fields of every public form, besides its token: a field that people do not see, and the check above the threshold. */
export const GuardFields = ({ limited }: { limited: LimitedError | null }) => (
  <>
    <div class="hide">
      <label for="website">{feedbackWords.trap}</label>
      <input type="text" id="website" name="website" tabindex={-1} autocomplete="off" />
    </div>
    {limited && <Verify limited={limited} />}
  </>
);

/** Above the threshold: work for a script (or Turnstile, if it is set up), or a minute's wait without one. */
const Verify = ({ limited }: { limited: LimitedError }) => (
  <section class="panel" aria-labelledby="proof-title">
    <b id="proof-title">{feedbackWords.proofTitle}</b>
    <p role="status" data-proof-status>
      {feedbackWords.proofWait(limited.retryAfter)}
    </p>
    {limited.siteKey ? (
      <div class="cf-turnstile" data-sitekey={limited.siteKey} data-action={TURNSTILE_ACTION} data-language="zh-CN" />
    ) : (
      <input type="hidden" name="proof" value="" />
    )}
    <input type="hidden" name="waited" value={limited.waitToken ?? ""} />
  </section>
);
