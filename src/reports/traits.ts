import { AppError } from "../errors.ts";

/**
 * What a publisher may say of a bureau, for lists and searches to be limited by. Names of columns, and of parameters.
 * Decision 0171.
 */
export const BUREAU_TRAITS = ["region", "sector"] as const;
export type BureauTrait = (typeof BUREAU_TRAITS)[number];

/** Null if nobody said. */
export type BureauTraits = Record<BureauTrait, string | null>;

export const traitLabels: Record<BureauTrait, string> = { region: "地区", sector: "行业" };

const TRAIT = /^[\p{Script=Han}\p{Letter}\p{Number}·、（）()-]{1,20}$/u;

/** Something for each trait. */
export const forEachTrait = <T>(make: (trait: BureauTrait) => T): Record<BureauTrait, T> =>
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- has every trait by construction
  Object.fromEntries(BUREAU_TRAITS.map((trait) => [trait, make(trait)])) as Record<BureauTrait, T>;

/** Null for an empty text. Throws `invalid` with the trait as its field. */
export function requireTrait(trait: BureauTrait, text: string | null): string | null {
  const value = text?.normalize("NFC").replace(/\s+/gu, "") ?? "";
  if (value === "") return null;
  if (TRAIT.test(value)) return value;
  throw new AppError(
    "invalid",
    `${traitLabels[trait]}只能用汉字、字母、数字、顿号、括号和连字符，至多20个字，例如 ${traitExamples[trait]}。没有就不填。`,
    trait,
  );
}

export const traitExamples: Record<BureauTrait, string> = { region: "东湖区", sector: "供水" };
