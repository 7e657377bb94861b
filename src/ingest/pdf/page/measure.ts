export function medianWidth(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

/** The value around which most of the weight lies, in steps of `step`; 0 if there is none. */
export function commonest(values: [value: number, weight: number][], step: number): number {
  const sums = new Map<number, number>();
  for (const [value, weight] of values) {
    const key = Math.round(value / step);
    sums.set(key, (sums.get(key) ?? 0) + weight);
  }
  const [best] = [...sums].toSorted((a, b) => b[1] - a[1]);
  return (best?.[0] ?? 0) * step;
}
