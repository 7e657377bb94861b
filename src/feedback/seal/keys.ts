import { bytesToHex } from "@noble/hashes/utils.js";
import { auditEntry } from "../../audit/store.ts";
import type { Ctx } from "../../ctx.ts";
import { breaks } from "../../db/broken-constraint.ts";
import { commit } from "../../db/client.ts";
import { AppError } from "../../errors.ts";
import { supervisorKeys } from "../schema.ts";
import { requireRole } from "../../staff/permission.ts";
import { loadSecret } from "../settings-store.ts";
import {
  insertSupervisorKey,
  listSupervisorKeys,
  loadKeysInForce,
  retireSupervisorKey,
  type SupervisorKey,
} from "./keys-store.ts";
import { authorKeys, isRecipient } from "./sealing.ts";

export type { SupervisorKey };

/** With fewer, one lost key would lose everything, and nobody could check on the one who holds it. */
const LEAST_HOLDERS = 2;
const DEMO_NAMES = ["demo-supervisor-1", "demo-supervisor-2"];

/** Key pairs for trying out a local site; null anywhere else. */
export async function demoKeys(ctx: Ctx): Promise<{ identity: string; recipient: string }[] | null> {
  if (ctx.environment !== "development") return null;
  const at = ctx.now().toISOString();
  const made: { identity: string; recipient: string }[] = [];
  for (const name of DEMO_NAMES)
    made.push(await authorKeys(await loadSecret(ctx.db, name, bytesToHex(ctx.random(32)), at)));
  return made;
}

/** The keys to which confidential feedback is sealed now. Null if too few people hold one: then it cannot be taken. */
export async function recipientsInForce(ctx: Ctx): Promise<string[] | null> {
  const keys = await loadKeysInForce(ctx.db);
  if (new Set(keys.map(({ holder }) => holder)).size >= LEAST_HOLDERS) return keys.map(({ recipient }) => recipient);
  return (await demoKeys(ctx))?.map(({ recipient }) => recipient) ?? null;
}

/** Throws `unauthorized`, `forbidden`. */
export async function readSupervisorKeys(ctx: Ctx): Promise<SupervisorKey[]> {
  requireRole(ctx, "supervisor", "admin");
  return listSupervisorKeys(ctx.db);
}

/** A supervisor's own public key. Throws `invalid`, `conflict`. */
export async function addSupervisorKey(ctx: Ctx, typed: string): Promise<void> {
  const holder = requireRole(ctx, "supervisor");
  const recipient = typed.trim();
  if (/^AGE-SECRET-KEY-/i.test(recipient))
    throw new AppError("invalid", "这是私钥，不要填在这里。请另做一对密钥，只填以 age1 开头的公钥。", "recipient");
  if (!isRecipient(recipient)) throw new AppError("invalid", "公钥应以 age1 开头，共62个字符。", "recipient");
  const at = ctx.now().toISOString();
  try {
    await commit(ctx.db, [
      insertSupervisorKey(ctx.db, recipient, holder, at),
      auditEntry(ctx.db, { at, actor: holder, action: "key.added", subject: "/staff/keys", detail: { recipient } }),
    ]);
  } catch (error) {
    if (breaks(error, "UNIQUE", supervisorKeys.recipient))
      throw new AppError("conflict", "这把公钥已经登记过。", "recipient");
    throw error;
  }
}

/** Nothing new is sealed to it from then on; sealed text stays readable with its private half. */
export async function retireKey(ctx: Ctx, recipient: string): Promise<void> {
  const by = requireRole(ctx, "supervisor");
  const key = (await listSupervisorKeys(ctx.db)).find((each) => each.recipient === recipient);
  if (!key || key.retiredAt !== null) throw new AppError("not_found", "没有这把在用的公钥。");
  if (key.holder !== by) throw new AppError("forbidden", "只能停用自己的公钥；停用别人的，请先停用其监督员角色。");
  const at = ctx.now().toISOString();
  await commit(ctx.db, [
    retireSupervisorKey(ctx.db, recipient, at, by),
    auditEntry(ctx.db, { at, actor: by, action: "key.retired", subject: "/staff/keys", detail: { recipient } }),
  ]);
}
