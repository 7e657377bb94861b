import type { Context } from "hono";
import type { Child } from "hono/jsx";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import type { AppEnv } from "../http/app-env.ts";
import { stylesheetPath } from "../http/assets.ts";
import { displayAttributes } from "../http/display.ts";
import { faviconIcoPath, faviconPath, touchIconPath } from "../paths.ts";
import { consolePath } from "../console-paths.ts";
import { ErrorBox } from "../ui/error-box.tsx";
import type { Person } from "../staff/person.ts";
import { type ConsoleSection, ConsoleMasthead } from "./masthead.tsx";
import { consoleWords } from "./words.ts";

export interface ConsoleHead {
  title: string;
  /** Paths of scripts; every page works without. */
  scripts?: readonly string[];
  section?: ConsoleSection;
}

/** A finished page of the console. `person` is null only if nobody is signed in yet. */
export function consolePage(
  c: Context<AppEnv>,
  head: ConsoleHead,
  body: Child,
  status: ContentfulStatusCode = 200,
  person: Person | null = c.get("person") ?? null,
) {
  const { pathname, search } = new URL(c.req.url);
  // A form that was sent back may stand at an address that is only posted to: the page above it is the way back.
  const here =
    c.req.method === "GET" ? pathname + search : pathname.slice(0, pathname.lastIndexOf("/")) || consolePath();
  const html = (
    <html lang="zh-CN" {...displayAttributes(c.get("display"))}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="robots" content="noindex" />
        <title>{`${head.title} - ${consoleWords.site}${consoleWords.console}`}</title>
        <link rel="icon" href={faviconIcoPath()} sizes="32x32" />
        <link rel="icon" href={faviconPath()} type="image/svg+xml" />
        <link rel="apple-touch-icon" href={touchIconPath()} />
        <link rel="stylesheet" href={stylesheetPath} />
        {head.scripts?.map((path) => (
          <script src={path} defer></script>
        ))}
      </head>
      <body>
        <ConsoleMasthead section={head.section} person={person} display={c.get("display")} here={here} />
        <main id="main-content">{body}</main>
      </body>
    </html>
  );
  return c.html(`<!DOCTYPE html>${String(html as unknown)}`, status);
}

/** On top of a form that was sent back. */
export const ConsoleErrorSummary = ({ errors }: { errors: readonly { id: string; message: string }[] }) => (
  <ErrorBox title={consoleWords.errorsTitle} errors={errors} />
);

/** The step just taken, in words. */
export const Done = ({ text }: { text: string | undefined }) =>
  text ? (
    <p class="panel" role="status">
      {text}
    </p>
  ) : null;
