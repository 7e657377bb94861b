import { type Context, Hono } from "hono";
import { deleteCookie, setCookie } from "hono/cookie";
import { AppError } from "../errors.ts";
import { homePath } from "../paths.ts";
import type { AppEnv } from "../http/app-env.ts";
import { sentForm } from "../http/sent-form.ts";
import { isLocal, signedIn, staffOnly } from "../staff/staff-session.ts";
import {
  accessSignOutPath,
  consoleAddress,
  consolePath,
  peoplePath,
  settingsPath,
  signInPath,
  signOutPath,
  templatesPath,
} from "../console-paths.ts";
import { changeTemplates, loadTemplates } from "../feedback/handle/templates.ts";
import { changeClockRules, loadClockRules } from "../feedback/settings.ts";
import { beijingDay } from "../day.ts";
import { missingIdentity } from "../ui/site-identity.ts";
import { dashboardPage } from "./dashboard/dashboard-page.tsx";
import { readWaiting } from "./dashboard/read-waiting.ts";
import { clockSettingsPage } from "./clock-settings-page.tsx";
import { PERSON_FIELDS, TERM_FIELDS, textField, textsOf, toPersonInput, toRules } from "./form-fields.ts";
import { listBureaus, listPeople, savePerson } from "../staff/people.ts";
import { peoplePage, type PeopleView } from "./people-page.tsx";
import { hasLocalAccounts } from "../staff/local/settings.ts";
import { oidcSettings } from "../staff/oidc/settings.ts";
import { requireRole } from "../staff/permission.ts";
import { isRole } from "../staff/role.ts";
import { SESSION_HOURS } from "../staff/session.ts";
import { cookieName, signInAsDemo, signOut } from "../staff/sign-in.ts";
import { signInPage } from "./sign-in-page.tsx";
import { consoleWords } from "./words.ts";

export const staffRoutes = new Hono<AppEnv>();

staffRoutes.use("/staff", staffOnly);
staffRoutes.use("/staff/*", staffOnly);

// Elsewhere than on a machine of development, accounts of the site answer, if there are any.
staffRoutes.get(signInPath(), (c, next) => (isLocal(c) ? signInPage(c, consoleAddress(c.req.query("next"))) : next()));

staffRoutes.post(signInPath(), async (c, next) => {
  if (!isLocal(c)) return next();
  const form = await sentForm(c, { once: ["role", "next"] });
  const role = textField(form, "role");
  if (!isRole(role)) throw new AppError("invalid", "没有这个演示身份。", "role");
  setCookie(c, cookieName(c.req.url), await signInAsDemo(c.get("ctx"), role), {
    ...cookieOptions(c.req.url),
    maxAge: SESSION_HOURS * 3600,
  });
  return c.redirect(consoleAddress(textField(form, "next")), 303);
});

staffRoutes.post(signOutPath(), async (c) => {
  const byProvider = oidcSettings(c.env) !== null;
  if (!isLocal(c) && !byProvider && !hasLocalAccounts(c.env)) return c.redirect(accessSignOutPath(), 303);
  await signOut(c.get("ctx"), c.req.raw);
  deleteCookie(c, cookieName(c.req.url), cookieOptions(c.req.url));
  return c.redirect(byProvider ? homePath() : signInPath(), 303);
});

const cookieOptions = (url: string) => ({
  path: "/",
  httpOnly: true,
  sameSite: "Strict" as const,
  secure: url.startsWith("https:"),
});

staffRoutes.get(consolePath(), signedIn, async (c) => {
  const ctx = c.get("ctx");
  const missing = c.env.ENVIRONMENT === "production" ? missingIdentity(c.env).length : 0;
  return dashboardPage(c, await readWaiting(ctx, c.get("person").roles, missing), beijingDay(ctx.now()));
});

staffRoutes.get(peoplePath(), signedIn, (c) => showPeople(c, { done: doneOf(c.req.query("done")) }));
staffRoutes.post(peoplePath(), signedIn, (c) => save(c, "add"));
staffRoutes.post(`${peoplePath()}/change`, signedIn, (c) => save(c, "change"));

const doneOf = (done: string | undefined) =>
  done === "added" ? consoleWords.added : done === "changed" ? consoleWords.changed : undefined;

staffRoutes.get(settingsPath(), signedIn, async (c) => {
  const ctx = c.get("ctx");
  requireRole(ctx, "admin");
  const [rules, templates] = await Promise.all([loadClockRules(ctx), loadTemplates(ctx)]);
  return clockSettingsPage(c, { rules, templates, done: c.req.query("done") === "changed" });
});

staffRoutes.post(settingsPath(), signedIn, async (c) => {
  const ctx = c.get("ctx");
  const form = await sentForm(c, { once: TERM_FIELDS });
  const typed = Object.fromEntries(TERM_FIELDS.map((name) => [name, textField(form, name)]));
  try {
    await changeClockRules(ctx, toRules(typed));
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== "invalid") throw error;
    const returned = { typed, field: error.field, message: error.message };
    return clockSettingsPage(c, { rules: await loadClockRules(ctx), templates: await loadTemplates(ctx), returned });
  }
  return c.redirect(`${settingsPath()}?done=changed`, 303);
});

staffRoutes.post(templatesPath(), signedIn, async (c) => {
  const ctx = c.get("ctx");
  requireRole(ctx, "admin");
  const form = await sentForm(c, { many: ["name", "text"] });
  const [names, texts] = [textsOf(form, "name"), textsOf(form, "text")];
  const templates = names.slice(0, 50).map((name, index) => ({ name, text: texts[index] ?? "" }));
  try {
    await changeTemplates(ctx, templates);
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== "invalid") throw error;
    const returnedTemplates = { field: error.field ?? "templates", message: error.message };
    return clockSettingsPage(c, { rules: await loadClockRules(ctx), templates, returnedTemplates });
  }
  return c.redirect(`${settingsPath()}?done=changed#templates`, 303);
});

/** Opened anew, the address of a form that was sent back is the settings again. */
staffRoutes.get(templatesPath(), signedIn, (c) => c.redirect(`${settingsPath()}#templates`, 303));

async function showPeople(c: Context<AppEnv>, extra: Pick<PeopleView, "returned" | "done">) {
  const ctx = c.get("ctx");
  const accounts = hasLocalAccounts(c.env);
  return peoplePage(c, { people: await listPeople(ctx), bureaus: await listBureaus(ctx), accounts, ...extra });
}

async function save(c: Context<AppEnv>, mode: "add" | "change") {
  const input = toPersonInput(await sentForm(c, PERSON_FIELDS), mode);
  const saved = await savePerson(c.get("ctx"), input, mode);
  if (saved.ok) return c.redirect(`${peoplePath()}?done=${mode === "add" ? "added" : "changed"}`, 303);
  return showPeople(c, { returned: { email: mode === "add" ? null : input.email, input, errors: saved.errors } });
}
