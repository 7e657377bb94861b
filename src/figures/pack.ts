import { deflateSync, inflateSync, strFromU8, strToU8 } from "fflate";
import type { KeptFigure, KeptFigures, SectionFigures } from "./kept.ts";

/** `end` follows from `start` and `text`. */
const COLUMNS = ["anchor", "start", "text", "value", "upTo", "unit", "approximate", "role", "label", "noun"] as const;

interface Packed {
  sections: (Omit<SectionFigures, "list"> & { count: number })[];
  /** A list for each of `COLUMNS`: like stands beside like and deflates to two thirds of what the objects would. */
  columns: unknown[][];
  doubts: KeptFigures["doubts"];
}

/** Figures as the base64 of deflated JSON: text, for D1 answers bytes as a list of numbers. Decision 0076. */
export function pack({ sections, doubts }: KeptFigures): string {
  const figures = sections.flatMap(({ list }) => list);
  const packed: Packed = {
    sections: sections.map(({ list, ...section }) => ({ ...section, count: list.length })),
    columns: COLUMNS.map((column) => figures.map((figure) => figure[column])),
    doubts,
  };
  return btoa(strFromU8(deflateSync(strToU8(JSON.stringify(packed)), { level: 9 }), true));
}

/** The figures that `pack` was given; null for anything it has not written. */
export function unpack(text: string): KeptFigures | null {
  try {
    const { sections, columns, doubts } = JSON.parse(strFromU8(inflateSync(strToU8(atob(text), true)))) as Packed;
    let next = 0;
    const lists = sections.map(({ count, ...section }) => ({
      ...section,
      list: Array.from({ length: count }, () => toFigure(columns, next++)),
    }));
    return { sections: lists, doubts };
  } catch {
    return null;
  }
}

function toFigure(columns: Packed["columns"], at: number): KeptFigure {
  const values = COLUMNS.map((name, column) => [name, columns[column]?.[at]]);
  const figure = Object.fromEntries(values) as Omit<KeptFigure, "end">;
  return { ...figure, end: figure.start + figure.text.length };
}
