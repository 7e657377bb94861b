/** The facts that a bucket keeps of a file. */
export interface StoredObject {
  key: string;
  size: number;
  etag: string;
  httpEtag: string;
  uploaded: Date;
  httpMetadata: { contentType?: string };
}

export const toBytes = (value: Uint8Array | ArrayBuffer | string): Uint8Array<ArrayBuffer> =>
  typeof value === "string" ? Uint8Array.from(new TextEncoder().encode(value)) : Uint8Array.from(new Uint8Array(value));

/** R2's own words. */
export const sha256Differs = () =>
  new Error("put: The SHA-256 checksum you specified did not match what we received. (10037)");

/** The part that `get` was asked for, both ends counted; null: all of it. */
export function partOf(range: R2GetOptions["range"], size: number): { first: number; last: number } | null {
  if (range === undefined || range instanceof Headers) return null;
  if ("suffix" in range) return { first: Math.max(0, size - range.suffix), last: size - 1 };
  const first = range.offset ?? 0;
  return { first, last: range.length === undefined ? size - 1 : Math.min(size, first + range.length) - 1 };
}
