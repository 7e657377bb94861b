const LEAST = 1_000_000_000;
const RANGE = 9_000_000_000;
const BYTES = 6;

/**
 * The public number of a feedback: ten random digits. Numbers that were counted on would tell by their gaps that there is
 * something in between that one may not see.
 */
export function newNumber(random: (bytes: number) => Uint8Array): number {
  const value = random(BYTES).reduce((sum, byte) => sum * 256 + byte, 0);
  return LEAST + (value % RANGE);
}
