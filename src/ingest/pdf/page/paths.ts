/** PDF.js packs a path as numbers: 0 x y moves, 1 x y draws, 2 and 3 are curves, 4 closes. */
export function* segments(packed: ArrayLike<number>): Generator<[number, number, number, number]> {
  let [x, y, startX, startY] = [0, 0, 0, 0];
  let at = 0;
  const take = () => packed[at++] ?? 0;
  while (at < packed.length) {
    const kind = take();
    if (kind === 0) [startX, startY] = [x, y] = [take(), take()];
    else if (kind === 1) {
      const [nextX, nextY] = [take(), take()];
      yield [x, y, nextX, nextY];
      [x, y] = [nextX, nextY];
    } else if (kind === 2 || kind === 3) {
      at += kind === 2 ? 4 : 2;
      [x, y] = [take(), take()];
    } else if (kind === 4) {
      yield [x, y, startX, startY];
      [x, y] = [startX, startY];
    } else return;
  }
}

/** Straight lines from one beginning are no longer: not a shape with curves, or with a hole. */
export const STRAIGHT = 17;

export function packedOf(data: unknown): ArrayLike<number> {
  if (ArrayBuffer.isView(data) || Array.isArray(data)) return data as unknown as ArrayLike<number>;
  return Object.values((data ?? {}) as Record<string, number>);
}
