import type { Context } from "hono";
import { getCookie, setCookie } from "hono/cookie";
import { AppError } from "../../errors.ts";
import type { AppEnv } from "../../http/app-env.ts";
import { sentForm } from "../../http/sent-form.ts";
import { supportPath } from "../../paths.ts";
import { visitorAddress } from "../guard/visitor-address.ts";
import { readPublicFeedback } from "../register/register.ts";
import { supportFeedback, supportToken } from "./support.ts";
import { supportPage } from "./support-page.tsx";

type C = Context<AppEnv>;

/** The numbers that this browser supported: it keeps them itself, nobody else does. */
const COOKIE = "supported";
const MOST_KEPT = 40;
const KEPT_SECONDS = 180 * 86_400;

const supportedIn = (c: C) => (getCookie(c, COOKIE) ?? "").split(".").filter((id) => /^[1-9]\d{0,9}$/.test(id));
const idOf = (c: C) => Number(c.req.param("id"));

export async function showSupport(c: C, problem?: string) {
  const ctx = c.get("ctx");
  const id = idOf(c);
  const view = await readPublicFeedback(ctx, id);
  const token = supportedIn(c).includes(String(id)) ? null : await supportToken(ctx, id);
  return supportPage(c, { view, token, ...(problem && { problem }) }, problem ? 422 : 200);
}

export async function answerSupport(c: C) {
  const id = idOf(c);
  const token = (await sentForm(c, { once: ["token"] })).get("token");
  const supported = supportedIn(c);
  if (!supported.includes(String(id))) {
    try {
      const address = visitorAddress(c.env, (name) => c.req.header(name));
      await supportFeedback(c.get("ctx"), id, typeof token === "string" ? token : "", address);
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== "invalid") throw error;
      return showSupport(c, error.message);
    }
  }
  const kept = [...supported.filter((each) => each !== String(id)), String(id)].slice(-MOST_KEPT);
  setCookie(c, COOKIE, kept.join("."), {
    path: "/feedback",
    httpOnly: true,
    sameSite: "Lax",
    secure: c.req.url.startsWith("https:"),
    maxAge: KEPT_SECONDS,
  });
  return c.redirect(supportPath(id), 303);
}
