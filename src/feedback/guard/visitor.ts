import { bytesToHex } from "@noble/hashes/utils.js";
import type { Ctx } from "../../ctx.ts";
import { loadSalt } from "./admission-store.ts";
import { beijingDay } from "../../day.ts";
import { keyedHex } from "./digest.ts";
import { installationSecret } from "./secret.ts";

const LENGTH = 32;

/** The first 64 bits of an IPv6 address (what one household has), the whole of an IPv4 address. */
export function networkOf(address: string): string {
  if (!address.includes(":")) return address;
  const [head = "", tail = ""] = address.toLowerCase().split("::");
  const front = head.split(":").filter(Boolean);
  const back = address.includes("::") ? tail.split(":").filter(Boolean) : [];
  const filled = address.includes("::")
    ? [...front, ...Array(Math.max(0, 8 - front.length - back.length)).fill("0"), ...back]
    : front;
  return filled
    .slice(0, 4)
    .map((part) => part.replace(/^0+(?=.)/, ""))
    .join(":");
}

/** A name for where a request comes from that means nothing after the day: its salt is thrown away. */
export async function visitorOf(ctx: Ctx, address: string | null): Promise<string> {
  const salt = await loadSalt(ctx.db, beijingDay(ctx.now()), bytesToHex(ctx.random(32)));
  return keyedHex(salt + (await installationSecret(ctx, "signing")), networkOf(address ?? "unknown")).slice(0, LENGTH);
}
