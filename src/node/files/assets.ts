import { readFile } from "node:fs/promises";
import { join } from "node:path";

/** Names that stay inside the folder. */
const NAME = /^(?:\/[\w-]+(?:\.[\w-]+)*)+$/;

/** The binding `ASSETS`: files that come with the program, by path. */
export function openAssets(folder: string): Fetcher {
  const fetch = async (url: string) => {
    const { pathname } = new URL(url);
    const bytes = NAME.test(pathname) ? await readFile(join(folder, pathname)).catch(() => null) : null;
    return new Response(bytes, { status: bytes ? 200 : 404 });
  };
  return { fetch } as unknown as Fetcher;
}
