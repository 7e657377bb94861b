interface Placed {
  text: string;
  x: number;
  y: number;
}

const SQUARE = 4;

/** Remembers characters by their places, and tells one that is painted a second time in the same place. */
export class SamePlace {
  readonly #squares = new Map<number, Placed[]>();

  /** Whether the same character stands within `near` of it; else it is remembered. */
  has(glyph: Placed, near: number): boolean {
    const reach = Math.max(1, Math.ceil(near / SQUARE));
    const [column, row] = [Math.floor(glyph.x / SQUARE), Math.floor(glyph.y / SQUARE)];
    for (let c = column - reach; c <= column + reach; c++)
      for (let r = row - reach; r <= row + reach; r++)
        for (const one of this.#squares.get(keyOf(c, r, glyph)) ?? NONE)
          if (one.text === glyph.text && Math.abs(one.x - glyph.x) <= near && Math.abs(one.y - glyph.y) <= near)
            return true;
    const own = keyOf(column, row, glyph);
    const known = this.#squares.get(own);
    if (known) known.push(glyph);
    else this.#squares.set(own, [glyph]);
    return false;
  }
}

/** A square and a character in one number. */
const keyOf = (column: number, row: number, { text }: Placed) =>
  ((column & 0x3fff) * 0x4000 + (row & 0x3fff)) * 0x10000 + (text.charCodeAt(0) || 0);

const NONE: readonly Placed[] = [];
