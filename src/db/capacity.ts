/** https://developers.cloudflare.com/d1/platform/limits/: of one database, on the paid plan; 500 MB on the free one. */
const D1_BYTES = 10_000_000_000;
const WARN_AT = 0.8;

interface Capacity {
  bytes: number;
  limit: number;
  /** The share of the limit, from 0. */
  share: number;
  warns: boolean;
}

/** How full a database of so many bytes is; `warns` from 80% on. Decision 0098. */
export const capacityOf = (bytes: number, limit = D1_BYTES): Capacity => ({
  bytes,
  limit,
  share: bytes / limit,
  warns: bytes >= limit * WARN_AT,
});
