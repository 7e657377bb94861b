import type { Licence } from "../licence.ts";
import type { Dump, DumpFile } from "../store.ts";

export type ListedFile = Pick<DumpFile, "name" | "kind" | "part" | "format" | "rows" | "bytes" | "sha256">;

export interface PackageFacts {
  dump: Dump;
  files: readonly ListedFile[];
  licence: Licence | null;
  publisher: string | null;
  origin: string | null;
}
