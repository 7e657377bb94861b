export const MOST_ATTEMPTS = 8;

const FIRST_SECONDS = 60;
const LONGEST_SECONDS = 6 * 60 * 60;

/** Seconds until the next try after `attempts` failed ones: doubling, capped, spread by up to a quarter (`jitter` 0–1). */
export function backoffSeconds(attempts: number, jitter: number): number {
  const plain = Math.min(FIRST_SECONDS * 2 ** (attempts - 1), LONGEST_SECONDS);
  return Math.round(plain * (1 + jitter / 4));
}
