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
