import { appendFile, chmod, mkdir, rename, writeFile } from "node:fs/promises";

/** A backup holds what citizens confided: its files are for their owner alone, whatever the shell's umask says. */
const FILE = { mode: 0o600 };
const FOLDER = { recursive: true, mode: 0o700 };

export async function makeFolder(path: string): Promise<void> {
  await mkdir(path, FOLDER);
  await chmod(path, FOLDER.mode);
}

/** Also if the file is there already with wider rights. */
export async function writePrivate(path: string, data: string | Uint8Array): Promise<void> {
  await writeFile(path, data, FILE);
  await chmod(path, FILE.mode);
}

export const appendPrivate = (path: string, data: string): Promise<void> => appendFile(path, data, FILE);

/** Whole or not at all. */
export async function replacePrivate(path: string, data: string | Uint8Array): Promise<void> {
  await writePrivate(`${path}.new`, data);
  await rename(`${path}.new`, path);
}
