import { homePath } from "../paths.ts";
import type { Display } from "../http/display.ts";
import {
  auditPath,
  calendarPath,
  consolePath,
  keysPath,
  outboxPath,
  peoplePath,
  pressDeskPath,
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
import { DisplayForm, ElderSwitch } from "../ui/display-form.tsx";
import { uiWords } from "../ui/words.ts";
import { calendarWords } from "./calendar/calendar-words.ts";
import { publishWords } from "./desk/publish-words.ts";
import { keysWords } from "./keys/keys-words.ts";
import { pressDeskWords } from "./press/press-words.ts";
import { promisesWords } from "./promises/promise-words.ts";
import { reportsWords } from "./reports/reports-words.ts";
import { systemWords } from "./system/system-words.ts";
import { tokensWords } from "./tokens/tokens-words.ts";
import { consoleWords } from "./words.ts";

interface Entry {
  key: ConsoleSection;
  href: string;
  label: string;
  roles: readonly Role[];
}

const HANDLERS: readonly Role[] = ["officer", "supervisor"];
const PUBLISHERS: readonly Role[] = ["publisher", "admin"];

/** Links for one kind of work stand together. */
const GROUPS: readonly { name: string; entries: readonly Entry[] }[] = [
  {
    name: consoleWords.groups.feedback,
    entries: [{ key: "queue", href: queuePath(), label: consoleWords.queue, roles: HANDLERS }],
  },
  {
    name: consoleWords.groups.reports,
    entries: [
      { key: "publish", href: publishPath(), label: publishWords.title, roles: PUBLISHERS },
      { key: "reports", href: reportsPath(), label: reportsWords.title, roles: PUBLISHERS },
      { key: "promises", href: promisesPath(), label: promisesWords.title, roles: PUBLISHERS },
      { key: "press", href: pressDeskPath(), label: pressDeskWords.title, roles: PUBLISHERS },
    ],
  },
  {
    name: consoleWords.groups.people,
    entries: [
      { key: "people", href: peoplePath(), label: consoleWords.people, roles: ["admin"] },
      { key: "keys", href: keysPath(), label: keysWords.title, roles: ["supervisor", "admin"] },
      { key: "tokens", href: tokensPath(), label: tokensWords.title, roles: ["admin"] },
      { key: "audit", href: auditPath(), label: consoleWords.audit, roles: ["admin", "supervisor"] },
    ],
  },
  {
    name: consoleWords.groups.site,
    entries: [
      { key: "settings", href: settingsPath(), label: consoleWords.settings, roles: ["admin"] },
      { key: "calendar", href: calendarPath(), label: calendarWords.title, roles: ["admin"] },
      { key: "outbox", href: outboxPath(), label: consoleWords.outbox, roles: ["admin"] },
      { key: "system", href: systemPath(), label: systemWords.title, roles: ["admin"] },
    ],
  },
];

export type ConsoleSection =
  | "console"
  | "queue"
  | "publish"
  | "reports"
  | "promises"
  | "press"
  | "people"
  | "audit"
  | "settings"
  | "outbox"
  | "system"
  | "keys"
  | "tokens"
  | "calendar";

interface Props {
  section: ConsoleSection | undefined;
  person: Person | null;
  display: Display;
  here: string;
}

/** Who is signed in and how pages look; brand and 长辈版; then the pages, by kind of work. */
export const ConsoleMasthead = ({ section, person, display, here }: Props) => (
  <header class="mast">
    <a class="skip" href="#main-content">
      {consoleWords.skip}
    </a>
    <div class="row hint top">
      {person && (
        <p>
          <b>{person.name}</b>　{person.roles.map((role) => ROLE_NAMES[role]).join("、")}
        </p>
      )}
      <div class="row end wide">
        <DisplayForm display={display} here={here} />
      </div>
      {person && (
        <form method="post" action={signOutPath()}>
          <button class="link" type="submit">
            {consoleWords.signOut}
          </button>
        </form>
      )}
    </div>
    <div class="row main">
      <a class="brand" href={person ? consolePath() : homePath()}>
        {consoleWords.site}
      </a>
      <a class={person ? "to-site wide" : "to-site"} href={homePath()}>
        {consoleWords.publicSite}
      </a>
      <ElderSwitch display={display} here={here} />
      {person && (
        <details class="menu">
          <summary>{uiWords.menu}</summary>
          <div>
            <nav aria-label={uiWords.menu}>
              <Navigation section={section} person={person} />
            </nav>
            <p class="row">
              <a href={homePath()}>{consoleWords.publicSite}</a>
            </p>
            <DisplayForm display={display} here={here} />
          </div>
        </details>
      )}
    </div>
    {person && (
      <nav class="groups wide" aria-label={consoleWords.nav}>
        <Navigation section={section} person={person} />
      </nav>
    )}
  </header>
);

function Navigation({ section, person }: { section: ConsoleSection | undefined; person: Person }) {
  const groups = GROUPS.map(({ name, entries }) => ({
    name,
    entries: entries.filter(({ roles }) => roles.some((role) => person.roles.includes(role))),
  })).filter(({ entries }) => entries.length > 0);
  const current = (key: ConsoleSection) => (key === section ? ("page" as const) : undefined);
  return (
    <ul class="row">
      <li>
        <a href={consolePath()} aria-current={current("console")}>
          {consoleWords.console}
        </a>
      </li>
      {groups.map(({ name, entries }) => (
        <li class="row">
          <span class="hint">{name}</span>
          <ul class="row" aria-label={name}>
            {entries.map(({ key, href, label }) => (
              <li>
                <a href={href} aria-current={current(key)}>
                  {label}
                </a>
              </li>
            ))}
          </ul>
        </li>
      ))}
    </ul>
  );
}
