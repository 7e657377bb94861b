import type { KeptFigures } from "../../figures/kept.ts";
import { circumstancesOf } from "./circumstances.ts";
import { subjectIn } from "./match.ts";
import { NO_SCENE } from "./scene.ts";
import type { StoredPoint } from "./points.ts";

/** The figures of one report's current revision. */
export interface YearFigures {
  bureauId: number;
  year: number;
  revision: number;
  figures: KeptFigures;
}

/** The same subject in the same unit and section of several reports of one bureau. */
export interface OtherSeries {
  subject: string;
  unit: string;
  /** Slug. */
  section: string;
  /** One a year, oldest first. */
  points: StoredPoint[];
}

const SHORTEST = 2;
const LONGEST = 20;
const FEWEST_YEARS = 2;
const MOST_SERIES = 40;
/** A subject that is itself a number or a date is none. */
const SUBJECT = /^\p{Script=Han}[\p{Script=Han}A-Za-z0-9]*$/u;

/**
 * Series that no indicator of the list has: what a report states once of its own year, of a subject that another of its reports
 * names in the same words. `taken` holds the places (year, anchor, start) that an indicator has.
 */
export function otherSeries(reports: readonly YearFigures[], taken: ReadonlySet<string>): OtherSeries[] {
  const series = new Map<string, OtherSeries>();
  for (const report of reports) {
    const found = Map.groupBy(subjectsOf(report, taken), ({ key }) => key);
    for (const [key, [first, ...more]] of found) {
      if (!first || more.length > 0) continue;
      const { subject, unit, section, point } = first;
      const known = series.get(key) ?? { subject, unit, section, points: [] };
      known.points.push(point);
      series.set(key, known);
    }
  }
  return [...series.values()]
    .filter(({ points }) => points.length >= FEWEST_YEARS)
    .map((each) => ({ ...each, points: each.points.toSorted((a, b) => a.year - b.year) }))
    .toSorted((a, b) => b.points.length - a.points.length)
    .slice(0, MOST_SERIES);
}

function subjectsOf({ bureauId, year, revision, figures }: YearFigures, taken: ReadonlySet<string>) {
  return figures.sections.flatMap(({ section, heading, list }) =>
    list.flatMap((figure) => {
      const { role, label, noun, unit, anchor, start, end, text, value, upTo, approximate } = figure;
      const place = { standard: section, title: heading };
      const { year: of, leftOut } = circumstancesOf(
        {
          section: place,
          outlook: false,
          label,
          lead: "",
          scene: NO_SCENE,
          mayBePart: false,
          mayBeMean: true,
          isStock: true,
          isEvent: false,
          isChange: false,
        },
        year,
      );
      const subject = subjectIn({ label, table: false }) + noun;
      if (role !== "level" || leftOut !== null || of !== year || taken.has(figurePlace({ year, anchor, start })))
        return [];
      if (subject.length < SHORTEST || subject.length > LONGEST || !SUBJECT.test(subject) || unit === "") return [];
      const point = {
        bureauId,
        statedIn: year,
        revision,
        indicator: "",
        year,
        value,
        upTo,
        approximate,
        leftOut: null,
        note: null,
      };
      return [
        {
          key: `${section} ${unit} ${subject}`,
          subject,
          unit,
          section,
          point: { ...point, section, anchor, start, end, text, label },
        },
      ];
    }),
  );
}

/** The place of a figure among a bureau's reports. */
export const figurePlace = ({ year, anchor, start }: { year: number; anchor: string; start: number }) =>
  `${year} ${anchor} ${start}`;
