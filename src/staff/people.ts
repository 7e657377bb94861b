import { auditEntry } from "../audit/store.ts";
import type { Actor, Ctx } from "../ctx.ts";
import { breaks } from "../db/broken-constraint.ts";
import { commit, type Database, type Statement } from "../db/client.ts";
import { AppError } from "../errors.ts";
import { staffMembers } from "./schema.ts";
import { findStaff, insertStaff, listBureauNames, listStaff, renameInStaff, updateStaff } from "./people-store.ts";
import { requireRole } from "./permission.ts";
import { type Person, toActor, toPerson } from "./person.ts";
import { renameInTokens } from "./token-store.ts";
import { EVERY_BUREAU, isRole, type Role } from "./role.ts";

/** As typed in the form. */
export interface PersonInput {
  email: string;
  name: string;
  roles: readonly string[];
  bureaus: readonly string[];
  active: boolean;
}

export type PersonErrors = Partial<Record<"email" | "name" | "roles" | "bureaus", string>>;
export type PersonSaved = { ok: true; person: Person; added: boolean } | { ok: false; errors: PersonErrors };

const LONGEST_NAME = 40;
const LONGEST_EMAIL = 120;
const EMAIL = /^[^\s@<>"',;]+@[^\s@<>"',;]+\.[^\s@<>"',;]+$/;
const LAST_ADMIN = "至少要有一位在用的管理员：请先让另一位成为管理员。";

export async function listPeople(ctx: Ctx): Promise<Person[]> {
  requireRole(ctx, "admin");
  return (await listStaff(ctx.db)).map(toPerson);
}

/** Every bureau's slug and short name, to choose from. */
export async function listBureaus(ctx: Ctx) {
  requireRole(ctx, "admin", "officer", "supervisor");
  return listBureauNames(ctx.db);
}

/** Adds a person, or changes the one who has this address. The last active admin stays an active admin. */
export async function savePerson(ctx: Ctx, input: PersonInput, mode: "add" | "change"): Promise<PersonSaved> {
  const actor = requireRole(ctx, "admin");
  const wanted = toValidShape(input);
  const errors = await errorsOf(ctx, wanted, mode);
  if (Object.keys(errors).length > 0) return { ok: false, errors };
  const person = await withoutNewSupervisor(ctx, wanted, actor);
  const at = ctx.now().toISOString();
  const row = { ...person, roles: [...person.roles], bureaus: [...person.bureaus] };
  const detail = {
    name: person.name,
    roles: person.roles.join(" "),
    bureaus: person.bureaus.join(" "),
    active: person.active,
    proposed: person.supervisorProposedBy !== null,
  };
  try {
    await commit(ctx.db, [
      mode === "add" ? insertStaff(ctx.db, row, at) : updateStaff(ctx.db, row, at),
      auditEntry(ctx.db, {
        at,
        actor,
        action: `staff.${mode === "add" ? "added" : "changed"}`,
        subject: person.email,
        detail,
      }),
    ]);
  } catch (error) {
    if (/the last admin stays/.test(String(error))) return { ok: false, errors: { roles: LAST_ADMIN } };
    if (breaks(error, "UNIQUE", staffMembers.email)) return { ok: false, errors: { email: TAKEN } };
    throw error;
  }
  return { ok: true, person, added: mode === "add" };
}

/**
 * A supervisor reads confidential words. So a person who is new to the role is noted as proposed until somebody else confirms it.
 */
async function withoutNewSupervisor(ctx: Ctx, wanted: Person, actor: string): Promise<Person> {
  const known = await findStaff(ctx.db, wanted.email);
  const before = known ? toPerson(known) : null;
  if (!wanted.roles.includes("supervisor") || before?.roles.includes("supervisor")) return wanted;
  const roles = wanted.roles.filter((role) => role !== "supervisor");
  return { ...wanted, roles, supervisorProposedBy: before?.supervisorProposedBy ?? actor };
}

