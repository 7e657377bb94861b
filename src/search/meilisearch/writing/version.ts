/** The first that takes `rename` in a swap, as the client sends it. */
const OLDEST = [1, 18] as const;

/** The next major version may answer differently. */
export function isSupported(version: string): boolean {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  return major === OLDEST[0] && minor >= OLDEST[1];
}

export const SUPPORTED_VERSIONS = `${OLDEST.join(".")} or later, below ${OLDEST[0] + 1}`;
