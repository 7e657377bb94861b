import type { Ctx } from "../../ctx.ts";
import { AppError } from "../../errors.ts";
import { submitFeedback } from "./submit.ts";

const FIRST_PAUSE_MS = 400;
const LONGEST_PAUSE_MS = 1600;

/**
 * As `submitFeedback`, for forms: of a double click the browser drops the first answer and shows the second. So the first goes
 * on though nobody waits for it, and the second waits for the first and gives the same receipt.
 */
export async function submitForm(ctx: Ctx, ...submission: Rest<Parameters<typeof submitFeedback>>) {
  for (let pause = FIRST_PAUSE_MS; ; pause *= 2) {
    const submitting = submitFeedback(ctx, ...submission);
    ctx.later?.(submitting.then(nothing, nothing));
    try {
      return await submitting;
    } catch (error) {
      if (!isUnderWay(error) || pause > LONGEST_PAUSE_MS) throw error;
    }
    await ctx.pause(pause);
  }
}

type Rest<T> = T extends [unknown, ...infer R] ? R : never;

const nothing = () => undefined;

const isUnderWay = (error: unknown) =>
  error instanceof AppError && error.code === "conflict" && error.field === undefined;
