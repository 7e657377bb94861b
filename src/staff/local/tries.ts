import type { Ctx } from "../../ctx.ts";
import { AppError } from "../../errors.ts";

const WINDOW_S = 900;
/** An office of many people comes from one address. */
const MOST_FROM_ONE_PLACE = 30;
const MOST_FOR_ONE_ACCOUNT = 20;
/** So a stranger cannot keep somebody out who comes from elsewhere. */
const MOST_FOR_BOTH = 6;

/** Counts a try, whether there is such an account or not; throws `limited` for one too many. Decision 0425. */
export async function requireTry({ counters, now }: Ctx, email: string, from: string): Promise<void> {
  const seconds = Math.floor(now().getTime() / 1000);
  const until = (Math.floor(seconds / WINDOW_S) + 1) * WINDOW_S;
  const counts = await Promise.all(
    [`from ${from}`, `account ${email}`, `both ${from} ${email}`].map((name) =>
      counters.add(`sign-in ${name} ${until}`, 1, until, seconds),
    ),
  );
  const most = [MOST_FROM_ONE_PLACE, MOST_FOR_ONE_ACCOUNT, MOST_FOR_BOTH];
  if (counts.every((count, index) => count <= (most[index] ?? 0))) return;
  throw new AppError("limited", `试的次数太多了，请${Math.ceil((until - seconds) / 60)}分钟后再试。`);
}
