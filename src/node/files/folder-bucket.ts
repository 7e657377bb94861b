import { createHash, randomUUID } from "node:crypto";
import { type Dirent, type Stats } from "node:fs";
import { link, mkdir, open, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { dirname, join, relative, sep } from "node:path";
import { partOf, sha256Differs, type StoredObject, toBytes } from "./stored-object.ts";

const MOST_LISTED = 1000;

/**
 * R2's interface, as far as it is used, over a folder: `objects/` holds the files under their keys, `types/` their content
 * types. A file is written beside its place, brought to the disk and then put there in one step.
 */
export async function openFolderBucket(folder: string): Promise<R2Bucket> {
  const objects = join(folder, "objects");
  const types = join(folder, "types");
  const unfinished = join(folder, "unfinished");
  await rm(unfinished, { recursive: true, force: true });
  for (const place of [objects, types, unfinished]) await mkdir(place, { recursive: true, mode: 0o700 });
  const fileOf = (key: string) => join(objects, ...segmentsOf(key));
  const typeOf = (key: string) => join(types, ...segmentsOf(key));

  const put = async (key: string, value: Uint8Array | ArrayBuffer | string, options: R2PutOptions = {}) => {
    const bytes = toBytes(value);
    if (options.sha256 !== undefined && createHash("sha256").update(bytes).digest("hex") !== options.sha256)
      throw sha256Differs();
    const file = fileOf(key);
    const draft = join(unfinished, randomUUID());
    const metadata = options.httpMetadata;
    const contentType = metadata && !(metadata instanceof Headers) ? metadata.contentType : undefined;
    try {
      await writeToDisk(draft, bytes);
      await mkdir(dirname(file), { recursive: true, mode: 0o700 });
      if (contentType !== undefined) await keepType(typeOf(key), contentType);
      if (!(await moveTo(draft, file, isWriteOnce(options)))) return null;
      await syncFolder(dirname(file));
    } finally {
      await rm(draft, { force: true });
    }
    return headOf(key, await stat(file), contentType);
  };
  const head = async (key: string) => {
    const found = await unlessMissing(stat(fileOf(key)));
    return found?.isFile() ? headOf(key, found, await readType(typeOf(key))) : null;
  };
  const get = async (key: string, { range }: R2GetOptions = {}) => {
    const bytes = await unlessMissing(readPart(fileOf(key), range));
    const found = bytes && (await head(key));
    return bytes && found ? withBody(found, bytes) : null;
  };
  const remove = async (keys: string | string[]) => {
    for (const key of [keys].flat()) {
      await rm(fileOf(key), { force: true });
      await rm(typeOf(key), { force: true });
    }
  };
  const list = (options: R2ListOptions = {}) => listFolder(objects, options, head);
  return { put, get, head, delete: remove, list } as unknown as R2Bucket;
}

/** No more than was asked for is read from the disk. */
async function readPart(file: string, range: R2GetOptions["range"]): Promise<Buffer> {
  const handle = await open(file, "r");
  try {
    const part = range && partOf(range, (await handle.stat()).size);
    if (!part) return await handle.readFile();
    const bytes = Buffer.alloc(Math.max(0, part.last - part.first + 1));
    const { bytesRead } = await handle.read(bytes, 0, bytes.length, part.first);
    return bytes.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

async function listFolder(
  objects: string,
  { prefix = "", startAfter = "", cursor = "", limit = MOST_LISTED }: R2ListOptions,
  head: (key: string) => Promise<StoredObject | null>,
) {
  const after = startAfter > cursor ? startAfter : cursor;
  const folder = join(objects, ...prefix.split("/").slice(0, -1));
  const entries = (await unlessMissing(readdir(folder, { recursive: true, withFileTypes: true }))) ?? [];
  const keys = entries.filter((entry) => entry.isFile()).map((entry) => keyOf(objects, entry));
  const wanted = keys.filter((key) => key.startsWith(prefix) && key > after).toSorted(byCodeUnits);
  const page = wanted.slice(0, Math.min(limit, MOST_LISTED));
  const found = await Promise.all(page.map(head));
  const last = page.at(-1);
  const more =
    wanted.length > page.length && last !== undefined ? { truncated: true, cursor: last } : { truncated: false };
  return { objects: found.filter((object) => object !== null), delimitedPrefixes: [], ...more };
}

const byCodeUnits = (a: string, b: string) => (a < b ? -1 : 1);

const keyOf = (root: string, { parentPath, name }: Dirent) =>
  relative(root, join(parentPath, name)).split(sep).join("/");

function segmentsOf(key: string): string[] {
  const segments = key.split("/");
  if (key.includes("\0") || segments.some((part) => part === "" || part === "." || part === ".."))
    throw new Error("a key that is no path");
  return segments;
}

const isWriteOnce = ({ onlyIf }: R2PutOptions) =>
  onlyIf !== undefined && "etagDoesNotMatch" in onlyIf && onlyIf.etagDoesNotMatch === "*";

async function writeToDisk(file: string, bytes: Uint8Array): Promise<void> {
  const handle = await open(file, "wx", 0o600);
  try {
    await handle.writeFile(bytes);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** False if the place is taken and must not be written again. */
async function moveTo(draft: string, file: string, once: boolean): Promise<boolean> {
  if (!once) {
    await rename(draft, file);
    return true;
  }
  try {
    await link(draft, file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function keepType(file: string, contentType: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  await writeFile(file, contentType, { mode: 0o600 });
}

const readType = (file: string) => unlessMissing(readFile(file, "utf8"));

function headOf(key: string, { size, mtimeMs, mtime }: Stats, contentType: string | null | undefined): StoredObject {
  const etag = `${size.toString(16)}-${Math.floor(mtimeMs).toString(16)}`;
  return { key, size, etag, httpEtag: `"${etag}"`, uploaded: mtime, httpMetadata: contentType ? { contentType } : {} };
}

const withBody = (head: StoredObject, bytes: Buffer) => ({
  ...head,
  get body() {
    return new Blob([Uint8Array.from(bytes)]).stream();
  },
  arrayBuffer: async () => Uint8Array.from(bytes).buffer,
  bytes: async () => Uint8Array.from(bytes),
  text: async () => bytes.toString("utf8"),
});

async function unlessMissing<T>(work: Promise<T>): Promise<T | null> {
  try {
    return await work;
  } catch (error) {
    if (["ENOENT", "ENOTDIR", "EISDIR"].includes((error as NodeJS.ErrnoException).code ?? "")) return null;
    throw error;
  }
}
