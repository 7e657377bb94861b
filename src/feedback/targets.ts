import type { Ctx } from "../context.ts";
import { listBureaus, listYears, type TargetBureau } from "./target-store.ts";

export type { TargetBureau };

/** Every bureau, for a list to choose from. */
export const readBureaus = (ctx: Ctx): Promise<TargetBureau[]> => listBureaus(ctx.db);

/** The years of reports, the newest first. */
export const readYears = async (ctx: Ctx): Promise<number[]> => (await listYears(ctx.db)).map(({ year }) => year);
