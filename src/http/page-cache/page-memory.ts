/** A finished public answer, kept as the bytes that go out. Decision 0040. */
export interface KeptPage {
  bytes: Uint8Array<ArrayBuffer>;
  gzip: Uint8Array<ArrayBuffer> | null;
  etag: string;
  headers: [string, string][];
}

const MAX_BYTES = 24_000_000;

const pages = new Map<string, KeptPage>();
let held = 0;

const sizeOf = (page: KeptPage) => page.bytes.byteLength + (page.gzip?.byteLength ?? 0);

/** The isolate's own copy; least recently used pages go first. */
export function recall(key: string) {
  const page = pages.get(key);
  if (!page) return undefined;
  pages.delete(key);
  pages.set(key, page);
  return page;
}

export function remember(key: string, page: KeptPage) {
  if (sizeOf(page) > MAX_BYTES / 4) return;
  forget(key);
  pages.set(key, page);
  held += sizeOf(page);
  for (const oldest of pages.keys()) {
    if (held <= MAX_BYTES) break;
    forget(oldest);
  }
}

function forget(key: string) {
  const page = pages.get(key);
  if (!page) return;
  pages.delete(key);
  held -= sizeOf(page);
}
