import { formatPath, reportPath, sectionPath, timegatePath, timemapPath } from "../../paths.ts";
import type { ReportFormat } from "../address.ts";
import type { Edition } from "./edition.ts";

/** What RFC 7089 calls an original resource: a report or one of its sections in one form, whatever its text says today. */
export interface OriginalResource {
  origin: string;
  bureau: string;
  year: number;
  section: string | null;
  format: ReportFormat;
}

export function originalOf({ bureau, year, section, format }: OriginalResource, revision?: number) {
  const path = section === null ? reportPath(bureau, year, revision) : sectionPath(bureau, year, section, revision);
  return format === "html" ? path : formatPath(path, format);
}

const LINK_FORMAT = `type="application/link-format"`;

const atDate = ({ publishedAt }: Edition) => `datetime="${new Date(publishedAt).toUTCString()}"`;

export const mementoDatetime = ({ publishedAt }: Edition) => new Date(publishedAt).toUTCString();

/** The relations by which every one of these resources names the others. */
export function mementoLinks(original: OriginalResource): string[] {
  const { origin } = original;
  const path = originalOf(original);
  return [
    `<${origin}${path}>; rel="original"`,
    `<${origin}${timegatePath(path)}>; rel="timegate"`,
    `<${origin}${timemapPath(path)}>; rel="timemap"; ${LINK_FORMAT}`,
  ];
}

/** The first and the last memento; the same one if there is only one. */
export function endLinks(original: OriginalResource, first: Edition, last: Edition): string[] {
  if (first.number === last.number) return [mementoLink(original, first, "first last memento")];
  return [mementoLink(original, first, "first memento"), mementoLink(original, last, "last memento")];
}

interface Around {
  view: { currentRevision: number; revision: { number: number }; editions?: readonly Edition[] };
  /** The mementos around a frozen address. */
  around?: readonly Edition[];
}

/** The mementos that a page names: a frozen one itself and those around it, if they are known; another the first and the last. */
export function mementosAround(original: OriginalResource, { view, around }: Around): string[] {
  const shown = view.revision.number;
  const [first, last] = [view.editions?.[0], view.editions?.at(-1)];
  if (!around) return first && last ? endLinks(original, first, last) : [];
  const places: [number, string][] = [
    [1, "first"],
    [view.currentRevision, "last"],
    [shown - 1, "prev"],
    [shown + 1, "next"],
  ];
  return around.map((edition) => {
    const rels = places.flatMap(([number, rel]) => (number === edition.number ? [rel] : []));
    return mementoLink(original, edition, [...rels, "memento"].join(" "));
  });
}

export const mementoLink = (original: OriginalResource, edition: Edition, rel = "memento") =>
  `<${original.origin}${originalOf(original, edition.number)}>; rel="${rel}"; ${atDate(edition)}`;

/** Every memento, oldest first, in application/link-format. */
export function timeMap(original: OriginalResource, editions: readonly Edition[]): string {
  const [first, last] = [editions[0], editions.at(-1)];
  const path = originalOf(original);
  const range = first && last ? `; from="${mementoDatetime(first)}"; until="${mementoDatetime(last)}"` : "";
  const middle = editions.slice(1, -1).map((edition) => mementoLink(original, edition));
  const ends = first && last ? endLinks(original, first, last) : [];
  const [begin, ...end] = ends;
  const lines = [
    `<${original.origin}${path}>; rel="original"`,
    `<${original.origin}${timemapPath(path)}>; rel="self"; ${LINK_FORMAT}${range}`,
    `<${original.origin}${timegatePath(path)}>; rel="timegate"`,
    ...(begin === undefined ? [] : [begin]),
    ...middle,
    ...end,
  ];
  return `${lines.join(",\n")}\n`;
}
