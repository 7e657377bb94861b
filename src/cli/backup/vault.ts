import { Encrypter, generateX25519Identity, identityToRecipient } from "age-encryption";
import { chmod, open, readdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import { type OpenFile, openPlain, openSealedWith, SEALED } from "./sealed-files.ts";

type Content = Uint8Array | AsyncIterable<Uint8Array>;

/** The place to which a backup is written. */
export interface Vault {
  isSealed: boolean;
  /** The file's name there. */
  nameOf: (path: string) => string;
  open: OpenFile;
  /** Whole or not at all, for its owner alone. */
  write: (path: string, content: Content) => Promise<void>;
}

const FILE_MODE = 0o600;

async function* partsOf(content: Content): AsyncGenerator<Uint8Array> {
  if (content instanceof Uint8Array) yield content;
  else yield* content;
}

async function writeWhole(path: string, parts: AsyncIterable<Uint8Array>): Promise<void> {
  const half = `${path}.new`;
  const file = await open(half, "w", FILE_MODE);
  try {
    await chmod(half, FILE_MODE);
    for await (const part of parts) await file.writeFile(part);
  } finally {
    await file.close();
  }
  await rename(half, path);
}

const plainVault: Vault = {
  isSealed: false,
  nameOf: (path) => path,
  open: openPlain,
  write: (path, content) => writeWhole(path, partsOf(content)),
};

/**
 * Nothing reaches the disk unencrypted. To count and to compare, the files are read again with a key of this run, which is in
 * memory alone and gone with it.
 */
export async function openVault(recipients: readonly string[]): Promise<Vault> {
  if (recipients.length === 0) return plainVault;
  const own = await generateX25519Identity();
  const encrypter = new Encrypter();
  for (const recipient of [...recipients, await identityToRecipient(own)]) encrypter.addRecipient(recipient);
  return {
    isSealed: true,
    nameOf: (path) => path + SEALED,
    open: openSealedWith([own]),
    write: async (path, content) => {
      const stream = Readable.toWeb(
        Readable.from(partsOf(content), { objectMode: false }),
      ) as ReadableStream<Uint8Array>;
      await writeWhole(path + SEALED, (await encrypter.encrypt(stream)) as unknown as AsyncIterable<Uint8Array>);
    },
  };
}

/** Removes the files of an unfinished backup that were written the other way, with their records. */
export async function dropOthers(folder: string, { isSealed }: Vault, kept: ReadonlySet<string>): Promise<void> {
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const isOther = entry.name.endsWith(SEALED) !== isSealed;
    if (entry.isFile() && isOther && !kept.has(entry.name)) await rm(join(entry.parentPath, entry.name));
  }
}
