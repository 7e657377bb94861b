import { armor } from "age-encryption";
import { auditEntry } from "../../audit/store.ts";
import type { Ctx } from "../../ctx.ts";
import { commit } from "../../db/client.ts";
import { AppError } from "../../errors.ts";
import { feedbackPath } from "../../paths.ts";
import { requireRole } from "../../staff/permission.ts";
import { requireSupervised } from "../case/handled.ts";
import { type Handover, insertHandover, listHandoversOf, listSealed, loadHandovers } from "./handover-store.ts";
import { recipientsInForce } from "../seal/keys.ts";
import { isSealed } from "../seal/sealing.ts";

export type { Handover };

export const LONGEST_HANDOVER = 200_000;
const MOST_LISTED = 200;
const HEADER_BYTES = 16_384;

/** How many X25519 keys an age file is sealed to, from its header; 0 if it is none. */
function recipientsOf(sealed: string): number {
  try {
    const header = new TextDecoder("latin1").decode(armor.decode(sealed.trim()).subarray(0, HEADER_BYTES));
    return header.split("\n--- ")[0]?.match(/^-> X25519 /gm)?.length ?? 0;
  } catch {
    return 0;
  }
}

/**
 * Keeps a copy that a supervisor opened and sealed anew, so that supervisors who came later can read it. The first sealed text
 * stays. The site cannot look into the copy; the audit says who handed it over. Throws `not_found`, `invalid`, `forbidden`.
 */
export async function handOver(ctx: Ctx, id: number, typed: string): Promise<void> {
  const { feedback, name } = await requireSupervised(ctx, id);
  if (feedback.sealedTo === null) throw new AppError("not_found", "这件意见没有加密。");
  const recipients = (await recipientsInForce(ctx)) ?? [];
  const text = typed.replaceAll("\r\n", "\n").trimStart();
  if (!isSealed(text) || text.length > LONGEST_HANDOVER)
    throw new AppError("invalid", "这不是密文：应以 -----BEGIN AGE ENCRYPTED FILE----- 开头，最多20万个字符。", "text");
  if (recipientsOf(text) !== recipients.length)
    throw new AppError("invalid", `密文应加密给现在的全部${recipients.length}把公钥，不多也不少。`, "text");
  const at = ctx.now().toISOString();
  await commit(ctx.db, [
    insertHandover(ctx.db, id, { at, by: name, sealedTo: recipients, text }),
    auditEntry(ctx.db, {
      at,
      actor: name,
      action: "feedback.handed_over",
      subject: feedbackPath(id),
      detail: { keys: recipients.length },
      confidential: true,
    }),
  ]);
}

export interface SealedReaders {
  handovers: Handover[];
  /** Keys in force. */
  recipients: string[];
  /** The keys that the first sealed text is not sealed to. */
  late: string[];
  /** Those of them that have no copy either. */
  missing: string[];
}

/** Who of the keys in force can open a sealed case. For supervisors. */
export async function readReaders(ctx: Ctx, id: number): Promise<SealedReaders> {
  const { feedback } = await requireSupervised(ctx, id);
  const [handovers, recipients] = [await loadHandovers(ctx.db, id), (await recipientsInForce(ctx)) ?? []];
  const late = recipients.filter((each) => !feedback.sealedTo?.includes(each));
  const copied = new Set(handovers.flatMap(({ sealedTo }) => sealedTo));
  return { handovers, recipients, late, missing: late.filter((each) => !copied.has(each)) };
}

/** Numbers of sealed cases that somebody's key in force does not open. Throws `unauthorized`, `forbidden`. */
export async function listUnreadable(ctx: Ctx): Promise<number[]> {
  requireRole(ctx, "supervisor");
  const [sealed, recipients] = [await listSealed(ctx.db, MOST_LISTED), (await recipientsInForce(ctx)) ?? []];
  const copies = await listHandoversOf(
    ctx.db,
    sealed.map(({ id }) => id),
  );
  return sealed.flatMap(({ id, sealedTo }) => {
    const opens = new Set([...sealedTo, ...copies.flatMap((copy) => (copy.id === id ? copy.sealedTo : []))]);
    return recipients.every((each) => opens.has(each)) ? [] : [id];
  });
}
