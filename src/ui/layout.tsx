import type { Context } from "hono";
import { html } from "hono/html";
import type { Child } from "hono/jsx";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import type { AppEnv } from "../http/app-env.ts";
import { copyScriptPath, keysScriptPath, stylesheetPath, suggestScriptPath } from "../http/assets.ts";
import { type Display, displayAttributes } from "../http/display.ts";
import { cardPath, faviconIcoPath, faviconPath, touchIconPath, openSearchPath } from "../paths.ts";
import { readIdentity, type SiteIdentity } from "./site-identity.ts";
import { Footer } from "./footer.tsx";
import { Masthead } from "./masthead.tsx";
import type { PageHead } from "./page-head.ts";
import { uiWords } from "./words.ts";

/** The finished page: HTML with its frame, and the Link header that says the same as the head. */
export function page(c: Context<AppEnv>, head: PageHead, body: Child, status: ContentfulStatusCode = 200) {
  const origin = c.get("origin");
  const links = linksOf(head, origin);
  const { pathname, search } = new URL(c.req.url);
  const frame = (
    <Frame
      head={head}
      links={links}
      origin={origin}
      display={c.get("display")}
      here={pathname + search}
      identity={readIdentity(c.env)}
    >
      {body}
    </Frame>
  );
  const inHeader = [...links.map(toLinkHeader), ...(head.headerLinks ?? [])];
  if (inHeader.length > 0) c.header("Link", inHeader.join(", "));
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

/** Characters that an address in a header must not hold as they are. An encoded one stays. */
const NOT_IN_HEADER = /[^!-~]+|[<>"]/gu;

/** Titles are Chinese, and header fields are ASCII: RFC 8288 leaves them to `title*`, which nobody reads here. */
const toLinkHeader = ({ rel, href, type }: Link) =>
  `<${href.replace(NOT_IN_HEADER, encodeURIComponent)}>; rel="${rel}"${type ? `; type="${type}"` : ""}`;

interface FrameProps {
  head: PageHead;
  links: readonly Link[];
  origin: string;
  display: Display;
  here: string;
  identity: SiteIdentity;
  children: Child;
}

function Frame({ head, links, origin, display, here, identity, children }: FrameProps) {
  const title = head.path === "/" ? uiWords.siteLong : `${head.title} - ${uiWords.site}`;
  return (
    <html lang="zh-CN" {...displayAttributes(display)}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>{title}</title>
        {head.description && <meta name="description" content={head.description} />}
        {head.unlisted && <meta name="robots" content="noindex" />}
        {head.meta?.map(([name, content]) => (
          <meta name={name} content={content} />
        ))}
        {links.map((link) => (
          <link {...link} />
        ))}
        <link rel="search" href={openSearchPath()} type="application/opensearchdescription+xml" title={uiWords.site} />
        <link rel="icon" href={faviconIcoPath()} sizes="32x32" />
        <link rel="icon" href={faviconPath()} type="image/svg+xml" />
        <link rel="apple-touch-icon" href={touchIconPath()} />
        <link rel="stylesheet" href={stylesheetPath} />
        {!head.unlisted && <OpenGraph head={head} origin={origin} />}
        {head.script && <script src={copyScriptPath} defer></script>}
        <script src={suggestScriptPath} defer></script>
        <script src={keysScriptPath} defer></script>
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
        <Footer identity={identity} here={here} />
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
    {/* One picture for all: decision 0242. */}
    <meta property="og:image" content={origin + (head.card ?? cardPath())} />
    <meta property="og:image:width" content="1200" />
    <meta property="og:image:height" content="630" />
    {head.description && <meta property="og:description" content={head.description} />}
    {head.article && <meta property="article:published_time" content={head.article.published} />}
    {head.article && <meta property="article:modified_time" content={head.article.modified} />}
  </>
);
