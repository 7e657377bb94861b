import { auditEntry } from "../audit/store.ts";
import type { Ctx } from "../ctx.ts";
import { commit } from "../db/client.ts";
import { log } from "../log.ts";
import { type AccessSettings, accessSettings, verifyAccessToken } from "./access-token.ts";
import { isLocalDevelopment } from "./loopback.ts";
import { oidcSettings } from "./oidc/settings.ts";
import { proxyTokenSettings, verifyProxyToken } from "./proxy-token.ts";
import { findStaff, insertStaff } from "./people-store.ts";
import { type Person, toPerson } from "./person.ts";
import { SESSION_HOURS, type Session } from "./session.ts";
import { readCookieSession } from "./sign-in.ts";
import { findAccount } from "./local/accounts-store.ts";
import { hasLocalAccounts } from "./local/settings.ts";

export const ACCESS_HEADER = "Cf-Access-Jwt-Assertion";

export type VerifyToken = (token: string, settings: AccessSettings) => Promise<string>;

/**
 * The active person behind a console request, or null. In production a verified token of Cloudflare Access counts, or of another
 * proxy that was named. With an OpenID Connect provider, with accounts of this site, and in local development, only the signed cookie
 * counts. No other header says who somebody is. Decision 0060.
 */
export async function identifyStaff(
  ctx: Ctx,
  env: Env,
  request: Request,
  verify: VerifyToken = verifyAccessToken,
): Promise<Person | null> {
  const isLocal = hasLocalAccounts(env);
  const byCookie = isLocal || isLocalDevelopment(env.ENVIRONMENT, request) || oidcSettings(env) !== null;
  const session = byCookie ? await readCookieSession(ctx, request) : null;
  if (isLocal && session && !(await isFromThisEnrolment(ctx, session))) return null;
  const email = byCookie ? (session?.email ?? null) : await accessEmail(env, request, verify);
  return email === null ? null : findPerson(ctx, env, email);
}

/** A session ends with the account that began it, also if the person enrolled again. */
async function isFromThisEnrolment(ctx: Ctx, { email, until }: Session): Promise<boolean> {
  const began = new Date(Date.parse(until) - SESSION_HOURS * 3_600_000).toISOString();
  return began >= ((await findAccount(ctx.db, email))?.enrolledAt ?? "9999");
}

/** The active person of this address, whom the settings may just have made an admin; else null. */
export async function findPerson(ctx: Ctx, env: Env, email: string): Promise<Person | null> {
  const row = (await findStaff(ctx.db, email)) ?? (await bootstrapAdmin(ctx, env, email));
  const person = row ? toPerson(row) : null;
  return person?.active ? person : null;
}

async function accessEmail(env: Env, request: Request, verify: VerifyToken): Promise<string | null> {
  const settings = proxyTokenSettings(env) ?? accessSettings(env);
  const token = request.headers.get(settings && "header" in settings ? settings.header : ACCESS_HEADER);
  if (!token) return null;
  if (!settings) {
    log("access.denied", { code: "not_configured" });
    return null;
  }
  try {
    return "header" in settings ? await verifyProxyToken(token, settings) : await verify(token, settings);
  } catch (error) {
    const code = (error as { code?: unknown }).code;
    log("access.denied", { code: typeof code === "string" ? code : "bad_token" });
    return null;
  }
}

/** Somebody whom ADMIN_EMAILS names and whom nobody has entered yet becomes an admin, once. */
async function bootstrapAdmin(ctx: Ctx, env: Env, email: string) {
  const named = (env.ADMIN_EMAILS ?? "").split(",").map((address) => address.trim().toLowerCase());
  if (!email.includes("@") || !named.includes(email)) return undefined;
  const row = {
    email,
    name: email.split("@")[0] ?? email,
    roles: ["admin"],
    bureaus: [],
    active: true,
    supervisorProposedBy: null,
  };
  const at = ctx.now().toISOString();
  const detail = { roles: "admin", setting: "ADMIN_EMAILS" };
  await commit(ctx.db, [
    insertStaff(ctx.db, row, at),
    auditEntry(ctx.db, { at, actor: email, action: "staff.added", subject: email, detail }),
  ]).catch(async (error: unknown) => {
    if (!(await findStaff(ctx.db, email))) throw error;
  });
  return findStaff(ctx.db, email);
}
