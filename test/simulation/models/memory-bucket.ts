import { sha256Hex } from "../../../src/sha256.ts";

interface Kept {
  bytes: Uint8Array;
  etag: string;
  uploaded: Date;
}

/** The part of R2 that the Worker uses, in memory: strongly consistent, digests checked on write, conditional writes. */
export function openMemoryBucket(now: () => number): R2Bucket {
  const kept = new Map<string, Kept>();
  const head = (key: string, { bytes, etag, uploaded }: Kept) => ({
    key,
    etag,
    httpEtag: `"${etag}"`,
    size: bytes.length,
    uploaded,
  });
  const body = (key: string, object: Kept) => ({
    ...head(key, object),
    arrayBuffer: async () => object.bytes.slice().buffer,
    bytes: async () => object.bytes.slice(),
    text: async () => new TextDecoder().decode(object.bytes),
  });
  const bucket = {
    put: async (key: string, value: Uint8Array | ArrayBuffer | string, options: R2PutOptions = {}) => {
      const bytes = typeof value === "string" ? new TextEncoder().encode(value) : new Uint8Array(value).slice();
      const digest = sha256Hex(bytes);
      if (options.sha256 !== undefined && options.sha256 !== digest)
        throw new Error("put: The SHA-256 checksum you specified did not match what we received. (10037)");
      if (isWriteOnce(options) && kept.has(key)) return null;
      const object = { bytes, etag: digest.slice(0, 32), uploaded: new Date(now()) };
      kept.set(key, object);
      return head(key, object);
    },
    get: async (key: string) => {
      const object = kept.get(key);
      return object ? body(key, object) : null;
    },
    head: async (key: string) => {
      const object = kept.get(key);
      return object ? head(key, object) : null;
    },
    delete: async (keys: string | string[]) => {
      for (const key of [keys].flat()) kept.delete(key);
    },
    list: async ({ prefix = "", startAfter = "", limit = 1000 }: R2ListOptions = {}) => ({
      objects: [...kept]
        .filter(([key]) => key.startsWith(prefix) && key > startAfter)
        .toSorted(([a], [b]) => (a < b ? -1 : 1))
        .slice(0, limit)
        .map(([key, object]) => head(key, object)),
      truncated: false,
      delimitedPrefixes: [],
    }),
  };
  return bucket as unknown as R2Bucket;
}

const isWriteOnce = ({ onlyIf }: R2PutOptions) =>
  onlyIf !== undefined && "etagDoesNotMatch" in onlyIf && onlyIf.etagDoesNotMatch === "*";
