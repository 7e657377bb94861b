import { AppError } from "../errors.ts";

const LOCAL = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2})?$/;
const FURTHEST_DAYS = 366;
/** China has kept one time all year round since 1992. */
const OFFSET = "+08:00";
const OFFSET_MS = 8 * 3_600_000;

/** A time as a form types it (2024-05-01T09:00, Beijing) as an instant to come. Throws `invalid`. */
export function requirePublishTime(typed: string, now: Date): string {
  const instant = LOCAL.test(typed) ? new Date(`${typed}${OFFSET}`) : new Date(Number.NaN);
  if (Number.isNaN(instant.getTime()))
    throw new AppError("invalid", "请填写发布的日期和时间，例如 2024-05-01 09:00（北京时间）。", "at");
  if (instant.getTime() <= now.getTime())
    throw new AppError("invalid", "这个时间已经过去了。请填写以后的时间，或选择现在发布。", "at");
  if (instant.getTime() > now.getTime() + FURTHEST_DAYS * 86_400_000)
    throw new AppError("invalid", "发布时间最远可以定在一年之内。", "at");
  return instant.toISOString();
}

/** What a datetime-local field shows for an instant. */
export const toLocalTime = (instant: string) =>
  new Date(new Date(instant).getTime() + OFFSET_MS).toISOString().slice(0, 16);
