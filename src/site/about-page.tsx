import type { Context } from "hono";
import type { AppEnv } from "../http/app-env.ts";
import { aboutPath, ledgerPath, logoPath, newFeedbackPath, privacyPath } from "../paths.ts";
import { page } from "../ui/layout.tsx";
import { readIdentity } from "../ui/site-identity.ts";
import { uiWords } from "../ui/words.ts";
import { siteWords } from "./words.ts";
import { Phrases } from "../ui/phrases.tsx";

const FACTS = ["sponsor", "operator", "contact", "icp", "police", "siteCode"] as const;
const NEEDED = new Set<string>(["sponsor", "contact"]);

/** Who runs the site, what it is for and what it is not. */
export function aboutPage(c: Context<AppEnv>) {
  const identity = readIdentity(c.env);
  const facts = FACTS.filter((name) => identity[name] !== null || NEEDED.has(name));
  const body = (
    <div class="stack">
      <div class="head">
        <h1>{siteWords.about}</h1>
        <p>{siteWords.aboutLead}</p>
        {identity.logo && (
          <p>
            <img class="logo" src={logoPath()} alt={siteWords.logo} />
          </p>
        )}
      </div>
      <section class="side rule">
        <h2>{siteWords.whoRuns}</h2>
        <div class="stack">
          <dl class="fit meta">
            {facts.map((name) => (
              <div class="full">
                <dt>{siteWords[name]}</dt>
                <dd>{identity[name] ?? siteWords.notSaid}</dd>
              </div>
            ))}
          </dl>
          <p class="row">
            {identity.correction && <a href={identity.correction}>{siteWords.correction}</a>}
            {identity.terms && <a href={identity.terms}>{siteWords.terms}</a>}
            <a href={newFeedbackPath({})}>{siteWords.reportLink}</a>
          </p>
        </div>
      </section>
      <section class="side rule">
        <h2>
          <Phrases text={siteWords.whatFor} />
        </h2>
        <div class="stack">
          <ul class="lines named">
            {siteWords.doings.map(([name, text]) => (
              <li>
                <b>{name}</b>
                <p>{text}</p>
              </li>
            ))}
          </ul>
          <p>{siteWords.notChannel}</p>
          <p class="row">
            <a href={privacyPath()}>{uiWords.privacy}</a>
            <a href={ledgerPath()}>{uiWords.ledger}</a>
          </p>
        </div>
      </section>
    </div>
  );
  return page(c, { title: siteWords.about, path: aboutPath(), description: siteWords.aboutLead }, body);
}
