import table from "./prices.json" with { type: "json" };

export type PricedItem = keyof typeof table.prices;

/** How much one request uses of each thing that has a price. A thing that is absent is not used. */
export type PricedUsage = Partial<Record<PricedItem, number>>;

export const PRICE_TABLE = table;

const MILLION = 1_000_000;

/** US dollars for a million such requests at list prices, nothing of what a plan includes taken off. */
export function costOfMillion(usage: PricedUsage): Record<PricedItem, number> & { total: number } {
  const names = Object.keys(table.prices) as PricedItem[];
  const cost = (name: PricedItem) =>
    (((usage[name] ?? 0) * MILLION) / table.prices[name].each) * table.prices[name].price;
  const costs = Object.fromEntries(names.map((name) => [name, cost(name)])) as Record<PricedItem, number>;
  return { ...costs, total: names.reduce((sum, name) => sum + costs[name], 0) };
}

/** US dollars for a month of so many requests of a kind, what the plan includes taken off, its fee aside. */
export function costOfMonth(usage: PricedUsage, requests: number): number {
  const names = Object.keys(table.prices) as PricedItem[];
  return names.reduce((sum, name) => {
    const { each, price, included } = table.prices[name];
    return sum + (Math.max(0, (usage[name] ?? 0) * requests - included) / each) * price;
  }, 0);
}
