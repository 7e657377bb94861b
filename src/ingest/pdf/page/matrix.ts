/** [a, b, c, d, e, f] as PDF writes a transformation: x' = a·x + c·y + e, y' = b·x + d·y + f. */
export type Transform = readonly [number, number, number, number, number, number];

export const IDENTITY: Transform = [1, 0, 0, 1, 0, 0];

/** First `inner`, then `outer`. */
export function multiply(outer: Transform, inner: Transform): Transform {
  const [a, b, c, d, e, f] = outer;
  const [g, h, i, j, k, l] = inner;
  return [a * g + c * h, b * g + d * h, a * i + c * j, b * i + d * j, a * k + c * l + e, b * k + d * l + f];
}

export const apply = ([a, b, c, d, e, f]: Transform, x: number, y: number): [number, number] => [
  a * x + c * y + e,
  b * x + d * y + f,
];

/** A matrix from what PDF.js gives: an array, or an object with the keys 0 to 5. */
export function toMatrix(value: unknown): Transform {
  const of = (value ?? {}) as Record<number, unknown>;
  const numbers = [0, 1, 2, 3, 4, 5].map((i) => (typeof of[i] === "number" ? of[i] : (IDENTITY[i] as number)));
  return numbers as unknown as Transform;
}
