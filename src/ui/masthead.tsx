import type { Display } from "../http/display.ts";
import {
  bureausPath,
  comparePath,
  feedbackRegisterPath,
  feedbackStatusPath,
  homePath,
  indicatorsPath,
  searchPath,
  yearsPath,
} from "../paths.ts";
import { DisplayForm, ElderSwitch } from "./display-form.tsx";
import type { PageHead } from "./page-head.ts";
import { uiWords } from "./words.ts";

const NAVIGATION = [
  { key: "search", href: searchPath(), label: uiWords.search },
  { key: "bureaus", href: bureausPath(), label: uiWords.bureaus },
  { key: "years", href: yearsPath(), label: uiWords.years },
  { key: "compare", href: comparePath(), label: uiWords.compare },
  { key: "indicators", href: indicatorsPath(), label: uiWords.indicators },
  { key: "feedback", href: feedbackRegisterPath(), label: uiWords.feedback },
  { key: "status", href: feedbackStatusPath(), label: uiWords.status },
];

interface Props {
  head: PageHead;
  display: Display;
  here: string;
}

/** Brand, search and menu in one row, whatever the width; what a phone has no room for is in the menu. */
export const Masthead = ({ head, display, here }: Props) => (
  <header class="mast">
    <a class="skip" href="#main-content">
      {uiWords.skip}
    </a>
    <div class={head.demo ? "row hint top" : "row hint top wide"}>
      {head.demo && (
        <p>
          <b>{uiWords.demo}</b>　{head.demo === "all" ? uiWords.demoAll : uiWords.demoSome}
        </p>
      )}
      <div class="row end wide">
        <DisplayForm display={display} here={here} />
      </div>
    </div>
    <div class="row main">
      <a class="brand" href={homePath()} aria-current={head.path === "/" ? "page" : undefined}>
        {uiWords.site}
      </a>
      <nav class="roomy" aria-label={uiWords.mainNav}>
        <Navigation head={head} />
      </nav>
      {head.path !== "/" && head.section !== "search" && <SmallSearch />}
      <a class="to-search" href={searchPath()}>
        {uiWords.search}
      </a>
      <ElderSwitch display={display} here={here} />
      <details class="menu">
        <summary>{uiWords.menu}</summary>
        <div>
          <nav aria-label={uiWords.menu}>
            <Navigation head={head} />
          </nav>
          <DisplayForm display={display} here={here} />
        </div>
      </details>
    </div>
  </header>
);

const Navigation = ({ head }: { head: PageHead }) => (
  <ul class="row">
    {NAVIGATION.map(({ key, href, label }) => (
      <li>
        <a href={href} aria-current={head.section === key ? (head.path === href ? "page" : "true") : undefined}>
          {label}
        </a>
      </li>
    ))}
  </ul>
);

const SmallSearch = () => (
  <form class="mini ask" role="search" action={searchPath()}>
    <label class="hide" for="mq">
      {uiWords.searchLabel}
    </label>
    <div>
      <input type="search" id="mq" name="q" />
      <button class="btn plain" type="submit">
        {uiWords.search}
      </button>
    </div>
  </form>
);

/** Searches one bureau's reports, or one report, from its own page. */
export const SearchWithin = ({ fields, label }: { fields: Readonly<Record<string, string>>; label: string }) => (
  <form class="mini ask within" role="search" action={searchPath()} aria-label={label}>
    {Object.entries(fields).map(([name, value]) => (
      <input type="hidden" name={name} value={value} />
    ))}
    <label class="hint" for="wq">
      {label}
    </label>
    <div>
      <input type="search" id="wq" name="q" />
      <button class="btn plain" type="submit">
        {uiWords.search}
      </button>
    </div>
  </form>
);
