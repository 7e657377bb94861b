import { halfWidth, parseNumeral } from "../../signs/numeral.ts";
import { UNIT_LINE } from "../../text/page-furniture.ts";
import type { LaidPage, PlacedPiece } from "./page-layout.ts";

const EDGE_ROWS = 3;
const LONGEST = 60;
const EDGE = 0.16;
const ONLY_NUMBER =
  /^[-—–－·~\s]*(?:第\s?)?\d{1,4}(?:\s?页)?(?:\s?[/／]\s?\d{1,4}|[,，\s]*共\s?\d{1,4}\s?页)?[-—–－·~\s]*$/;

export interface Furniture {
  pages: LaidPage[];
  titles: string[];
  numbers: string[];
}

interface Edge {
  piece: PlacedPiece;
  page: LaidPage;
  text: string;
  /** Without blanks, and with # for each number. */
  shape: string;
  /** From the nearer edge of the page. */
  distance: number;
  atTop: boolean;
}

/** Leaves out lines printed again at the same height of other pages, and numbers that count the pages. */
export function withoutFurniture(pages: LaidPage[]): Furniture {
  const edges = pages.flatMap(edgesOf);
  const repeated = edges.filter((edge) => isRepeated(edge, edges, pages.length));
  const titles = repeated;
  const numbers = edges.filter((edge) => !titles.includes(edge) && isPageNumber(edge, edges, pages));
  const found = new Set([...titles, ...numbers]);
  const outer = [...found].filter((edge) => isOutermost(edge, edges, found));
  const dropped = new Set(outer.map((edge) => edge.piece));
  const text = (edge: Edge) => edge.text;
  return {
    pages: pages.map((page) => ({ ...page, pieces: page.pieces.filter((piece) => !dropped.has(piece)) })),
    titles: outer.filter((edge) => !isNumber(edge)).map(text),
    numbers: outer.filter(isNumber).map(text),
  };
}

const isNumber = (edge: Edge) => ONLY_NUMBER.test(halfWidth(edge.text));

/** Nothing that stays lies between it and the edge of the page. */
function isOutermost(edge: Edge, edges: Edge[], found: ReadonlySet<Edge>): boolean {
  const further = edges.filter(
    (other) => other.page === edge.page && other.atTop === edge.atTop && other.distance < edge.distance,
  );
  return further.every((other) => found.has(other));
}

function edgesOf(page: LaidPage): Edge[] {
  const rows = page.pieces.filter((piece) => piece.row).toSorted((a, b) => (a.row?.y ?? 0) - (b.row?.y ?? 0));
  const picked = new Set([...rows.slice(0, EDGE_ROWS), ...rows.slice(-EDGE_ROWS)]);
  return [...picked].flatMap((piece) => {
    const { y = 0, segments = [] } = piece.row ?? {};
    const text = segments.map((one) => one.text).join(" ");
    const atTop = y < page.height / 2;
    const distance = atTop ? y : page.height - y;
    return text.length <= LONGEST && distance <= page.height * EDGE
      ? [{ piece, page, text, shape: shape(text), distance, atTop }]
      : [];
  });
}

/** Numbers differ from page to page; the words around them do not. */
const shape = (text: string) => text.replace(/\s/g, "").replace(/[0-9０-９]+/g, "#");

function isRepeated(edge: Edge, edges: Edge[], pages: number): boolean {
  const alike = edges.filter(
    (other) =>
      other.page !== edge.page &&
      other.atTop === edge.atTop &&
      Math.abs(other.distance - edge.distance) <= 4 &&
      other.shape === edge.shape,
  );
  const numbered = edge.shape !== edge.text.replace(/\s/g, "");
  const onPages = new Set(alike.map((other) => other.page)).size + 1;
  const isBare = ONLY_NUMBER.test(halfWidth(edge.text));
  if (
    isYear(edge.text) ||
    UNIT_LINE.test(edge.text) ||
    /[。；，：]$/.test(edge.text) ||
    (numbered && !isBare && !countsPages(edge, alike))
  )
    return false;
  if (onPages < (parseNumeral(edge.text) && !isBare ? 3 : 2)) return false;
  return (onPages * 5 >= pages * 2 || onPages >= 4) && (!isBare || countsPages(edge, alike));
}

const isYear = (text: string) => /^(?:19|20)\d\d$/.test(halfWidth(text).trim());
const numberIn = (text: string) => Number(/\d+/.exec(halfWidth(text))?.[0] ?? Number.NaN);

/** The numbers rise as the pages do, or stay the same (the year in a running title). */
function countsPages(edge: Edge, alike: Edge[]): boolean {
  return alike.every((other) => {
    const step = numberIn(other.text) - numberIn(edge.text);
    return step === 0 || step === other.page.number - edge.page.number;
  });
}

/** A bare number if two other pages have one in the same place, or alone at the foot of a page whose number it is. */
function isPageNumber(edge: Edge, edges: Edge[], pages: LaidPage[]): boolean {
  if (!ONLY_NUMBER.test(halfWidth(edge.text)) || edge.page.pieces.length < 2 || isYear(edge.text)) return false;
  const others = edges.filter((other) => other.page !== edge.page && ONLY_NUMBER.test(halfWidth(other.text)));
  const counting = others.filter(
    (other) => numberIn(other.text) - numberIn(edge.text) === other.page.number - edge.page.number,
  );
  const dressed = !/^\d+$/.test(halfWidth(edge.text).trim());
  return counting.length >= 2 || (counting.length >= 1 && pages.length <= 3) || (dressed && !edge.atTop);
}
