import { round } from "../figures/reading/scan.ts";
import { indicatorWords } from "./words.ts";

interface Shown {
  value: number | null;
  upTo: number | null;
  approximate: boolean;
}

/** From so many of a unit on it is shown in 万 or 亿. */
const MANY = 100_000;
const SCALES: [number, string][] = [
  [100_000_000, "亿"],
  [10_000, "万"],
];

/** In which multiple of its unit an indicator is shown, by its largest value: 万千瓦时. For display only. */
export function scaleOf(values: readonly (number | null)[]): { worth: number; prefix: string } {
  const most = Math.max(0, ...values.map((value) => Math.abs(value ?? 0)));
  const [worth, prefix] = SCALES.find(([each]) => most >= Math.max(MANY, each)) ?? [1, ""];
  return { worth, prefix };
}

const format = new Intl.NumberFormat("zh-CN", { maximumFractionDigits: 6 });

/** 4,608, 约13, 10–12; 隐去 if the report has **. */
export function shownValue({ value, upTo, approximate }: Shown, worth: number): string {
  if (value === null) return indicatorWords.withheld;
  const number = format.format(round(value / worth));
  if (upTo !== null) return `${number}–${format.format(round(upTo / worth))}`;
  return approximate ? indicatorWords.approximate + number : number;
}
