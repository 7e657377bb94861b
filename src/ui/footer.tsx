import {
  aboutPath,
  accessibilityPath,
  apiReferencePath,
  dataPath,
  followPath,
  indicatorsPath,
  ledgerPath,
  pressPath,
  privacyPath,
  qrPagePath,
} from "../paths.ts";
import type { SiteIdentity } from "./site-identity.ts";
import { uiWords } from "./words.ts";

const LINKS = [
  { href: aboutPath(), label: uiWords.about },
  { href: "/#supervise", label: uiWords.supervise },
  { href: indicatorsPath(), label: uiWords.indicators },
  { href: privacyPath(), label: uiWords.privacy },
  { href: accessibilityPath(), label: uiWords.accessibility },
  { href: apiReferencePath(), label: uiWords.api },
  { href: dataPath(), label: uiWords.data },
  { href: followPath(), label: uiWords.feed },
  { href: pressPath(), label: uiWords.press },
  { href: ledgerPath(), label: uiWords.ledger },
];

/** Other pages, the promises, and the operator of the site. */
export const Footer = ({ identity, here }: { identity: SiteIdentity; here: string }) => (
  <footer class="foot hint">
    <nav aria-label={uiWords.footNav}>
      <ul class="row">
        {LINKS.map(({ href, label }) => (
          <li>
            <a href={href}>{label}</a>
          </li>
        ))}
        {identity.correction && (
          <li>
            <a href={identity.correction}>{uiWords.siteCorrection}</a>
          </li>
        )}
        {identity.terms && (
          <li>
            <a href={identity.terms}>{uiWords.terms}</a>
          </li>
        )}
        <li>
          <a href={qrPagePath(here)} rel="nofollow">
            {uiWords.qr}
          </a>
        </li>
      </ul>
    </nav>
    <p>{uiWords.promise}</p>
    <WhoRuns identity={identity} />
  </footer>
);

/** 主办, 承办, 联系 and the numbers under which the site is registered. */
function WhoRuns({ identity }: { identity: SiteIdentity }) {
  const { sponsor, operator, contact, icp, police, siteCode } = identity;
  if (!sponsor && !operator && !contact && !icp && !police && !siteCode) return <></>;
  return (
    <p class="row">
      {sponsor && <span>{uiWords.sponsor(sponsor)}</span>}
      {operator && <span>{uiWords.operator(operator)}</span>}
      {contact && <span>{uiWords.contact(contact)}</span>}
      {icp && <a href="https://beian.miit.gov.cn/">{icp}</a>}
      {police && <a href={policeAddress(police)}>{police}</a>}
      {siteCode && <span>{uiWords.siteCode(siteCode)}</span>}
    </p>
  );
}

const policeAddress = (number: string) =>
  `https://beian.mps.gov.cn/#/query/webSearch?code=${/\d+/.exec(number)?.[0] ?? ""}`;
