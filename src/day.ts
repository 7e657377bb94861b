const BEIJING_MS = 8 * 3_600_000;

/** The date in Beijing (UTC+8) of an instant: 2024-09-18. */
export function beijingDay(instant: Date | string) {
  return new Date(new Date(instant).getTime() + BEIJING_MS).toISOString().slice(0, 10);
}

/** 2024年9月18日 */
export function chineseDay(instant: Date | string) {
  const [year, month, day] = beijingDay(instant).split("-").map(Number);
  return `${year}年${month}月${day}日`;
}

/** The minute in Beijing of an instant: 2024-09-18 08:05. */
export const beijingMinute = (instant: Date | string) =>
  new Date(new Date(instant).getTime() + BEIJING_MS).toISOString().slice(0, 16).replace("T", " ");
