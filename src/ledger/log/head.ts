import { bytesToHex } from "@noble/hashes/utils.js";
import type { Ctx } from "../../ctx.ts";
import { loadHead } from "../store.ts";
import { joinSubtrees } from "./tree.ts";

/** How many entries the log has, and the root of its tree in hex. */
export async function readHead(ctx: Pick<Ctx, "db">): Promise<{ size: number; root: string }> {
  const { size, frontier } = await loadHead(ctx.db);
  return { size, root: bytesToHex(joinSubtrees(frontier)) };
}
