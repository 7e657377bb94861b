import type { StoredPoint } from "../reading/points.ts";

const NUMBER = /(\d[\d,，]*)(?:[.．](\d+))?/u;

/** The worth of one in the last digit of a value, in the indicator's unit: 100 of 5.98 万元. Null if no number is printed. */
export function stepOf({ text, value }: Pick<StoredPoint, "text" | "value">): number | null {
  const [printed, whole = "", decimals = ""] = NUMBER.exec(text) ?? [];
  const number = Number(`${whole.replace(/[,，]/gu, "")}.${decimals}`);
  if (printed === undefined || value === null || !Number.isFinite(number)) return null;
  const worth = number === 0 ? 1 : Math.abs(value) / number;
  return worth / 10 ** decimals.length;
}
