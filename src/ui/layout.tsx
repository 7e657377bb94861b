import type { Context } from "hono";
import { html } from "hono/html";
import type { Child } from "hono/jsx";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import type { AppEnv } from "../http/app-env.ts";
import { copyScriptPath, stylesheetPath, suggestScriptPath } from "../http/assets.ts";
import {
  apiReferencePath,
  bureausPath,
  comparePath,
  displayPath,
  faviconPath,
  feedPath,
  feedbackRegisterPath,
  feedbackStatusPath,
  homePath,
  ledgerPath,
  openSearchPath,
  privacyPath,
  searchPath,
  yearsPath,
} from "../paths.ts";
import { uiWords } from "./words.ts";

interface Alternate {
  path: string;
  type: string;
  title: string;
}

/** What a page says about itself. Paths are local; the frame makes them absolute. */
export interface PageHead {
  title: string;
  /** The canonical address. */
  path: string;
  description?: string;
  /** The frozen address to cite. */
  citeAs?: string;
  alternates?: readonly Alternate[];
  previous?: string | undefined;
  next?: string | undefined;
  section?: "bureaus" | "years" | "api" | "search" | "compare" | "feedback" | "status";
  demo?: "all" | "some" | null;
  article?: { published: string; modified: string };
  /** Revision shown, for the ETag. */
  revision?: number;
  /** Errors and the like. */
  unlisted?: boolean;
  script?: boolean;
  /** What the search box offers to search within. */
  within?: readonly { name: "bureau" | "year"; value: string; label: string }[];
  /** Paths of further scripts; every page works without. */
  scripts?: readonly string[];
}

/** The finished page: HTML with its frame, and the Link header that says the same as the head. */
export function page(c: Context<AppEnv>, head: PageHead, body: Child, status: ContentfulStatusCode = 200) {
  const origin = c.get("origin");
  const links = linksOf(head, origin);
  const { pathname, search } = new URL(c.req.url);
  const frame = (
    <Frame head={head} links={links} origin={origin} display={c.get("display")} here={pathname + search}>
      {body}
    </Frame>
  );
  if (links.length > 0) c.header("Link", links.map(toLinkHeader).join(", "));
  if (head.revision !== undefined) c.header("X-Revision", String(head.revision));
  return c.html(html`<!DOCTYPE html>${frame}`, status);
}

interface Link {
  rel: string;
  href: string;
  type?: string;
  title?: string;
}

function linksOf(head: PageHead, origin: string): Link[] {
  if (head.unlisted) return [];
  const links: Link[] = [{ rel: "canonical", href: origin + head.path }];
  if (head.citeAs) links.push({ rel: "cite-as", href: origin + head.citeAs });
  for (const { path, type, title } of head.alternates ?? []) {
    links.push({ rel: "alternate", href: origin + path, type, title });
  }
  if (head.previous) links.push({ rel: "prev", href: origin + head.previous });
  if (head.next) links.push({ rel: "next", href: origin + head.next });
  return links;
}

/** Titles are Chinese, and header fields are ASCII: RFC 8288 leaves them to `title*`, which nobody reads here. */
const toLinkHeader = ({ rel, href, type }: Link) =>
  `<${encodeURI(decodeURI(href))}>; rel="${rel}"${type ? `; type="${type}"` : ""}`;

interface FrameProps {
  head: PageHead;
  links: readonly Link[];
  origin: string;
  display: "normal" | "large";
  here: string;
  children: Child;
}

