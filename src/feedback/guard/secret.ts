import { bytesToHex } from "@noble/hashes/utils.js";
import type { Ctx } from "../../ctx.ts";
import { loadSecret } from "../settings-store.ts";

const SECRET_BYTES = 32;

/** A secret made once for this installation; hex. */
export const installationSecret = (ctx: Ctx, name: "signing" | "contact"): Promise<string> =>
  loadSecret(ctx.db, name, bytesToHex(ctx.random(SECRET_BYTES)), ctx.now().toISOString());
