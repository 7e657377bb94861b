import type { Ctx } from "../../ctx.ts";
import type { DirectoryValue } from "../schema.ts";
import { selectDirectory } from "./directory-store.ts";
import { BUREAU_TRAITS, type BureauTrait, type BureauTraits, forEachTrait } from "../traits.ts";
import type { BureauName } from "../view.ts";

/** A report as lists need it before its own row is read. */
export interface ListedReport {
  bureau: BureauName;
  year: number;
  status: "published" | "withdrawn";
  currentRevision: number;
  /** The id of the current revision. */
  revisionId: number;
  sections: number;
}

export interface ListedBureau {
  id: number;
  name: BureauName;
  traits: BureauTraits;
  /** Oldest first. */
  reports: ListedReport[];
}

/** Every bureau with all its reports, by slug. Rows read: one for fifty bureaus. */
export async function readDirectory(ctx: Ctx): Promise<ListedBureau[]> {
  const bureaus = (await selectDirectory(ctx.db)).map(([id, value]) => toBureau(Number(id), value));
  return bureaus.toSorted((a, b) => (a.name.slug < b.name.slug ? -1 : 1));
}

function toBureau(id: number, { reports, demo, slug, name: full, shortName, ...traits }: DirectoryValue): ListedBureau {
  const name: BureauName = { slug, name: full, shortName, demo: demo === 1 };
  const listed = Object.entries(reports).map(([year, [revision, revisionId, sections]]): ListedReport => {
    const status = revision < 0 ? "withdrawn" : "published";
    return { bureau: name, year: Number(year), status, currentRevision: Math.abs(revision), revisionId, sections };
  });
  return {
    id,
    name,
    traits: forEachTrait((trait) => traits[trait] ?? null),
    reports: listed.toSorted((a, b) => a.year - b.year),
  };
}

/** The limits of a list. */
export type TraitChoice = Partial<Record<BureauTrait, string>>;

/** Reads the parameters of an address; an empty one chooses nothing. */
export const traitsChosen = (given: Partial<Record<BureauTrait, string | undefined>>): TraitChoice =>
  Object.fromEntries(BUREAU_TRAITS.flatMap((trait) => (given[trait] ? [[trait, given[trait]]] : [])));

export const hasTraits = ({ traits }: ListedBureau, chosen: TraitChoice) =>
  BUREAU_TRAITS.every((trait) => chosen[trait] === undefined || traits[trait] === chosen[trait]);

export type TraitCounts = Record<BureauTrait, { value: string; count: number }[]>;

/** How many of the bureaus have each value: most first. */
export const countTraits = (bureaus: readonly ListedBureau[]): TraitCounts =>
  forEachTrait((trait) => {
    const groups = Map.groupBy(bureaus, ({ traits }) => traits[trait]);
    return [...groups]
      .flatMap(([value, group]) => (value === null ? [] : [{ value, count: group.length }]))
      .sort((a, b) => b.count - a.count || a.value.localeCompare(b.value));
  });
