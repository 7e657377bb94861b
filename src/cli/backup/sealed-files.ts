import { Decrypter, Encrypter } from "age-encryption";
import { createReadStream } from "node:fs";
import { readFile } from "node:fs/promises";
import { Readable } from "node:stream";

/** The ending that age adds to the name of an encrypted file. */
export const SEALED = ".age";

/** Opens a file of a backup: as it is, or with the identities of an age file. */
export type OpenFile = (path: string) => AsyncIterable<Uint8Array>;

export const openPlain: OpenFile = (path) => createReadStream(path);

/** `identities`: private keys as age-keygen writes them. Throws if none of them is one. */
export function openSealedWith(identities: readonly string[]): OpenFile {
  const decrypter = new Decrypter();
  for (const identity of identities) decrypter.addIdentity(identity);
  return async function* opened(path) {
    const stream = Readable.toWeb(createReadStream(path + SEALED)) as ReadableStream<Uint8Array>;
    yield* (await decrypter.decrypt(stream)) as unknown as AsyncIterable<Uint8Array>;
  };
}

/** The private keys in an identity file: the lines that are neither empty nor remarks. */
export async function readIdentities(path: string): Promise<string[]> {
  const lines = (await readFile(path, "utf8")).split(/\r?\n/).map((line) => line.trim());
  const identities = lines.filter((line) => line !== "" && !line.startsWith("#"));
  if (identities.length === 0 || !identities.every((line) => line.startsWith("AGE-SECRET-KEY-")))
    throw new Error(`${path} 不是 age 的私钥文件：每行应以 AGE-SECRET-KEY- 开头。`);
  return identities;
}

/** A public key of age that can be encrypted to. Throws if it is none. */
export function requireRecipient(text: string): string {
  const recipient = text.trim();
  try {
    new Encrypter().addRecipient(recipient);
    return recipient;
  } catch {
    throw new Error("给的不是 age 的公钥：应是以 age1 开头的一整行。私钥请不要写在命令里。");
  }
}
