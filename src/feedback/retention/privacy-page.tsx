import type { Context } from "hono";
import type { Ctx } from "../../ctx.ts";
import type { AppEnv } from "../../http/app-env.ts";
import { newFeedbackPath, privacyPath } from "../../paths.ts";
import { page } from "../../ui/layout.tsx";
import { FEEDBACK_KEEP_DAYS } from "./retention.ts";
import { SUBMIT } from "../guard/admission.ts";
import { recipientsInForce } from "../seal/keys.ts";
import { holdInForce } from "../sealed/hold.ts";
import { takesContact } from "../private/contact-keys.ts";
import { type PrivacyFacts, privacyWords } from "./privacy-words.ts";
import { Phrases } from "../../ui/phrases.tsx";

const factsOf = async (ctx: Ctx): Promise<PrivacyFacts> => ({
  days: FEEDBACK_KEEP_DAYS,
  thirdPartyCheck: ctx.turnstile !== undefined,
  takesContact: takesContact(ctx),
  mails: ctx.mail !== undefined,
  onCloudflare: ctx.onCloudflare ?? false,
  seals: (await recipientsInForce(ctx)) !== null,
  hold: await holdInForce(ctx),
  limits: { submit: SUBMIT.limit, minutes: SUBMIT.length / 60 },
});

/** Which data is collected, why, for how long, who sees it, and which rights people have (个人信息保护法 Art. 17). */
export async function privacyPage(c: Context<AppEnv>) {
  const facts = await factsOf(c.get("ctx"));
  return page(
    c,
    { title: privacyWords.title, path: privacyPath(), section: "feedback", description: privacyWords.lead },
    <div class="side">
      <div></div>
      <div class="stack">
        <div class="head">
          <h1>{privacyWords.title}</h1>
          <p>{privacyWords.lead}</p>
        </div>
        {privacyWords.parts(facts).map(({ title, paragraphs }) => (
          <section class="prose">
            <h2>
              <Phrases text={title} />
            </h2>
            {paragraphs.map((text) => (
              <p>{text}</p>
            ))}
          </section>
        ))}
        <p>
          <a href={newFeedbackPath({})}>{privacyWords.object}</a>
        </p>
      </div>
    </div>,
  );
}