function Frame({ head, links, origin, display, here, children }: FrameProps) {
  const title = head.path === "/" ? uiWords.siteLong : `${head.title} - ${uiWords.site}`;
  return (
    <html lang="zh-CN" data-size={display === "large" ? "large" : undefined}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>{title}</title>
        {head.description && <meta name="description" content={head.description} />}
        {head.unlisted && <meta name="robots" content="noindex" />}
        {links.map((link) => (
          <link {...link} />
        ))}
        <link rel="search" href={openSearchPath()} type="application/opensearchdescription+xml" title={uiWords.site} />
        <link rel="icon" href={faviconPath()} type="image/svg+xml" />
        <link rel="stylesheet" href={stylesheetPath} />
        {!head.unlisted && <OpenGraph head={head} origin={origin} />}
        {head.script && <script src={copyScriptPath} defer></script>}
        <script src={suggestScriptPath} defer></script>
        {head.scripts?.map((path) => (
          <script src={path} defer></script>
        ))}
      </head>
      <body>
        <Masthead head={head} display={display} here={here} />
        <main id="main-content">
          {children}
          {!head.citeAs && (
            <p class="print mono">
              {uiWords.printedFrom} {origin + head.path}
            </p>
          )}
        </main>
        <Footer />
      </body>
    </html>
  );
}

const OpenGraph = ({ head, origin }: { head: PageHead; origin: string }) => (
  <>
    <meta property="og:site_name" content={uiWords.site} />
    <meta property="og:locale" content="zh_CN" />
    <meta property="og:type" content={head.article ? "article" : "website"} />
    <meta property="og:title" content={head.title} />
    <meta property="og:url" content={origin + head.path} />
    {head.description && <meta property="og:description" content={head.description} />}
    {head.article && <meta property="article:published_time" content={head.article.published} />}
    {head.article && <meta property="article:modified_time" content={head.article.modified} />}
  </>
);

const NAVIGATION = [
  { key: "search", href: searchPath(), label: uiWords.search },
  { key: "bureaus", href: bureausPath(), label: uiWords.bureaus },
  { key: "years", href: yearsPath(), label: uiWords.years },
  { key: "compare", href: comparePath(), label: uiWords.compare },
  { key: "feedback", href: feedbackRegisterPath(), label: uiWords.feedback },
  { key: "status", href: feedbackStatusPath(), label: uiWords.status },
];

function Masthead({ head, display, here }: { head: PageHead; display: string; here: string }) {
  const other = display === "large" ? "normal" : "large";
  return (
    <header class="mast row">
      <a class="skip" href="#main-content">
        {uiWords.skip}
      </a>
      <p class="row hint">
        {head.demo && (
          <span>
            <b>{uiWords.demo}</b>　{head.demo === "all" ? uiWords.demoAll : uiWords.demoSome}
          </span>
        )}
        <a class="end" href={displayPath(other, here)} rel="nofollow">
          {uiWords[other]}
        </a>
      </p>
      <a class="brand" href={homePath()} aria-current={head.path === "/" ? "page" : undefined}>
        {uiWords.site}
      </a>
      <nav aria-label={uiWords.mainNav}>
        <ul class="row">
          {NAVIGATION.map(({ key, href, label }) => (
            <li>
              <a href={href} aria-current={head.section === key ? (head.path === href ? "page" : "true") : undefined}>
                {label}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      {head.path !== "/" && head.section !== "search" && <SmallSearch head={head} />}
    </header>
  );
}

const SmallSearch = ({ head }: { head: PageHead }) => (
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
    {head.within && (
      <p class="row hint">
        {head.within.map(({ name, value, label }) => (
          <label>
            <input type="checkbox" name={name} value={value} /> {uiWords.searchWithin(label)}
          </label>
        ))}
      </p>
    )}
  </form>
);

const Footer = () => (
  <footer class="foot hint">
    <nav aria-label={uiWords.footNav}>
      <ul class="row">
        <li>
          <a href="/#supervise">{uiWords.supervise}</a>
        </li>
        <li>
          <a href={privacyPath()}>{uiWords.privacy}</a>
        </li>
        <li>
          <a href={apiReferencePath()}>{uiWords.api}</a>
        </li>
        <li>
          <a href={feedPath()}>{uiWords.feed}</a>
        </li>
        <li>
          <a href={ledgerPath()}>{uiWords.ledger}</a>
        </li>
      </ul>
    </nav>
    <p>{uiWords.promise}</p>
  </footer>
);
