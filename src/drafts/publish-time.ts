import { DAY_MS, instantInBeijing } from "../day.ts";
import { AppError } from "../errors.ts";

const TYPED = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?[T ]+(\d{1,2})[:时](\d{1,2})分?$/;
const FURTHEST_DAYS = 366;

/** A time as people type it (2026-12-01 09:00, 2026年12月1日 9:00), in Beijing, as an instant to come. Throws `invalid`. */
export function requirePublishTime(typed: string, now: Date): string {
  const instant = parse(typed);
  if (instant === null)
    throw new AppError("invalid", "请填写发布的日期和时间，例如 2026-12-01 09:00（北京时间）。", "at");
  if (instant.getTime() <= now.getTime())
    throw new AppError("invalid", "这个时间已经过去了。请填写以后的时间，或选择现在发布。", "at");
  if (instant.getTime() > now.getTime() + FURTHEST_DAYS * DAY_MS)
    throw new AppError("invalid", "发布时间最远可以定在一年之内。", "at");
  return instant.toISOString();
}

function parse(typed: string): Date | null {
  const [, year, ...rest] = TYPED.exec(typed.normalize("NFKC").trim()) ?? [];
  const [month, day, hour, minute] = rest.map((part) => part.padStart(2, "0"));
  return instantInBeijing(`${year}-${month}-${day} ${hour}:${minute}`);
}
