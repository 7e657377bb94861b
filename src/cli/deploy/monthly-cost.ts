import { costOfMonth, PRICE_TABLE, type PricedUsage } from "./cost.ts";

/** The traffic of a month, and the sizes at its end, in GB. */
export interface Month {
  name: string;
  /** Pages and API answers that reach the Worker, searches among them. */
  pages: number;
  searches: number;
  feedback: number;
  publications: number;
  databaseGb: number;
  fileGb: number;
}

/**
 * What one of each uses. Measured: rows of a page (docs/benchmarks.md) and of a publication (a real report of 39 sections:
 * 281 written, 502 read). The rest is assumed, on the high side; `npm run bench` measures the machine it runs on.
 */
const USES = {
  page: { request: 1, cpuMs: 5, rowRead: 50 },
  search: { request: 1, cpuMs: 20, rowRead: 2000 },
  feedback: { request: 4, cpuMs: 40, rowRead: 60, rowWritten: 30, queueOperation: 3 },
  publication: { request: 2, cpuMs: 2000, rowRead: 550, rowWritten: 300, fileWritten: 2, queueOperation: 3 },
} satisfies Record<string, PricedUsage>;
/** The cron trigger, every five minutes of a month, whatever happens. */
const TRIGGERS = 8928;
const TRIGGER: PricedUsage = { request: 1, cpuMs: 20, rowRead: 100, rowWritten: 1 };

export const MONTHS: readonly Month[] = [
  {
    name: "一个城市：300 份报告",
    pages: 500_000,
    searches: 50_000,
    feedback: 500,
    publications: 30,
    databaseGb: 0.5,
    fileGb: 1,
  },
  {
    name: "一个省：3,000 份报告",
    pages: 10_000_000,
    searches: 1_000_000,
    feedback: 10_000,
    publications: 600,
    databaseGb: 2,
    fileGb: 10,
  },
  {
    name: "全国：30,000 份报告",
    pages: 100_000_000,
    searches: 10_000_000,
    feedback: 100_000,
    publications: 6000,
    databaseGb: 9,
    fileGb: 100,
  },
];

/** US dollars of a month at list prices, the plan's fee among them. */
export function monthlyCost(month: Month): number {
  const used: Record<string, number> = {};
  const add = (usage: PricedUsage, times: number) => {
    for (const [name, amount] of Object.entries(usage)) used[name] = (used[name] ?? 0) + amount * times;
  };
  add(USES.page, month.pages);
  add(USES.search, month.searches);
  add(USES.feedback, month.feedback);
  add(USES.publication, month.publications);
  add(TRIGGER, TRIGGERS);
  const { databaseGb, fileGb } = PRICE_TABLE.storage;
  const stored = (gb: number, price: typeof databaseGb) => Math.max(0, gb - price.included) * price.price;
  return PRICE_TABLE.fee + costOfMonth(used, 1) + stored(month.databaseGb, databaseGb) + stored(month.fileGb, fileGb);
}

const number = (value: number) => value.toLocaleString("en-US");

/** As docs/deploy.md has it. */
export function costTable(): string {
  const rows = MONTHS.map((month) =>
    [
      month.name,
      number(month.pages),
      number(month.searches),
      number(month.feedback),
      number(month.publications),
      `${month.databaseGb} + ${month.fileGb}`,
      monthlyCost(month).toFixed(2),
    ].join(" | "),
  );
  const head = ["", "pages", "searches", "feedback", "publications", "GB database + files", "USD a month"].join(" | ");
  return [head, "--- | ---: | ---: | ---: | ---: | ---: | ---:", ...rows].map((row) => `| ${row} |`).join("\n");
}

/** As docs/deploy.md has it. */
export function priceTable(): string {
  const names: Record<string, string> = {
    request: "million requests",
    cpuMs: "million ms of processor time",
    rowRead: "million rows read",
    rowWritten: "million rows written",
    fileWritten: "million files written",
    fileRead: "million files read",
    queueOperation: "million queue operations",
    databaseGb: "GB-month of database",
    fileGb: "GB-month of files",
  };
  const used = Object.entries(PRICE_TABLE.prices).map(([name, { price, included }]) => [name, price, number(included)]);
  const stored = Object.entries(PRICE_TABLE.storage).map(([name, { price, included }]) => [
    name,
    price,
    `${included} GB`,
  ]);
  return [
    "| each | USD | included a month |",
    "| --- | ---: | ---: |",
    ...[...used, ...stored].map(([name, price, included]) => `| ${names[String(name)]} | ${price} | ${included} |`),
  ].join("\n");
}
