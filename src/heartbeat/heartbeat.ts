import { auditEntry } from "../audit/store.ts";
import type { Ctx } from "../ctx.ts";
import { commit, type Statement } from "../db/client.ts";
import { requireRole } from "../staff/permission.ts";
import { type Beat, loadBeats, setBeat } from "./store.ts";

/** When each job of the clock last ran; null: never. */
export interface Heartbeats {
  clock: string | null;
  backup: { at: string; missing: number } | null;
  doctor: { at: string; found: number } | null;
  /** Reasons to look that were told, and still stood at the last look. */
  told: string[];
}

export async function readHeartbeats(ctx: Ctx): Promise<Heartbeats> {
  const beats = new Map((await loadBeats(ctx.db)).map((beat) => [beat.name, beat]));
  const count = (beat: Beat, name: string) => Number(beat.detail[name] ?? 0);
  const [backup, doctor, told] = [beats.get("backup"), beats.get("doctor"), beats.get("told")?.detail["reasons"]];
  return {
    clock: beats.get("clock")?.at ?? null,
    backup: backup ? { at: backup.at, missing: count(backup, "missing") } : null,
    doctor: doctor ? { at: doctor.at, found: count(doctor, "found") } : null,
    told: Array.isArray(told) ? told : [],
  };
}

/** The row of a beat, for the batch of what it tells. */
export const beat = (ctx: Ctx, name: Beat["name"], detail: Beat["detail"]): Statement =>
  setBeat(ctx.db, { name, at: ctx.now().toISOString(), detail });

/** Scheduled, last: everything before it was tried. Answers that there was nothing to do. */
export async function beatClock(ctx: Ctx): Promise<number> {
  await commit(ctx.db, [beat(ctx, "clock", {})]);
  return 0;
}

/** By the command that made a backup, when the whole of it lies in its folder. */
export async function noteBackup(ctx: Ctx, detail: { rows: number; objects: number; missing: number }): Promise<void> {
  const actor = requireRole(ctx, "backup");
  const at = ctx.now().toISOString();
  await commit(ctx.db, [
    beat(ctx, "backup", detail),
    auditEntry(ctx.db, { at, actor, action: "archive.backup_finished", subject: "/", detail }),
  ]);
}
