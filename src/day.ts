export const DAY_MS = 86_400_000;
/** China has kept one time all year round since 1992. */
const BEIJING_MS = 8 * 3_600_000;

const inBeijing = (instant: Date | string) =>
  new Date(new Date(instant).getTime() + BEIJING_MS).toISOString().replace("T", " ");

/** The date in Beijing (UTC+8) of an instant: 2024-09-18. */
export const beijingDay = (instant: Date | string) => inBeijing(instant).slice(0, 10);

/** 2024年9月18日 */
export function chineseDay(instant: Date | string) {
  const [year, month, day] = beijingDay(instant).split("-").map(Number);
  return `${year}年${month}月${day}日`;
}

/** The minute in Beijing of an instant: 2024-09-18 08:05. */
export const beijingMinute = (instant: Date | string) => inBeijing(instant).slice(0, 16);

/** 2024-09-18 08:05:59 */
export const beijingSecond = (instant: Date | string) => inBeijing(instant).slice(0, 19);

/** The instant of a minute in Beijing (2024-09-18 08:05); null if the calendar has none, as on 30 February. */
export function instantInBeijing(minute: string): Date | null {
  const instant = new Date(`${minute.replace(" ", "T")}+08:00`);
  return !Number.isNaN(instant.getTime()) && beijingMinute(instant) === minute ? instant : null;
}
