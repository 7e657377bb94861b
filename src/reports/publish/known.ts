import type { Ctx } from "../../ctx.ts";
import { capacityOf } from "../../db/capacity.ts";
import { requireRole } from "../../staff/permission.ts";
import { selectKnownFiles } from "./known-store.ts";

/** Which files (SHA-256, hex) are published already, so that an import need not send them again. Throws `unauthorized`, `forbidden`. */
export async function findKnownFiles(ctx: Ctx, sha256s: readonly string[]) {
  requireRole(ctx, "publisher", "admin");
  const { files, bytes } = await selectKnownFiles(ctx.db, sha256s);
  return { files, capacity: capacityOf(bytes) };
}
