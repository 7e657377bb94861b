import type { Ctx } from "../../ctx.ts";
import { readDirectory } from "../../reports/catalog/directory.ts";
import { listYears, type TargetBureau } from "./target-store.ts";

export type { TargetBureau };

/** Every bureau by slug, for a list to choose from. */
export const readTargetBureaus = async (ctx: Ctx): Promise<TargetBureau[]> =>
  (await readDirectory(ctx)).map(({ id, name: { slug, name, shortName } }) => ({ id, slug, name, shortName }));

/** The years of reports, the newest first. */
export const listTargetYears = async (ctx: Ctx): Promise<number[]> => (await listYears(ctx.db)).map(({ year }) => year);
