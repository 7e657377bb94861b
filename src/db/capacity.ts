/** A D1 database holds at most 10 GB (Cloudflare's limit on the paid plan; 500 MB on the free one). */
export const D1_BYTES = 10_000_000_000;
const WARN_AT = 0.8;

export interface Capacity {
  bytes: number;
  limit: number;
  /** Of the limit, from 0. */
  share: number;
  warns: boolean;
}

/** How full a database of so many bytes is; `warns` from 80% on. */
export const capacityOf = (bytes: number, limit = D1_BYTES): Capacity => ({
  bytes,
  limit,
  share: bytes / limit,
  warns: bytes >= limit * WARN_AT,
});

/** How many more reports fit, at the average that those so far take. */
export const reportsThatFit = ({ bytes, limit }: Capacity, reports: number): number =>
  reports > 0 && bytes > 0 ? Math.max(0, Math.floor((limit - bytes) / (bytes / reports))) : 0;
