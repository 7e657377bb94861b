import type { Context } from "hono";
import { calendarPath } from "../../console-paths.ts";
import type { CalendarYear } from "../../feedback/calendar.ts";
import type { AppEnv } from "../../http/app-env.ts";
import { ConsoleErrorSummary, consolePage, Done } from "../console-page.tsx";
import { ConsoleField, described } from "../field.tsx";
import { calendarWords } from "./calendar-words.ts";

/** As typed. */
export interface CalendarForm {
  year: string;
  source: string;
  off: string;
  work: string;
}

export interface CalendarView {
  years: readonly CalendarYear[];
  /** Who says what of each year; null if nobody has announced it. */
  sources: Readonly<Record<string, string | null>>;
  form?: CalendarForm;
  wrong?: { field: string; message: string };
  done?: string | undefined;
}

export function calendarPage(c: Context<AppEnv>, view: CalendarView) {
  const { years, sources, wrong, done } = view;
  const body = (
    <div class="stack people">
      {wrong && <ConsoleErrorSummary errors={[{ id: wrong.field, message: wrong.message }]} />}
      <div class="head">
        <h1>{calendarWords.title}</h1>
        <p class="hint">{calendarWords.lead}</p>
        <Done text={done} />
      </div>
      <section>
        <h2>{calendarWords.known}</h2>
        <ul class="lines">
          {Object.entries(sources).map(([year, source]) => (
            <YearLine year={year} source={source} entered={years.find((each) => `${each.year}` === year)} />
          ))}
        </ul>
      </section>
      <section>
        <h2>{calendarWords.import}</h2>
        <form class="form" method="post" action={`${calendarPath()}/read`} enctype="multipart/form-data">
          <ConsoleField
            id="file"
            label={calendarWords.file}
            hint={calendarWords.importHint}
            error={errorOf(view, "file")}
          >
            <input
              type="file"
              id="file"
              name="file"
              accept=".ics,.json"
              {...described("file", errorOf(view, "file"))}
            />
          </ConsoleField>
          <p>
            <button class="btn plain" type="submit">
              {calendarWords.read}
            </button>
          </p>
        </form>
      </section>
      <YearForm view={view} />
    </div>
  );
  return consolePage(c, { title: calendarWords.title, section: "calendar" }, body, wrong ? 422 : 200);
}

const errorOf = ({ wrong }: CalendarView, field: string) => (wrong?.field === field ? wrong.message : undefined);

interface YearLineProps {
  year: string;
  source: string | null;
  entered: CalendarYear | undefined;
}

const YearLine = ({ year, source, entered }: YearLineProps) => (
  <li>
    <p class="row">
      <b>{year}</b>
      <span>{entered ? entered.source : source === null ? calendarWords.missing : calendarWords.package}</span>
      {entered && <span class="hint">{calendarWords.entered(entered.off.length, entered.work.length)}</span>}
    </p>
    {entered && (
      <form method="post" action={`${calendarPath()}/forget`}>
        <input type="hidden" name="year" value={year} />
        <button class="btn plain" type="submit" aria-label={calendarWords.forgetYear(entered.year)}>
          {calendarWords.forget}
        </button>
      </form>
    )}
  </li>
);

const EMPTY: CalendarForm = { year: "", source: "", off: "", work: "" };
const HINTS = { source: calendarWords.sourceHint, off: calendarWords.offHint, work: calendarWords.workHint };

const YearForm = ({ view }: { view: CalendarView }) => {
  const typed = view.form ?? EMPTY;
  return (
    <section>
      <h2>{calendarWords.enter}</h2>
      <form class="form" method="post" action={calendarPath()}>
        {(["year", "source"] as const).map((name) => (
          <ConsoleField
            id={name}
            label={calendarWords[name]}
            hint={name === "year" ? undefined : HINTS[name]}
            error={errorOf(view, name)}
          >
            <input
              type="text"
              id={name}
              name={name}
              value={typed[name]}
              inputmode={name === "year" ? "numeric" : undefined}
              autocomplete="off"
              {...described(name, errorOf(view, name))}
            />
          </ConsoleField>
        ))}
        {(["off", "work"] as const).map((name) => (
          <ConsoleField id={name} label={calendarWords[name]} hint={HINTS[name]} error={errorOf(view, name)}>
            <textarea id={name} name={name} rows={name === "off" ? 8 : 4} {...described(name, errorOf(view, name))}>
              {typed[name]}
            </textarea>
          </ConsoleField>
        ))}
        <p>
          <button class="btn" type="submit">
            {calendarWords.save}
          </button>
        </p>
      </form>
    </section>
  );
};
