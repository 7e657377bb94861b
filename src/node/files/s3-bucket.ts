import { createHash } from "node:crypto";
import { AwsClient } from "aws4fetch";
import { parseListing } from "./s3-listing.ts";
import { sha256Differs, type StoredObject, toBytes } from "./stored-object.ts";

export interface S3Settings {
  /** `https://host` of the store, without the bucket. */
  endpoint: string;
  bucket: string;
  region: string;
  accessKeyId: string;
  secretAccessKey: string;
}

const MOST_LISTED = 1000;
const RETRIES = 3;
const AT_ONCE = 8;
const WAIT_MS = 60_000;

export class OverwritingBucket extends Error {}

/** R2's interface, as far as it is used, over any S3-compatible store that keeps to `If-None-Match: *` (path-style addresses). */
export function openS3Bucket({ endpoint, bucket, region, ...keys }: S3Settings): R2Bucket {
  const client = new AwsClient({ ...keys, region, service: "s3", retries: RETRIES });
  const base = `${endpoint.replace(/\/$/, "")}/${encodeURIComponent(bucket)}`;
  const addressOf = (key: string) => `${base}/${key.split("/").map(encodeURIComponent).join("/")}`;
  const send = (url: string, init: RequestInit & { headers?: Record<string, string> } = {}) =>
    client.fetch(url, { ...init, signal: AbortSignal.timeout(WAIT_MS) });

  const put = async (key: string, value: Uint8Array | ArrayBuffer | string, options: R2PutOptions = {}) => {
    const bytes = toBytes(value);
    const digest = createHash("sha256").update(bytes).digest("hex");
    if (options.sha256 !== undefined && digest !== options.sha256) throw sha256Differs();
    const metadata = options.httpMetadata;
    const contentType = metadata && !(metadata instanceof Headers) ? metadata.contentType : undefined;
    const headers = {
      // The store compares what arrives with the digest that was signed.
      "x-amz-content-sha256": digest,
      "content-type": contentType ?? "application/octet-stream",
      ...(isWriteOnce(options) ? { "if-none-match": "*" } : {}),
    };
    const response = await send(addressOf(key), { method: "PUT", body: bytes, headers });
    await response.body?.cancel();
    if (response.status === 412 || (response.status === 409 && isWriteOnce(options))) return null;
    requireOk(response, "PUT");
    return headOf(key, response.headers, bytes.length);
  };
  const head = async (key: string) => {
    const response = await send(addressOf(key), { method: "HEAD" });
    if (response.status === 404) return null;
    requireOk(response, "HEAD");
    return headOf(key, response.headers);
  };
  const get = async (key: string, { range }: R2GetOptions = {}) => {
    const asked = rangeHeader(range);
    const response = await send(addressOf(key), asked === null ? {} : { headers: { range: asked } });
    if (response.status === 404) {
      await response.body?.cancel();
      return null;
    }
    requireOk(response, "GET");
    return Object.assign(response, headOf(key, response.headers, asked === null ? undefined : wholeSizeOf(response)));
  };
  const remove = async (keys: string | string[]) => {
    const left = [keys].flat();
    while (left.length > 0)
      await Promise.all(
        left.splice(0, AT_ONCE).map(async (key) => {
          const response = await send(addressOf(key), { method: "DELETE" });
          await response.body?.cancel();
          if (response.status !== 404) requireOk(response, "DELETE");
        }),
      );
  };
  const list = async ({ prefix = "", startAfter, cursor, limit = MOST_LISTED }: R2ListOptions = {}) => {
    const query = new URLSearchParams({ "list-type": "2", "max-keys": `${Math.min(limit, MOST_LISTED)}`, prefix });
    if (cursor !== undefined) query.set("continuation-token", cursor);
    else if (startAfter !== undefined) query.set("start-after", startAfter);
    const response = await send(`${base}?${query.toString()}`);
    requireOk(response, "LIST");
    return parseListing(await response.text());
  };
  return { put, get, head, delete: remove, list } as unknown as R2Bucket;
}

/** Throws `OverwritingBucket` if the store would let a second write change a kept object. */
export async function requireWriteOnce(bucket: R2Bucket): Promise<void> {
  const key = "probe/write-once";
  const once = { onlyIf: { etagDoesNotMatch: "*" } };
  await bucket.put(key, "first", once);
  if ((await bucket.put(key, "second", once)) !== null) throw new OverwritingBucket();
  await bucket.delete(key);
}

function rangeHeader(range: R2GetOptions["range"]): string | null {
  if (range === undefined || range instanceof Headers) return null;
  if ("suffix" in range) return `bytes=-${range.suffix}`;
  const first = range.offset ?? 0;
  return `bytes=${first}-${range.length === undefined ? "" : first + range.length - 1}`;
}

/** A store that sends the whole in place of a part would be shown as the part. */
function wholeSizeOf({ status, headers }: Response): number {
  const size = /\/(\d+)$/.exec(headers.get("content-range") ?? "")?.[1];
  if (status !== 206 || size === undefined) throw new Error("S3 GET: the store does not answer a range");
  return Number(size);
}

const isWriteOnce = ({ onlyIf }: R2PutOptions) =>
  onlyIf !== undefined && "etagDoesNotMatch" in onlyIf && onlyIf.etagDoesNotMatch === "*";

function requireOk(response: Response, what: string): void {
  if (!response.ok) throw new Error(`S3 ${what}: ${response.status}`);
}

function headOf(key: string, headers: Headers, length?: number): StoredObject {
  const httpEtag = headers.get("etag") ?? '""';
  return {
    key,
    size: length ?? Number(headers.get("content-length") ?? 0),
    etag: httpEtag.replaceAll('"', ""),
    httpEtag,
    uploaded: new Date(headers.get("last-modified") ?? Date.now()),
    httpMetadata: { contentType: headers.get("content-type") ?? "" },
  };
}
