import { sha256Hex } from "../../sha256.ts";
import type { PublishAnswer } from "../site/publish-client.ts";
import { callJson, type Site, SiteRefused } from "../site/site.ts";
import { readUpload } from "./files.ts";

const AT_ONCE = 100;

interface KnownAnswer {
  files: (Omit<PublishAnswer, "outcome" | "notes"> & { sha256: string })[];
  database: { bytes: number; limit: number; share: number; warns: boolean };
}

export interface SortedFiles {
  file: string;
  /** The site's record of the very same file; null if it has not seen it. */
  known: PublishAnswer | null;
}

/** Asks the site which files it has, a hundred at a time, so that an import that goes on sends new files only. */
export async function* askKnown(site: Site, files: readonly string[]): AsyncGenerator<SortedFiles> {
  for (let from = 0; from < files.length; from += AT_ONCE) {
    const asked: { file: string; sha256: string }[] = [];
    for (const file of files.slice(from, from + AT_ONCE)) asked.push({ file, sha256: await digestOf(file) });
    const answer = await ask(site, [...new Set(asked.map(({ sha256 }) => sha256).filter(Boolean))]);
    const known = new Map(answer?.files.map(({ sha256, ...report }) => [sha256, report]));
    for (const { file, sha256 } of asked) {
      const report = known.get(sha256);
      yield { file, known: report ? { ...report, outcome: "unchanged", notes: [] } : null };
    }
  }
}

/** How full the site's database is; null if the site does not say. */
export const askCapacity = async (site: Site) => (await ask(site, []))?.database ?? null;

async function digestOf(file: string): Promise<string> {
  const bytes = await readUpload(file);
  return typeof bytes === "string" ? "" : sha256Hex(bytes);
}

/** Null if the site refuses: every file is then sent, and each refusal told with its reason. */
const ask = (site: Site, sha256: readonly string[]) =>
  callJson<KnownAnswer>(site, "/reports/known", { sha256 }).catch((error: unknown) => {
    if (error instanceof SiteRefused) return null;
    throw error;
  });
