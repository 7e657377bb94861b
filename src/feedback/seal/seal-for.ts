import type { Ctx } from "../../ctx.ts";
import { AppError } from "../../errors.ts";
import { FEEDBACK_KINDS, kindOf, type Kind, OPEN_KINDS } from "../kind.ts";
import type { Feedback } from "../store.ts";
import { recipientsInForce } from "./keys.ts";
import { sealText } from "./sealing.ts";

/** The words of the form if a confidential kind cannot be taken. */
const notTaken = (kind: Kind) =>
  `本站现在不能受理${kindOf(kind).name}：还没有两位监督员登记加密用的公钥。检举控告违纪违法问题，请向纪检监察机关反映（电话12388，网站www.12388.gov.cn），或直接向监督部门当面、来信反映。`;

/** The kinds that the form offers now, and an address for those that cannot be taken. */
export async function kindsTaken(ctx: Ctx): Promise<{ kinds: Kind[]; elsewhere: string[] }> {
  if (await recipientsInForce(ctx)) return { kinds: FEEDBACK_KINDS, elsewhere: [] };
  return { kinds: OPEN_KINDS, elsewhere: FEEDBACK_KINDS.filter((kind) => !OPEN_KINDS.includes(kind)).map(notTaken) };
}

/** Throws `invalid` if nobody could read it but the site itself. */
export async function requireRecipients(ctx: Ctx, kind: Kind): Promise<string[]> {
  const recipients = await recipientsInForce(ctx);
  if (!recipients) throw new AppError("invalid", notTaken(kind), "kind");
  return recipients;
}

/** Words that are to stand with a feedback: sealed if it is sealed itself, as they are otherwise. */
export async function wordsFor(ctx: Ctx, feedback: Pick<Feedback, "sealedTo" | "authorKey" | "kind">, text: string) {
  if (feedback.sealedTo === null || text === "") return text;
  const recipients = (await recipientsInForce(ctx)) ?? feedback.sealedTo;
  return sealText(feedback.authorKey === null ? recipients : [...recipients, feedback.authorKey], text);
}
