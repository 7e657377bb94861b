import type { Ctx } from "../../ctx.ts";
import { selectAround } from "../read-store.ts";
import type { Edition } from "./edition.ts";

/** The mementos around a frozen address, itself among them, oldest first; null if the address is not frozen. */
export const readAround = async (
  { db }: Pick<Ctx, "db">,
  at: { bureau: string; year: number; section: string | null },
  revision: number | null,
): Promise<Edition[] | null> => (revision === null ? null : selectAround(db, at, revision));
