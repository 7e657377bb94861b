import type { Figure } from "../figure.ts";
import { unitKind } from "./units.ts";

/** A figure that can be reckoned with: neither withheld nor rounded in words. */
export interface ExactValue extends Figure {
  value: number;
}

export const isExact = (figure: Figure | undefined | null): figure is ExactValue =>
  figure !== undefined && figure !== null && figure.value !== null && figure.upTo === null && !figure.approximate;

export const sameUnit = (a: Figure, b: Figure) => unitKind(a.unit) === unitKind(b.unit);

export const isChange = ({ role }: Figure) => role === "rise" || role === "fall";

/** A total without the last digits of binary fractions: 0.1 + 0.2 is 0.3. */
export const sumOf = (figures: readonly ExactValue[]) => rounded(figures.reduce((sum, { value }) => sum + value, 0));

export const rounded = (value: number) => Number(value.toPrecision(12));
