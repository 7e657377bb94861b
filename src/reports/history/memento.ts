import { reportPath, sectionPath, timegatePath, timemapPath } from "../../paths.ts";
import type { Edition } from "./edition.ts";

/** What RFC 7089 calls an original resource: a report or one of its sections, whatever its text says today. */
export interface OriginalResource {
  origin: string;
  bureau: string;
  year: number;
  section: string | null;
}

export const originalOf = ({ bureau, year, section }: OriginalResource, revision?: number) =>
  section === null ? reportPath(bureau, year, revision) : sectionPath(bureau, year, section, revision);

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
