import { type Context, Hono } from "hono";
import { tokensPath } from "../../console-paths.ts";
import type { AppEnv } from "../../http/app-env.ts";
import { sentForm } from "../../http/sent-form.ts";
import { listBureaus } from "../../staff/people.ts";
import { signedIn } from "../../staff/staff-session.ts";
import { listTokens, makeToken, revokeToken } from "../../staff/tokens.ts";
import { textField, textsOf } from "../form-fields.ts";
import { tokensPage, type TokensView } from "./tokens-page.tsx";
import { tokensWords } from "./tokens-words.ts";

export const tokensRoutes = new Hono<AppEnv>();

tokensRoutes.get(tokensPath(), signedIn, (c) =>
  show(c, { done: c.req.query("done") === "revoked" ? tokensWords.done : undefined }),
);

tokensRoutes.post(tokensPath(), signedIn, async (c) => {
  const form = await sentForm(c, { once: ["name", "days"], many: ["scopes", "bureaus"] });
  const input = {
    name: textField(form, "name"),
    days: textField(form, "days"),
    scopes: textsOf(form, "scopes"),
    bureaus: textsOf(form, "bureaus"),
  };
  const made = await makeToken(c.get("ctx"), input);
  return show(c, made.ok ? { fresh: made.token } : { returned: { input, errors: made.errors } });
});

tokensRoutes.post(`${tokensPath()}/revoke`, signedIn, async (c) => {
  const id = textField(await sentForm(c, { once: ["id"] }), "id");
  await revokeToken(c.get("ctx"), /^[1-9]\d{0,9}$/.test(id) ? Number(id) : 0);
  return c.redirect(`${tokensPath()}?done=revoked`, 303);
});

async function show(c: Context<AppEnv>, extra: Pick<TokensView, "done" | "fresh" | "returned">) {
  const ctx = c.get("ctx");
  return tokensPage(c, { tokens: await listTokens(ctx), bureaus: await listBureaus(ctx), now: ctx.now(), ...extra });
}
