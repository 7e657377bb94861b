import type { Context } from "hono";
import { type ClockRules, TERM_NAMES, type TermName, TERMS } from "../feedback/clock.ts";
import type { AnswerTemplate } from "../feedback/handle/templates.ts";
import type { AppEnv } from "../http/app-env.ts";
import { settingsPath } from "../console-paths.ts";
import { consolePage, Done, ConsoleErrorSummary } from "./console-page.tsx";
import type { TypedFields } from "./cases/case-actions.ts";
import { TemplatesForm } from "./templates-form.tsx";
import { consoleWords } from "./words.ts";

export interface SettingsView {
  rules: ClockRules;
  done?: boolean;
  /** If the form was sent back: the typed text, and the fault of each term. */
  returned?: { typed: TypedFields; field: string | undefined; message: string };
  templates: readonly AnswerTemplate[];
  /** If the templates were sent back. */
  returnedTemplates?: { field: string; message: string };
}

export function clockSettingsPage(c: Context<AppEnv>, view: SettingsView) {
  const { rules, done, returned, returnedTemplates } = view;
  const body = (
    <div class="stack people">
      {returned && (
        <ConsoleErrorSummary errors={[{ id: idOf(returned.field ?? "acknowledge"), message: returned.message }]} />
      )}
      {returnedTemplates && (
        <ConsoleErrorSummary errors={[{ id: returnedTemplates.field, message: returnedTemplates.message }]} />
      )}
      <div class="head">
        <h1>{consoleWords.settings}</h1>
        <p class="hint">{consoleWords.settingsLead}</p>
        <Done text={done ? consoleWords.changed : undefined} />
      </div>
      <form class="form" method="post" action={settingsPath()}>
        {TERMS.map((name) => (
          <Term
            name={name}
            typed={returned?.typed ?? toTyped(rules)}
            error={returned?.field === name ? returned.message : undefined}
          />
        ))}
        <p>
          <button class="btn" type="submit">
            {consoleWords.save}
          </button>
        </p>
      </form>
      <TemplatesForm templates={view.templates} returned={returnedTemplates} />
    </div>
  );
  const status = returned || returnedTemplates ? 422 : 200;
  return consolePage(c, { title: consoleWords.settings, section: "settings" }, body, status);
}

const idOf = (name: string) => `${name}-days`;

const toTyped = (rules: ClockRules): TypedFields =>
  Object.fromEntries(
    TERMS.flatMap((name) => {
      const { days, unit, basis } = rules[name];
      return [
        [`${name}-days`, String(days)],
        [`${name}-unit`, unit],
        [`${name}-basis`, basis],
      ];
    }),
  );

const Term = ({ name, typed, error }: { name: TermName; typed: TypedFields; error: string | undefined }) => (
  <fieldset class={error ? "bad" : undefined}>
    <legend>{TERM_NAMES[name]}</legend>
    {error && (
      <p class="err" id={`${name}-error`}>
        {error}
      </p>
    )}
    <div class="row filter">
      <div>
        <label for={idOf(name)}>{consoleWords.days}</label>
        <input
          type="text"
          inputmode="numeric"
          id={idOf(name)}
          name={`${name}-days`}
          value={typed[`${name}-days`]}
          aria-describedby={error ? `${name}-error` : undefined}
        />
      </div>
      <div>
        <label for={`${name}-unit`}>{consoleWords.unit}</label>
        <select id={`${name}-unit`} name={`${name}-unit`}>
          <option value="calendar" selected={typed[`${name}-unit`] === "calendar"}>
            {consoleWords.calendarDays}
          </option>
          <option value="working" selected={typed[`${name}-unit`] === "working"}>
            {consoleWords.workingDays}
          </option>
        </select>
      </div>
    </div>
    <label for={`${name}-basis`}>{consoleWords.basis}</label>
    <input type="text" id={`${name}-basis`} name={`${name}-basis`} value={typed[`${name}-basis`]} />
  </fieldset>
);
