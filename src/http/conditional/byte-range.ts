/** Bytes of a representation, both ends counted. */
export interface ByteRange {
  first: number;
  last: number;
}

/** So many digits hold every length there is; more of them are no number. */
const SPEC = /^\s*bytes\s*=\s*(?:(\d{1,15})\s*-\s*(\d{0,15})|-\s*(\d{1,15}))\s*$/i;

/**
 * The one range that is asked of `size` bytes. Null: send the whole, because no range of bytes is asked, or several (which a
 * server may answer with the whole). "unsatisfiable": 416.
 */
export function parseRange(header: string | null, size: number): ByteRange | "unsatisfiable" | null {
  if (header === null || !/^\s*bytes\s*=/i.test(header)) return null;
  if (header.includes(",")) return null;
  const [, from, to, suffix] = SPEC.exec(header) ?? [];
  if (suffix !== undefined) {
    const length = Math.min(Number(suffix), size);
    return length === 0 ? "unsatisfiable" : { first: size - length, last: size - 1 };
  }
  if (from === undefined) return "unsatisfiable";
  const first = Number(from);
  const last = to ? Math.min(Number(to), size - 1) : size - 1;
  return first >= size || last < first ? "unsatisfiable" : { first, last };
}
