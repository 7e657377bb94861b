import type { Ctx } from "../../ctx.ts";
import type { OutboxPayload } from "../../outbox/schema.ts";

export const letterHost = ({ outlets }: Pick<Ctx, "outlets">) => new URL(outlets.origin).hostname;

/** The same for every try of one payload. A server that sends the letter back names it by this. */
export const messageIdOf = (ctx: Pick<Ctx, "outlets">, id: number, { letter, until }: OutboxPayload) =>
  `<${String(letter)}-${id}-${String(until ?? "").replace(/\D/g, "")}@${letterHost(ctx)}>`;
