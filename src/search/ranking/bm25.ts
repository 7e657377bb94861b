/** BM25's two constants: how soon a count says no more (`k1`), and how far a long text discounts it (`b`). */
export interface Bm25 {
  k1: number;
  b: number;
}

/** The part of BM25 that a text's length decides, once for all terms. `length` and `mean` are in the same unit. */
export const lengthNorm = ({ k1, b }: Bm25, length: number, mean: number) =>
  k1 * (1 - b + (b * length) / Math.max(1, mean));

/** How much of a term's weight a text earns in which the term stands `count` times. */
export const earned = ({ k1 }: Pick<Bm25, "k1">, count: number, norm: number) => (count * (k1 + 1)) / (count + norm);
