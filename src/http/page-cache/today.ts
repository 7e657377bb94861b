import { beijingDay } from "../../day.ts";

const MINUTE_MS = 60_000;
let minute = { started: 0, day: "" };

/** The day in Beijing of an instant in milliseconds, worked out once a minute. */
export function dayOf(now: number) {
  const started = now - (now % MINUTE_MS);
  if (minute.started !== started) minute = { started, day: beijingDay(new Date(now)) };
  return minute.day;
}
