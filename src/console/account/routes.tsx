import { type Context, Hono } from "hono";
import { setCookie } from "hono/cookie";
import { consoleAddress, enrolPath, peoplePath, signInPath } from "../../console-paths.ts";
import { AppError } from "../../errors.ts";
import { networkOf } from "../../feedback/guard/visitor.ts";
import { visitorAddress } from "../../feedback/guard/visitor-address.ts";
import type { AppEnv } from "../../http/app-env.ts";
import { sentForm } from "../../http/sent-form.ts";
import { findPerson } from "../../staff/identify.ts";
import { authenticatorAddress } from "../../staff/local/codes.ts";
import { enrolAccount, inviteToAccount, openInvitation } from "../../staff/local/enrol.ts";
import { hasLocalAccounts } from "../../staff/local/settings.ts";
import { signInLocally } from "../../staff/local/sign-in-locally.ts";
import { listBureaus, listPeople } from "../../staff/people.ts";
import { requireRole } from "../../staff/permission.ts";
import { SESSION_HOURS } from "../../staff/session.ts";
import { cookieName } from "../../staff/sign-in.ts";
import { signedIn } from "../../staff/staff-session.ts";
import { textField } from "../form-fields.ts";
import { peoplePage } from "../people-page.tsx";
import {
  enrolledPage,
  enrolPage,
  invitationPage,
  localSignInPage,
  recoveredPage,
  type Returned,
} from "./account-pages.tsx";

/** Accounts of this site. Elsewhere these addresses do not exist. */
export const accountRoutes = new Hono<AppEnv>();

accountRoutes.get(signInPath(), (c) => {
  requireAccounts(c);
  return localSignInPage(c, { next: consoleAddress(c.req.query("next")), email: "" });
});

accountRoutes.post(signInPath(), async (c) => {
  requireAccounts(c);
  const form = await sentForm(c, { once: ["email", "password", "code", "next"] });
  const typed = {
    email: textField(form, "email"),
    password: textField(form, "password"),
    code: textField(form, "code"),
  };
  const next = consoleAddress(textField(form, "next"));
  const ctx = c.get("ctx");
  try {
    const mayEnter = async (email: string) => (await findPerson(ctx, c.env, email)) !== null;
    const { session, recoveryLeft } = await signInLocally(ctx, typed, placeOf(c), mayEnter);
    setCookie(c, cookieName(c.req.url), session, {
      path: "/",
      httpOnly: true,
      sameSite: "Strict",
      secure: true,
      maxAge: SESSION_HOURS * 3600,
    });
    return recoveryLeft === null ? c.redirect(next, 303) : recoveredPage(c, recoveryLeft, next);
  } catch (error) {
    return localSignInPage(c, { next, email: typed.email, returned: toReturned(error, "password") });
  }
});

accountRoutes.get(enrolPath(), (c) => {
  requireAccounts(c);
  return invitationPage(c, { email: "" });
});

accountRoutes.post(enrolPath(), async (c) => {
  const form = await sentForm(c, { once: ["email", "invitation", "password", "code"] });
  requireAccounts(c);
  const typed = { email: textField(form, "email"), invitation: textField(form, "invitation") };
  const ctx = c.get("ctx");
  const isSecondStep = form.has("password");
  let returned: Returned | undefined;
  try {
    if (isSecondStep) {
      const input = { ...typed, password: textField(form, "password"), code: textField(form, "code") };
      return enrolledPage(c, await enrolAccount(ctx, input));
    }
  } catch (error) {
    returned = toReturned(error, "invitation");
    if (returned.field === "invitation") return invitationPage(c, { email: typed.email, returned });
  }
  try {
    const { email, secret } = await openInvitation(ctx, typed);
    const site = new URL(c.env.SITE_ORIGIN).hostname;
    const address = authenticatorAddress(secret, email, site);
    return enrolPage(c, { ...typed, secret, address, ...(returned ? { returned } : {}) });
  } catch (error) {
    return invitationPage(c, { email: typed.email, returned: toReturned(error, "invitation") });
  }
});

accountRoutes.post(`${peoplePath()}/invite`, signedIn, async (c) => {
  const ctx = c.get("ctx");
  requireRole(ctx, "admin");
  const email = textField(await sentForm(c, { once: ["email"] }), "email");
  requireAccounts(c);
  const invited = await inviteToAccount(ctx, email);
  return peoplePage(c, { people: await listPeople(ctx), bureaus: await listBureaus(ctx), invited, accounts: true });
});

/** From where somebody tries: what one household or office has. */
const placeOf = (c: Context<AppEnv>) => networkOf(visitorAddress(c.env, (name) => c.req.header(name)));

const STATUS = { forbidden: 403, limited: 429, invalid: 422 } as const;

/** A refusal that the form itself shows; what is none is thrown on. */
function toReturned(error: unknown, field: string): Returned {
  if (!(error instanceof AppError) || !(error.code in STATUS)) throw error;
  return { field: error.field ?? field, message: error.message, status: STATUS[error.code as keyof typeof STATUS] };
}

function requireAccounts(c: Context<AppEnv>) {
  if (!hasLocalAccounts(c.env)) throw new AppError("not_found", "您访问的页面不存在。请检查网址。");
}
