import type { Context } from "hono";
import type { Child } from "hono/jsx";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import type { AppEnv } from "../http/app-env.ts";
import { stylesheetPath } from "../http/assets.ts";
import { displayAttributes } from "../http/display.ts";
import { faviconPath, homePath } from "../paths.ts";
import { ErrorBox } from "../ui/error-box.tsx";
import {
  auditPath,
  consolePath,
  keysPath,
  outboxPath,
  peoplePath,
  promisesPath,
  publishPath,
  queuePath,
  reportsPath,
  settingsPath,
  signOutPath,
  systemPath,
  tokensPath,
} from "../console-paths.ts";
import type { Person } from "../staff/person.ts";
import { ROLE_NAMES, type Role } from "../staff/role.ts";
import { keysWords } from "./keys/keys-words.ts";
import { promisesWords } from "./promises/promise-words.ts";
import { reportsWords } from "./reports/reports-words.ts";
import { publishWords } from "./desk/publish-words.ts";
import { systemWords } from "./system/system-words.ts";
import { tokensWords } from "./tokens/tokens-words.ts";
import { consoleWords } from "./words.ts";

export interface ConsoleHead {
  title: string;
  /** Paths of scripts; every page works without. */
  scripts?: readonly string[];
  section?:
    | "console"
    | "queue"
    | "publish"
    | "reports"
    | "promises"
    | "people"
    | "audit"
    | "settings"
    | "outbox"
    | "system"
    | "keys"
    | "tokens";
}

const NAVIGATION: { key: ConsoleHead["section"]; href: string; label: string; roles?: readonly Role[] }[] = [
  { key: "console", href: consolePath(), label: consoleWords.console },
  { key: "queue", href: queuePath(), label: consoleWords.queue, roles: ["officer", "supervisor"] },
  { key: "publish", href: publishPath(), label: publishWords.title, roles: ["publisher", "admin"] },
  { key: "reports", href: reportsPath(), label: reportsWords.title, roles: ["publisher", "admin"] },
  { key: "promises", href: promisesPath(), label: promisesWords.title, roles: ["publisher", "admin"] },
  { key: "people", href: peoplePath(), label: consoleWords.people, roles: ["admin"] },
  { key: "keys", href: keysPath(), label: keysWords.title, roles: ["supervisor", "admin"] },
  { key: "tokens", href: tokensPath(), label: tokensWords.title, roles: ["admin"] },
  { key: "audit", href: auditPath(), label: consoleWords.audit, roles: ["admin", "supervisor"] },
  { key: "settings", href: settingsPath(), label: consoleWords.settings, roles: ["admin"] },
  { key: "outbox", href: outboxPath(), label: consoleWords.outbox, roles: ["admin"] },
  { key: "system", href: systemPath(), label: systemWords.title, roles: ["admin"] },
];

/** A finished page of the console. `person` is null only where nobody is signed in yet. */
export function consolePage(
  c: Context<AppEnv>,
  head: ConsoleHead,
  body: Child,
  status: ContentfulStatusCode = 200,
  person: Person | null = c.get("person") ?? null,
) {
  const html = (
    <html lang="zh-CN" {...displayAttributes(c.get("display"))}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="robots" content="noindex" />
        <title>{`${head.title} - ${consoleWords.site}${consoleWords.console}`}</title>
        <link rel="icon" href={faviconPath()} type="image/svg+xml" />
        <link rel="stylesheet" href={stylesheetPath} />
        {head.scripts?.map((path) => (
          <script src={path} defer></script>
        ))}
      </head>
      <body>
        <Masthead head={head} person={person} />
        <main id="main-content">{body}</main>
      </body>
    </html>
  );
  return c.html(`<!DOCTYPE html>${String(html as unknown)}`, status);
}

const Masthead = ({ head, person }: { head: ConsoleHead; person: Person | null }) => (
  <header class="mast row">
    <a class="skip" href="#main-content">
      {consoleWords.skip}
    </a>
    {person && <SignedIn person={person} />}
    <a class="brand" href={person ? consolePath() : homePath()}>
      {consoleWords.site}
    </a>
    <nav aria-label={consoleWords.nav}>
      <ul class="row">
        {NAVIGATION.filter(({ roles }) => person && (!roles || roles.some((role) => person.roles.includes(role)))).map(
          ({ key, href, label }) => (
            <li>
              <a href={href} aria-current={key === head.section ? "page" : undefined}>
                {label}
              </a>
            </li>
          ),
        )}
        <li>
          <a href={homePath()}>{consoleWords.publicSite}</a>
        </li>
      </ul>
    </nav>
  </header>
);

const SignedIn = ({ person }: { person: Person }) => (
  <form class="row hint who" method="post" action={signOutPath()}>
    <span>
      <b>{person.name}</b>　{person.roles.map((role) => ROLE_NAMES[role]).join("、")}
    </span>
    <button class="link end" type="submit">
      {consoleWords.signOut}
    </button>
  </form>
);

/** On top of a form that was sent back. */
export const ConsoleErrorSummary = ({ errors }: { errors: readonly { id: string; message: string }[] }) => (
  <ErrorBox title={consoleWords.errorsTitle} errors={errors} />
);

/** What was just done, in words. */
export const Done = ({ text }: { text: string | undefined }) =>
  text ? (
    <p class="panel" role="status">
      {text}
    </p>
  ) : null;
