const LINE = 14;
/** Six letters and their mark. */
const LONGEST_NAME = 90;

/** The height of each name behind the end of its line: of two that would cover each other, the lower one moves down. */
export function namePlaces(ends: readonly (readonly [x: number, y: number])[]): number[] {
  const placed: [number, number][] = [];
  const heights = new Map<readonly [number, number], number>();
  for (const end of ends.toSorted((a, b) => a[1] - b[1])) {
    const above = placed.filter(([x]) => Math.abs(x - end[0]) < LONGEST_NAME).map(([, y]) => y + LINE);
    const height = Math.max(end[1], ...above);
    placed.push([end[0], height]);
    heights.set(end, height);
  }
  return ends.map((end) => heights.get(end) ?? end[1]);
}
