import { scaleLinear } from "d3-scale";
import { line } from "d3-shape";
import type { ListedIndicator } from "../read.ts";
import { indicatorWords } from "../words.ts";

const WIDTH = 96;
const HEIGHT = 20;
const EDGE = 3;

/** How many values there are year by year, as a line in a list; its text alternative says the numbers. */
export function SmallLine({ counts }: { counts: ListedIndicator["byYear"] }) {
  const [first, last] = [counts[0], counts.at(-1)];
  if (!first || !last || first === last) return <></>;
  const x = scaleLinear([first.year, last.year], [EDGE, WIDTH - EDGE]);
  const y = scaleLinear([0, Math.max(...counts.map(({ points }) => points))], [HEIGHT - EDGE, EDGE]);
  const known = new Map(counts.map(({ year, points }) => [year, points]));
  const years = Array.from({ length: last.year - first.year + 1 }, (_, index) => first.year + index);
  const path = line()(years.map((year) => [x(year), y(known.get(year) ?? 0)])) ?? "";
  return (
    <svg
      class="small-line"
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      width={WIDTH}
      height={HEIGHT}
      role="img"
      aria-label={indicatorWords.counts(counts.slice(-MOST_TOLD))}
    >
      <path d={path} fill="none" stroke="currentColor" stroke-width="1.5" />
    </svg>
  );
}

const MOST_TOLD = 15;
