import type { Context } from "hono";
import { tokensPath } from "../../console-paths.ts";
import { beijingDay, beijingMinute } from "../../day.ts";
import type { AppEnv } from "../../http/app-env.ts";
import { ROLE_NAMES } from "../../staff/role.ts";
import { isScope, SCOPE_DUTIES, SCOPE_NAMES, SCOPES } from "../../staff/scope.ts";
import type { ListedToken, TokenErrors, TokenInput } from "../../staff/tokens.ts";
import { ConsoleErrorSummary, consolePage, Done } from "../console-page.tsx";
import { ConsoleField, described } from "../field.tsx";
import { tokensWords } from "./tokens-words.ts";

export interface TokensView {
  tokens: readonly ListedToken[];
  bureaus: readonly { slug: string; name: string }[];
  now: Date;
  /** The token that was just made. */
  fresh?: string;
  done?: string | undefined;
  /** A form that was sent back. */
  returned?: { input: TokenInput; errors: TokenErrors };
}

const NOTHING: TokenInput = { name: "", scopes: ["publish"], bureaus: [], days: "" };

export function tokensPage(c: Context<AppEnv>, view: TokensView) {
  const { tokens, fresh, done, returned, now } = view;
  const body = (
    <div class="stack people">
      {returned && (
        <ConsoleErrorSummary errors={Object.entries(returned.errors).map(([id, message]) => ({ id, message }))} />
      )}
      <div class="head">
        <h1>{tokensWords.title}</h1>
        <p class="hint">{tokensWords.lead}</p>
        <Done text={done} />
      </div>
      {fresh && (
        <section class="panel" role="status">
          <h2>{tokensWords.fresh}</h2>
          <pre class="mono pre">{fresh}</pre>
        </section>
      )}
      {tokens.length === 0 ? (
        <p>{tokensWords.none}</p>
      ) : (
        <ul class="lines">
          {tokens.map((token) => (
            <TokenLine token={token} now={now} />
          ))}
        </ul>
      )}
      <NewToken view={view} />
    </div>
  );
  return consolePage(c, { title: tokensWords.title, section: "tokens" }, body, returned ? 422 : 200);
}

const isOver = ({ revokedAt, expiresAt }: ListedToken, now: Date) =>
  revokedAt !== null || expiresAt <= now.toISOString();

function standing({ revokedAt, revokedBy, expiresAt }: ListedToken, now: Date) {
  if (revokedAt !== null) return tokensWords.revoked(beijingDay(revokedAt), revokedBy);
  const day = beijingDay(expiresAt);
  return expiresAt <= now.toISOString() ? tokensWords.expired(day) : tokensWords.expires(day);
}

/** Its scopes, and the bureau that they are limited to. */
const purpose = ({ scopes, bureaus, role }: ListedToken) =>
  scopes === null
    ? role === "scoped"
      ? ""
      : ROLE_NAMES[role]
    : `${scopes
        .filter(isScope)
        .map((scope) => SCOPE_NAMES[scope])
        .join("、")}（${bureaus.length === 0 ? tokensWords.every : bureaus.join("、")}）`;

const TokenLine = ({ token, now }: { token: ListedToken; now: Date }) => (
  <li>
    <p class="row">
      <b>{token.name}</b>
      <span>{purpose(token)}</span>
      <span class="hint">{tokensWords.made(beijingDay(token.createdAt), token.createdBy)}</span>
      <span>{standing(token, now)}</span>
      <span class="hint">
        {token.lastUsedAt === null ? tokensWords.unused : tokensWords.used(beijingMinute(token.lastUsedAt))}
      </span>
    </p>
    {token.scopes === null && !isOver(token, now) && <p class="note">{tokensWords.old}</p>}
    {!isOver(token, now) && (
      <form method="post" action={`${tokensPath()}/revoke`}>
        <input type="hidden" name="id" value={String(token.id)} />
        <button class="btn plain" type="submit" aria-label={tokensWords.revokeOf(token.name)}>
          {tokensWords.revoke}
        </button>
      </form>
    )}
  </li>
);

function NewToken({ view: { bureaus, returned } }: { view: TokensView }) {
  const input = returned?.input ?? NOTHING;
  const errors = returned?.errors ?? {};
  return (
    <section>
      <h2>{tokensWords.add}</h2>
      <form class="form" method="post" action={tokensPath()}>
        <ConsoleField id="name" label={tokensWords.name} hint={tokensWords.nameHint} error={errors.name}>
          <input
            type="text"
            id="name"
            name="name"
            value={input.name}
            autocomplete="off"
            {...described("name", errors.name)}
          />
        </ConsoleField>
        <Ticks
          id="scopes"
          legend={tokensWords.scopes}
          error={errors.scopes}
          chosen={input.scopes}
          options={SCOPES.map((scope) => ({ value: scope, label: SCOPE_NAMES[scope], hint: SCOPE_DUTIES[scope] }))}
        />
        <Ticks
          id="bureaus"
          legend={tokensWords.bureaus}
          hint={tokensWords.bureausHint}
          error={errors.bureaus}
          chosen={input.bureaus}
          options={bureaus.map(({ slug, name }) => ({ value: slug, label: name }))}
        />
        <ConsoleField id="days" label={tokensWords.days} hint={tokensWords.daysHint} error={errors.days}>
          <input
            type="text"
            inputmode="numeric"
            id="days"
            name="days"
            value={input.days}
            autocomplete="off"
            {...described("days", errors.days)}
          />
        </ConsoleField>
        <p>
          <button class="btn" type="submit">
            {tokensWords.make}
          </button>
        </p>
      </form>
    </section>
  );
}

interface TicksProps {
  id: string;
  legend: string;
  hint?: string;
  error: string | undefined;
  chosen: readonly string[];
  options: readonly { value: string; label: string; hint?: string }[];
}

const Ticks = ({ id, legend, hint, error, chosen, options }: TicksProps) => (
  <fieldset id={id} class={error ? "bad" : undefined}>
    <legend>{legend}</legend>
    {hint && <p class="hint">{hint}</p>}
    {error && <p class="err">{error}</p>}
    {options.map(({ value, label, hint: more }) => (
      <label class="tick">
        <input type="checkbox" name={id} value={value} checked={chosen.includes(value)} />
        <span>
          <b>{label}</b>
          {more && <span class="hint">{more}</span>}
        </span>
      </label>
    ))}
  </fieldset>
);
