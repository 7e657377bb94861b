import type { Context } from "hono";
import type { AppEnv } from "../http/app-env.ts";
import { enrolPath, keysPath, peoplePath } from "../console-paths.ts";
import { accountWords } from "./account/account-words.ts";
import { consolePage, Done, ConsoleErrorSummary } from "./console-page.tsx";
import type { PersonErrors, PersonInput } from "../staff/people.ts";
import type { Person } from "../staff/person.ts";
import { EVERY_BUREAU, ROLE_DUTIES, ROLE_NAMES, ROLES } from "../staff/role.ts";
import { consoleWords } from "./words.ts";

interface Bureau {
  slug: string;
  name: string;
}

export interface PeopleView {
  people: readonly Person[];
  bureaus: readonly Bureau[];
  /** A form that was sent back: whose it is (null: the form for a new person), the typed text, the error. */
  returned?: { email: string | null; input: PersonInput; errors: PersonErrors };
  done?: string | undefined;
  /** True if people sign in with accounts of this site. */
  accounts?: boolean;
  /** Who may set up an account, and the code that is shown this once. */
  invited?: { email: string; code: string };
}

/** As the form shows it: a role that waits for somebody else is ticked. */
const proposedOf = (person: Person): PersonInput =>
  person.supervisorProposedBy === null ? person : { ...person, roles: [...person.roles, "supervisor"] };

const NOBODY: PersonInput = { email: "", name: "", roles: [], bureaus: [], active: true };

export function peoplePage(c: Context<AppEnv>, view: PeopleView) {
  const { people, bureaus, returned, done } = view;
  const isReturned = (email: string | null) => returned !== undefined && returned.email === email;
  const body = (
    <div class="stack people">
      {returned && <ConsoleErrorSummary errors={summaryOf(returned.email, returned.errors)} />}
      <div class="head">
        <h1>{consoleWords.people}</h1>
        <p class="hint">{consoleWords.peopleLead}</p>
        <Done text={done} />
      </div>
      {view.invited && (
        <section class="panel" role="status">
          <h2>{accountWords.fresh(view.invited.email)}</h2>
          <p>{accountWords.freshLead(c.env.SITE_ORIGIN + enrolPath())}</p>
          <pre class="mono pre">{view.invited.code}</pre>
        </section>
      )}
      <ul class="lines">
        {people.map((person) => (
          <li>
            <details open={isReturned(person.email)}>
              <summary>
                <b>{person.name}</b>　{person.email}　{person.roles.map((role) => ROLE_NAMES[role]).join("、")}
                {"　"}
                {person.active ? "" : consoleWords.inactive}
                {person.supervisorProposedBy !== null && <a href={keysPath()}>{consoleWords.proposed}</a>}
              </summary>
              <PersonForm
                of={person.email}
                input={isReturned(person.email) && returned ? returned.input : proposedOf(person)}
                errors={isReturned(person.email) && returned ? returned.errors : {}}
                bureaus={bureaus}
              />
              {view.accounts && person.active && (
                <form method="post" action={`${peoplePath()}/invite`}>
                  <input type="hidden" name="email" value={person.email} />
                  <p>
                    <button class="btn plain" type="submit" aria-label={accountWords.inviteOf(person.name)}>
                      {accountWords.invite}
                    </button>
                    <span class="hint">　{accountWords.inviteHint}</span>
                  </p>
                </form>
              )}
            </details>
          </li>
        ))}
      </ul>
      <section>
        <h2>{consoleWords.addPerson}</h2>
        <PersonForm
          of={null}
          input={returned?.email === null ? returned.input : NOBODY}
          errors={returned?.email === null ? returned.errors : {}}
          bureaus={bureaus}
        />
      </section>
    </div>
  );
  return consolePage(c, { title: consoleWords.people, section: "people" }, body, returned ? 422 : 200);
}

const idOf = (of: string | null, field: string) => `${field}-${of === null ? "new" : of.replace(/[^a-z0-9]/g, "-")}`;

const summaryOf = (of: string | null, errors: PersonErrors) =>
  Object.entries(errors).map(([field, message]) => ({ id: idOf(of, field), message }));

interface FormProps {
  /** The address of the person; null for a new one. */
  of: string | null;
  input: PersonInput;
  errors: PersonErrors;
  bureaus: readonly Bureau[];
}

const PersonForm = ({ of, input, errors, bureaus }: FormProps) => (
  <form class="form" method="post" action={of === null ? peoplePath() : `${peoplePath()}/change`}>
    {of === null ? (
      <TextField
        id={idOf(of, "email")}
        name="email"
        label={consoleWords.email}
        value={input.email}
        error={errors.email}
      />
    ) : (
      <input type="hidden" name="email" value={of} />
    )}
    <TextField
      id={idOf(of, "name")}
      name="name"
      label={consoleWords.personName}
      value={input.name}
      error={errors.name}
    />
    <fieldset id={idOf(of, "roles")} class={errors.roles ? "bad" : undefined}>
      <legend>{consoleWords.roles}</legend>
      {errors.roles && <p class="err">{errors.roles}</p>}
      {ROLES.map((role) => (
        <label class="tick">
          <input type="checkbox" name="roles" value={role} checked={input.roles.includes(role)} />
          <span>
            <b>{ROLE_NAMES[role]}</b>
            <span class="hint">{ROLE_DUTIES[role]}</span>
          </span>
        </label>
      ))}
    </fieldset>
    <fieldset id={idOf(of, "bureaus")} class={errors.bureaus ? "bad" : undefined}>
      <legend>{consoleWords.bureaus}</legend>
      {errors.bureaus && <p class="err">{errors.bureaus}</p>}
      {[{ slug: EVERY_BUREAU, name: consoleWords.everyBureau }, ...bureaus].map(({ slug, name }) => (
        <label class="tick">
          <input type="checkbox" name="bureaus" value={slug} checked={input.bureaus.includes(slug)} />
          <span>{name}</span>
        </label>
      ))}
    </fieldset>
    {of !== null && (
      <label class="tick">
        <input type="checkbox" name="active" value="1" checked={input.active} />
        <span>{consoleWords.active}</span>
      </label>
    )}
    <p>
      <button class={of === null ? "btn" : "btn plain"} type="submit">
        {of === null ? consoleWords.add : consoleWords.save}
      </button>
    </p>
  </form>
);

interface TextFieldProps {
  id: string;
  name: string;
  label: string;
  value: string;
  error?: string | undefined;
}

const TextField = ({ id, name, label, value, error }: TextFieldProps) => (
  <div class={error ? "bad" : undefined}>
    <label for={id}>{label}</label>
    {error && (
      <p class="err" id={`${id}-error`}>
        {error}
      </p>
    )}
    <input
      type={name === "email" ? "email" : "text"}
      id={id}
      name={name}
      value={value}
      aria-describedby={error ? `${id}-error` : undefined}
      aria-invalid={error ? "true" : undefined}
      autocomplete="off"
    />
  </div>
);
