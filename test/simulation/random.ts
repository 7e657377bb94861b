/** FNV-1a over the parts, 32 bits. */
function hash(...parts: readonly (string | number)[]): number {
  let value = 0x811c9dc5;
  for (const char of parts.join("|")) value = Math.imul(value ^ (char.codePointAt(0) ?? 0), 0x01000193);
  return value >>> 0;
}

/** A stream of numbers that is the same for the same parts; sfc32 (Doty-Humphrey, PractRand). */
export class Random {
  #a: number;
  #b: number;
  #c: number;
  #counter = 1;

  constructor(...parts: readonly (string | number)[]) {
    this.#a = hash("a", ...parts);
    this.#b = hash("b", ...parts);
    this.#c = hash("c", ...parts);
    for (let i = 0; i < 12; i += 1) this.#next();
  }

  #next(): number {
    const sum = (this.#a + this.#b + this.#counter) | 0;
    this.#counter = (this.#counter + 1) | 0;
    this.#a = this.#b ^ (this.#b >>> 9);
    this.#b = (this.#c + (this.#c << 3)) | 0;
    this.#c = (((this.#c << 21) | (this.#c >>> 11)) + sum) | 0;
    return sum >>> 0;
  }

  /** From 0 up to, not including, 1. */
  unit = () => this.#next() / 2 ** 32;
  /** A whole number from 0 up to, not including, `below`. */
  below = (below: number) => Math.floor(this.unit() * below);
  between = (from: number, to: number) => from + this.unit() * (to - from);
  chance = (probability: number) => this.unit() < probability;

  pick<T>(from: readonly T[]): T {
    const picked = from[this.below(from.length)];
    if (picked === undefined) throw new RangeError("nothing to pick from");
    return picked;
  }

  /** One of the keys, each as often as its weight says. */
  weighted<K extends string>(weights: Readonly<Record<K, number>>): K {
    const entries = Object.entries(weights) as [K, number][];
    let left = this.unit() * entries.reduce((sum, [, weight]) => sum + weight, 0);
    for (const [key, weight] of entries) if ((left -= weight) < 0) return key;
    throw new RangeError("no weights");
  }

  bytes = (count: number) => Uint8Array.from({ length: count }, () => this.below(256));
}
