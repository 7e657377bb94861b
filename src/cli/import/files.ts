import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";

/** The largest file that the site's upload takes; a larger one is refused before it is read. */
const MAX_BYTES = 100_000_000;
const REPORT = /\.(txt|text|md|markdown|docx?|wps|rtf|pdf|html?)$/i;

const byName = new Intl.Collator("zh-CN", { numeric: true });
const stem = (path: string) => path.replace(/\.[^./]+$/, "");

/** donghu-2023 comes before donghu-2023-r2, and 9 before 10. */
export const inReadingOrder = (a: string, b: string) => byName.compare(stem(a), stem(b)) || byName.compare(a, b);

export interface FoundFiles {
  files: string[];
  /** Files inside the folders that are no reports by their names. */
  passedOver: string[];
}

/** Files as named, then folders with all that is below them; hidden files are left alone. A name that is not there stays in the list. */
export async function findFiles(named: string[]): Promise<FoundFiles> {
  const found: FoundFiles = { files: [], passedOver: [] };
  for (const name of named) {
    const isFolder = await stat(name).then(
      (info) => info.isDirectory(),
      () => false,
    );
    if (!isFolder) found.files.push(name);
    else for (const path of await listFolder(name)) (REPORT.test(path) ? found.files : found.passedOver).push(path);
  }
  return { files: [...new Set(found.files)], passedOver: [...new Set(found.passedOver)] };
}

async function listFolder(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const isHidden = (path: string) =>
    path
      .slice(folder.length)
      .split(/[/\\]/)
      .some((part) => part.startsWith("."));
  return files.filter((path) => !isHidden(path)).toSorted(inReadingOrder);
}

/** The bytes, or one Chinese sentence that says why there are none. */
export async function readUpload(path: string): Promise<Uint8Array<ArrayBuffer> | string> {
  try {
    const info = await stat(path);
    if (!info.isFile()) return "不是文件。";
    if (info.size > MAX_BYTES) return `文件有 ${(info.size / 1e6).toFixed(0)} MB，超过 100 MB 的上限。`;
    return new Uint8Array(await readFile(path));
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === "ENOENT") return "找不到这个文件，请核对路径。";
    return code === "EACCES" ? "没有读取这个文件的权限。" : `读不了这个文件（${code}）。`;
  }
}
