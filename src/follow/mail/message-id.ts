import type { Ctx } from "../../ctx.ts";
import type { OutboxPayload } from "../../outbox/schema.ts";

const DEVELOPMENT = "http://localhost:8787";

export const letterOrigin = ({ outlets }: Pick<Ctx, "outlets">) => outlets.origin || DEVELOPMENT;
export const letterHost = (ctx: Pick<Ctx, "outlets">) => new URL(letterOrigin(ctx)).hostname;

/** The same for every try of one payload. A server that sends the letter back names it by this. */
export const messageIdOf = (ctx: Pick<Ctx, "outlets">, id: number, { letter, until }: OutboxPayload) =>
  `<${String(letter)}-${id}-${String(until ?? "").replace(/\D/g, "")}@${letterHost(ctx)}>`;
