/** A stream of numbers that depends on its key alone (sfc32, seeded by FNV-1a). */
export class Random {
  readonly #state: [number, number, number, number];

  constructor(key: string) {
    let hash = 0x811c9dc5;
    for (const c of key) hash = Math.imul(hash ^ (c.codePointAt(0) ?? 0), 0x01000193);
    this.#state = [hash, hash ^ 0x9e3779b9, Math.imul(hash, 0x85ebca6b), 1];
    for (let i = 0; i < 12; i++) this.#next();
  }

  #next(): number {
    const s = this.#state;
    const sum = (s[0] + s[1] + s[3]) | 0;
    s[3] = (s[3] + 1) | 0;
    s[0] = s[1] ^ (s[1] >>> 9);
    s[1] = (s[2] + (s[2] << 3)) | 0;
    s[2] = ((s[2] << 21) | (s[2] >>> 11)) + sum;
    return sum >>> 0;
  }

  /** A whole number from `low` to `high`, both included. */
  int(low: number, high: number): number {
    return low + Math.floor((this.#next() / 0x1_0000_0000) * (high - low + 1));
  }

  chance(share: number): boolean {
    return this.#next() < share * 0x1_0000_0000;
  }

  pick<T>(from: readonly T[]): T {
    const chosen = from[this.int(0, from.length - 1)];
    if (chosen === undefined) throw new Error("nothing to pick from");
    return chosen;
  }
}
