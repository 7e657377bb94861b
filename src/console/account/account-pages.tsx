import type { Context } from "hono";
import { enrolPath, signInPath } from "../../console-paths.ts";
import type { AppEnv } from "../../http/app-env.ts";
import { QrCode } from "../../ui/qr-code.tsx";
import { ConsoleErrorSummary, consolePage } from "../console-page.tsx";
import { ConsoleField, described } from "../field.tsx";
import { accountWords as words } from "./account-words.ts";

/** A form that was sent back: the field, and why. */
export interface Returned {
  field: string;
  message: string;
  status: 403 | 422 | 429;
}

interface InputProps {
  id: "email" | "password" | "code" | "invitation";
  label: string;
  hint?: string;
  type?: string;
  value?: string;
  autocomplete: string;
  numeric?: boolean;
  returned: Returned | undefined;
}

function Input({ id, label, hint, type = "text", value = "", autocomplete, numeric, returned }: InputProps) {
  const error = returned?.field === id ? returned.message : undefined;
  return (
    <ConsoleField id={id} label={label} hint={hint} error={error}>
      <input
        id={id}
        name={id}
        type={type}
        value={value}
        required
        autocomplete={autocomplete}
        inputmode={numeric ? "numeric" : undefined}
        {...described(id, error)}
      />
    </ConsoleField>
  );
}

const Summary = ({ returned }: { returned: Returned | undefined }) =>
  returned ? <ConsoleErrorSummary errors={[{ id: returned.field, message: returned.message }]} /> : null;

export interface SignInView {
  next: string;
  email: string;
  returned?: Returned;
}

export const localSignInPage = (c: Context<AppEnv>, { next, email, returned }: SignInView) =>
  consolePage(
    c,
    { title: words.signIn },
    <div class="stack">
      <Summary returned={returned} />
      <div class="head">
        <h1>{words.signIn}</h1>
        <p>{words.lead}</p>
      </div>
      <form class="form" method="post" action={signInPath()}>
        <input type="hidden" name="next" value={next} />
        <Input id="email" label={words.email} type="email" value={email} autocomplete="username" returned={returned} />
        <Input
          id="password"
          label={words.password}
          type="password"
          autocomplete="current-password"
          returned={returned}
        />
        <Input id="code" label={words.code} hint={words.codeHint} autocomplete="one-time-code" returned={returned} />
        <p>
          <button class="btn" type="submit">
            {words.submit}
          </button>
        </p>
      </form>
      <p>
        <a href={enrolPath()}>{words.toEnrol}</a>
      </p>
    </div>,
    returned?.status ?? 200,
    null,
  );

export interface InvitationView {
  email: string;
  returned?: Returned;
}

export const invitationPage = (c: Context<AppEnv>, { email, returned }: InvitationView) =>
  consolePage(
    c,
    { title: words.enrol },
    <div class="stack">
      <Summary returned={returned} />
      <div class="head">
        <h1>{words.enrol}</h1>
        <p>{words.enrolLead}</p>
      </div>
      <form class="form" method="post" action={enrolPath()}>
        <Input id="email" label={words.email} type="email" value={email} autocomplete="username" returned={returned} />
        <Input id="invitation" label={words.invitation} autocomplete="off" returned={returned} />
        <p>
          <button class="btn" type="submit">
            {words.goOn}
          </button>
        </p>
      </form>
      <p>
        <a href={signInPath()}>{words.toSignIn}</a>
      </p>
    </div>,
    returned?.status ?? 200,
    null,
  );

export interface EnrolView {
  email: string;
  invitation: string;
  secret: string;
  /** What the QR code says. */
  address: string;
  returned?: Returned;
}

export const enrolPage = (c: Context<AppEnv>, { email, invitation, secret, address, returned }: EnrolView) =>
  consolePage(
    c,
    { title: words.setUp },
    <div class="stack">
      <Summary returned={returned} />
      <div class="head">
        <h1>{words.setUp}</h1>
        <p>{words.scan}</p>
      </div>
      <QrCode address={address} label={words.qr} />
      <p>
        {words.secret}　<span class="mono">{secret.match(/.{1,4}/g)?.join(" ")}</span>
      </p>
      <form class="form" method="post" action={enrolPath()}>
        <input type="hidden" name="email" value={email} autocomplete="username" />
        <input type="hidden" name="invitation" value={invitation} />
        <Input
          id="password"
          label={words.newPassword}
          hint={words.newPasswordHint}
          type="password"
          autocomplete="new-password"
          returned={returned}
        />
        <Input id="code" label={words.firstCode} autocomplete="one-time-code" numeric returned={returned} />
        <p>
          <button class="btn" type="submit">
            {words.finish}
          </button>
        </p>
      </form>
    </div>,
    returned?.status ?? 200,
    null,
  );

export const enrolledPage = (c: Context<AppEnv>, codes: readonly string[]) =>
  consolePage(
    c,
    { title: words.done },
    <div class="stack">
      <div class="head">
        <h1>{words.done}</h1>
      </div>
      <section class="panel">
        <h2>{words.recovery}</h2>
        <p>{words.recoveryLead}</p>
        <pre class="mono pre">{codes.join("\n")}</pre>
      </section>
      <p>
        <a class="btn" href={signInPath()}>
          {words.toSignIn}
        </a>
      </p>
    </div>,
    200,
    null,
  );

export const recoveredPage = (c: Context<AppEnv>, left: number, next: string) =>
  consolePage(
    c,
    { title: words.recovered },
    <div class="head">
      <h1>{words.recovered}</h1>
      <p>{words.left(left)}</p>
      <p>
        <a class="btn" href={next}>
          {words.goOn}
        </a>
      </p>
    </div>,
    200,
    null,
  );
