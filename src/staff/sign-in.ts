import { bytesToHex } from "@noble/hashes/utils.js";
import { auditEntry } from "../audit/store.ts";
import type { Ctx } from "../ctx.ts";
import { commit } from "../db/client.ts";
import { AppError } from "../errors.ts";
import { findStaff, insertStaff } from "./people-store.ts";
import { DEMO_PEOPLE } from "./person.ts";
import type { Role } from "./role.ts";
import { parseSession, type Session, SESSION_HOURS, signSession } from "./session.ts";
import { endSession, forgetEnded, isEnded, loadOrMakeKey } from "./session-store.ts";

/** `__Host-` pins the cookie to this host, and browsers take it over https only. */
export const cookieName = (url: string) => (url.startsWith("https:") ? "__Host-staff" : "staff");

const sessionKey = (ctx: Ctx) => loadOrMakeKey(ctx.db, "session", ctx.now().toISOString());

/** Signs in as the demonstration person of a role; answers the cookie's value. The caller has checked that this is local. */
export async function signInAsDemo(ctx: Ctx, role: Role): Promise<string> {
  const demo = DEMO_PEOPLE[role];
  const at = ctx.now().toISOString();
  const known = await findStaff(ctx.db, demo.email);
  if (known && !known.active) throw new AppError("forbidden", "这个演示身份已停用，请以管理员身份恢复。");
  const row = { ...demo, roles: [...demo.roles], bureaus: [...demo.bureaus] };
  await commit(ctx.db, [
    ...(known ? [] : [insertStaff(ctx.db, row, at)]),
    forgetEnded(ctx.db, at),
    auditEntry(ctx.db, { at, actor: demo.email, action: "staff.signed_in", subject: demo.email, detail: {} }),
  ]);
  return newSession(ctx, demo.email);
}

/** Signs in whom an identity provider vouches for; answers the cookie's value. Whether they work here is asked on each request. */
export async function signInAs(ctx: Ctx, email: string): Promise<string> {
  const at = ctx.now().toISOString();
  const known = await findStaff(ctx.db, email);
  const signedIn = { at, actor: email, action: "staff.signed_in", subject: email, detail: {} };
  await commit(ctx.db, [forgetEnded(ctx.db, at), ...(known?.active ? [auditEntry(ctx.db, signedIn)] : [])]);
  return newSession(ctx, email);
}

async function newSession(ctx: Ctx, email: string): Promise<string> {
  const session: Session = {
    id: bytesToHex(ctx.random(16)),
    email,
    until: new Date(ctx.now().getTime() + SESSION_HOURS * 3_600_000).toISOString(),
  };
  return signSession(session, await sessionKey(ctx));
}

/** The session of a request's cookie, if this database signed it and it was neither ended nor has run out. */
export async function readCookieSession(ctx: Ctx, request: Request): Promise<Session | null> {
  const name = cookieName(request.url);
  const pair = (request.headers.get("cookie") ?? "").split("; ").find((text) => text.startsWith(`${name}=`));
  if (!pair) return null;
  const session = await parseSession(pair.slice(name.length + 1), await sessionKey(ctx), ctx.now());
  return session && !(await isEnded(ctx.db, session.id)) ? session : null;
}

/** Ends the request's session for good, wherever its cookie may have been copied to. */
export async function signOut(ctx: Ctx, request: Request): Promise<void> {
  const session = await readCookieSession(ctx, request);
  if (!session) return;
  const at = ctx.now().toISOString();
  await commit(ctx.db, [
    endSession(ctx.db, session.id, session.until),
    auditEntry(ctx.db, { at, actor: session.email, action: "staff.signed_out", subject: session.email, detail: {} }),
  ]);
}