/** The second person says yes. Throws `forbidden` for who proposed it or would become it, `conflict` if nothing waits. */
export async function confirmSupervisor(ctx: Ctx, email: string): Promise<void> {
  const actor = requireRole(ctx, "admin", "supervisor");
  const row = await findStaff(ctx.db, email);
  const person = row && toPerson(row);
  if (!row || !person?.supervisorProposedBy) throw new AppError("conflict", "没有等待确认的监督员角色，请刷新页面。");
  if (actor === person.supervisorProposedBy || actor === email)
    throw new AppError("forbidden", "监督员角色要由提出者和本人以外的另一位管理员或监督员确认。");
  const at = ctx.now().toISOString();
  const roles = [...person.roles, "supervisor"];
  await commit(ctx.db, [
    updateStaff(ctx.db, { ...row, roles, supervisorProposedBy: null }, at),
    auditEntry(ctx.db, {
      at,
      actor,
      action: "staff.supervisor_confirmed",
      subject: email,
      detail: { proposed: person.supervisorProposedBy },
    }),
  ]);
}

/** Everybody whose supervisor's role waits for a second person. */
export async function listProposed(ctx: Ctx): Promise<Person[]> {
  requireRole(ctx, "admin", "supervisor");
  return (await listStaff(ctx.db)).map(toPerson).filter(({ supervisorProposedBy }) => supervisorProposedBy !== null);
}

/** Who acts for a job that somebody set up earlier; null if they may not sign in any more. */
export async function findActor(ctx: Ctx, email: string): Promise<Actor | null> {
  const row = await findStaff(ctx.db, email);
  return row ? toActor(toPerson(row)) : null;
}

const TAKEN = "这个邮箱已经登记，请在下面的名单里修改。";

const toValidShape = (input: PersonInput): Person => ({
  email: input.email.trim().toLowerCase(),
  name: input.name.trim(),
  roles: [...new Set(input.roles)].filter(isRole),
  bureaus: [...new Set(input.bureaus.map((slug) => slug.trim()).filter(Boolean))],
  active: input.active,
  supervisorProposedBy: null,
});

async function errorsOf(ctx: Ctx, person: Person, mode: "add" | "change"): Promise<PersonErrors> {
  const errors: PersonErrors = {};
  const known = await findStaff(ctx.db, person.email);
  if (!EMAIL.test(person.email) || person.email.length > LONGEST_EMAIL)
    errors.email = "请填写完整的邮箱地址，例如 name@example.com。";
  else if (mode === "add" && known) errors.email = TAKEN;
  else if (mode === "change" && !known) errors.email = "名单里没有这个邮箱。";
  if (person.name === "" || person.name.length > LONGEST_NAME) errors.name = `请填写姓名，最多${LONGEST_NAME}字。`;
  if (person.roles.length === 0) errors.roles = "请至少选择一个角色；离岗人员请改为停用。";
  const bureaus = await bureauError(ctx, person.roles, person.bureaus);
  if (bureaus) errors.bureaus = bureaus;
  return errors;
}

async function bureauError(ctx: Ctx, roles: readonly Role[], bureaus: readonly string[]): Promise<string | undefined> {
  if (roles.includes("officer") && bureaus.length === 0) return "经办人要负责至少一个单位。";
  const known = new Set((await listBureauNames(ctx.db)).map(({ slug }) => slug));
  const unknown = bureaus.find((slug) => slug !== EVERY_BUREAU && !known.has(slug));
  return unknown === undefined ? undefined : "所选单位不存在，请刷新页面后重选。";
}

/** For the batch that renames a bureau: who acts for it, person or token, goes on doing so. A slug never becomes another bureau's. */
export const followRename = (db: Database, from: string, to: string): Statement[] =>
  from === to ? [] : [renameInStaff(db, from, to), renameInTokens(db, from, to)];
