import { bytesToHex } from "@noble/hashes/utils.js";
import type { Ctx } from "../../ctx.ts";
import type { Hold } from "./report-store.ts";

/**
 * A hold outlives every request that its holder sent: who takes it over knows that nothing older can still arrive. The
 * last request is sent two minutes before its end, and the writer gives each twenty seconds: clocks may differ by the rest.
 */
const HOLD_SECONDS = 180;
const LAST_SEND_SECONDS = 120;

/** Decision 0094. */
export interface OwnHold extends Hold {
  /** Throws if it is too late to send anything more under this hold. */
  requireTime: () => void;
}

export function newHold(ctx: Ctx): OwnHold {
  const began = ctx.now().getTime();
  const end = began + HOLD_SECONDS * 1000;
  return {
    holder: bytesToHex(ctx.random(8)),
    now: new Date(began).toISOString(),
    until: new Date(end).toISOString(),
    requireTime() {
      const now = ctx.now().getTime();
      if (now < began || now > end - LAST_SEND_SECONDS * 1000) throw new Error("the hold is running out");
    },
  };
}
