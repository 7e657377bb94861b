import type { Context } from "hono";
import { beijingDay } from "../../day.ts";
import type { SupervisorKey } from "../../feedback/seal/keys.ts";
import type { HoldRule } from "../../feedback/sealed/hold.ts";
import type { Person } from "../../staff/person.ts";
import type { AppEnv } from "../../http/app-env.ts";
import { unsealScriptPath } from "../../http/assets.ts";
import { casePath, keysPath } from "../../console-paths.ts";
import { ConsoleErrorSummary, consolePage, Done } from "../console-page.tsx";
import { keysWords } from "./keys-words.ts";
import { UnsealWords } from "./sealed.tsx";

export interface KeysView {
  keys: readonly SupervisorKey[];
  /** Whether confidential feedback can be taken. */
  ready: boolean;
  /** Whose supervisor's role waits for a second person. */
  proposed: readonly Person[];
  demo: readonly { identity: string; recipient: string }[] | null;
  /** The person who is signed in, if that is a supervisor. */
  supervisor: string | null;
  hold: HoldRule;
  /** Numbers of cases that not every key in force opens. */
  unreadable: readonly number[];
  done?: string | undefined;
  returned?: { field: "recipient" | "hours"; typed: string; message: string };
}

export function keysPage(c: Context<AppEnv>, view: KeysView) {
  const { keys, ready, proposed, demo, supervisor, done, returned, hold, unreadable } = view;
  const mine = returned?.field === "recipient" ? returned : undefined;
  const body = (
    <div class="stack people">
      {returned && <ConsoleErrorSummary errors={[{ id: returned.field, message: returned.message }]} />}
      <div class="head">
        <h1>{keysWords.title}</h1>
        <p class="hint">{keysWords.lead}</p>
        <Done text={done} />
      </div>
      <p class="note">{ready ? keysWords.ready : keysWords.notReady}</p>
      <ul class="lines">
        {keys.map((key) => (
          <KeyLine of={key} own={key.holder === supervisor} />
        ))}
      </ul>
      {unreadable.length > 0 && (
        <p class="note">
          {keysWords.unreadable(unreadable.length)}
          {unreadable.map((id) => (
            <>
              {" "}
              <a href={`${casePath(id)}#handover`}>{id}</a>
            </>
          ))}
        </p>
      )}
      {proposed.length > 0 && (
        <section class="stack">
          <h2>{keysWords.proposed}</h2>
          <p class="hint">{keysWords.proposedHint}</p>
          {proposed.map(({ email, name, supervisorProposedBy }) => (
            <form class="row" method="post" action={`${keysPath()}/confirm`}>
              <input type="hidden" name="email" value={email} />
              <span>
                <b>{name}</b>　{email}　{keysWords.proposedBy(supervisorProposedBy ?? "")}
              </span>
              <button class="btn plain" type="submit">
                {keysWords.confirm}
              </button>
            </form>
          ))}
        </section>
      )}
      {supervisor !== null && <AddForm typed={mine?.typed ?? ""} message={mine?.message} />}
      <HoldForm hold={hold} returned={returned?.field === "hours" ? returned : undefined} />
      {demo && (
        <section class="stack">
          <p class="note">{keysWords.demo}</p>
          {demo.map(({ identity }) => (
            <pre class="mono pre">{identity}</pre>
          ))}
        </section>
      )}
    </div>
  );
  const head = { title: keysWords.title, section: "keys" as const, scripts: [unsealScriptPath] };
  return consolePage(c, head, body, returned ? 422 : 200);
}

const KeyLine = ({ of: key, own }: { of: SupervisorKey; own: boolean }) => (
  <li>
    <p class="row">
      <b>{key.holder}</b>
      <span class="hint">
        {keysWords.added} {beijingDay(key.addedAt)}
      </span>
      <span>{key.retiredAt === null ? keysWords.inForce : keysWords.retired(beijingDay(key.retiredAt))}</span>
    </p>
    <p class="mono">{key.recipient}</p>
    {own && key.retiredAt === null && (
      <form class="row" method="post" action={`${keysPath()}/retire`}>
        <input type="hidden" name="recipient" value={key.recipient} />
        <button class="btn plain" type="submit">
          {keysWords.retire}
        </button>
        <span class="hint">{keysWords.retireHint}</span>
      </form>
    )}
  </li>
);

const HoldForm = ({ hold, returned }: { hold: HoldRule; returned: KeysView["returned"] }) => (
  <section>
    <h2>{keysWords.hold}</h2>
    <p class="hint">{keysWords.holdHint}</p>
    <form class="form" method="post" action={`${keysPath()}/hold`}>
      <div class={returned ? "bad" : undefined}>
        <label for="hours">{keysWords.holdHours}</label>
        {returned && (
          <p class="err" id="hours-error">
            {returned.message}
          </p>
        )}
        <input
          type="text"
          inputmode="numeric"
          id="hours"
          name="hours"
          value={returned?.typed ?? String(hold.hours)}
          aria-describedby={returned ? "hours-error" : undefined}
          aria-invalid={returned ? "true" : undefined}
        />
      </div>
      <p>
        <label class="tick">
          <input type="checkbox" name="triage" value="1" checked={hold.triage} />
          <span>{keysWords.triage}</span>
        </label>
      </p>
      <p>
        <button class="btn plain" type="submit">
          {keysWords.holdSave}
        </button>
      </p>
    </form>
  </section>
);

const AddForm = ({ typed, message }: { typed: string; message: string | undefined }) => (
  <section>
    <h2>{keysWords.add}</h2>
    <form class="form" method="post" action={keysPath()}>
      <UnsealWords />
      <div class={message ? "bad" : undefined}>
        <label for="recipient">{keysWords.recipient}</label>
        <span class="hint" id="recipient-hint">
          {keysWords.recipientHint}
        </span>
        {message && (
          <p class="err" id="recipient-error">
            {message}
          </p>
        )}
        <input
          type="text"
          class="mono"
          id="recipient"
          name="recipient"
          autocomplete="off"
          spellcheck={false}
          value={typed}
          aria-describedby={message ? "recipient-error" : "recipient-hint"}
          aria-invalid={message ? "true" : undefined}
        />
      </div>
      <div data-make-key=""></div>
      <p>
        <button class="btn" type="submit">
          {keysWords.addButton}
        </button>
      </p>
    </form>
  </section>
);
