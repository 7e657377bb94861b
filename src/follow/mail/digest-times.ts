import { beijingDay, DAY_MS, instantInBeijing } from "../../day.ts";
import type { Frequency } from "./store.ts";

const MONDAY = 1;

/** Eight in the morning in China: the next one, or that of the next Monday. */
export function nextDigest(now: Date, frequency: Frequency): Date {
  const today = instantInBeijing(`${beijingDay(now)} 08:00`) ?? now;
  for (let days = 0; ; days += 1) {
    const morning = new Date(today.getTime() + days * DAY_MS);
    if (morning > now && (frequency === "daily" || morning.getUTCDay() === MONDAY)) return morning;
  }
}
