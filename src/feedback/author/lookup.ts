import type { Ctx } from "../../ctx.ts";
import { commit } from "../../db/client.ts";
import { type AuthorView, viewForAuthor } from "../case/author-view.ts";
import { parseReceipt } from "../private/receipt.ts";
import { authorKeys, isSealed, openText } from "../seal/sealing.ts";
import { keepAuthorKey } from "../sealed/seal-later-store.ts";
import { requireByReceipt } from "./author.ts";

/** Throws `invalid`, `not_found`, `limited`. */
export async function lookupByReceipt(ctx: Ctx, receipt: string, address: string | null): Promise<AuthorView> {
  const feedback = await requireByReceipt(ctx, receipt, address);
  if (feedback.sealedTo !== null && feedback.authorKey === null) await keepKeyOf(ctx, feedback.id, receipt);
  return openForAuthor(await viewForAuthor(ctx, feedback), parseReceipt(receipt) ?? "");
}

/** If a feedback was sealed without its author's key, answers are sealed to that key from now on. */
async function keepKeyOf(ctx: Ctx, id: number, receipt: string): Promise<void> {
  const { recipient } = await authorKeys(parseReceipt(receipt) ?? "");
  await commit(ctx.db, [keepAuthorKey(ctx.db, id, recipient)]);
}

/** The view of a sealed feedback as its author may read it, whose receipt opens it. */
async function openForAuthor(view: AuthorView, receipt: string): Promise<AuthorView> {
  if (view.feedback.sealedTo === null) return view;
  const { identity } = await authorKeys(receipt);
  const open = async (text: string) => (isSealed(text) ? openText(identity, text).catch(() => "（已加密）") : text);
  const all = <T, K extends keyof T>(list: readonly T[], name: K) =>
    Promise.all(list.map(async (each) => ({ ...each, [name]: await open(String(each[name])) })));
  return {
    ...view,
    feedback: { ...view.feedback, text: await open(view.feedback.text) },
    history: await all(view.history, "note"),
    replies: await all(view.replies, "text"),
    supplements: await all(view.supplements, "text"),
    ratings: await all(view.ratings, "reason"),
  };
}
