import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { inProject } from "../command/project.ts";
import { lowerSheet } from "./lower-sheet.ts";

const SOURCE = inProject("src/ui/styles/gongshi.css");
const FOLDER = inProject("src/ui/build");
const BUILT = `${FOLDER}/gongshi.css`;

/** Writes the style sheet that every host serves; leaves it alone if it is up to date, so that nothing rebuilds twice. */
export async function buildSheet(): Promise<void> {
  const lowered = lowerSheet(await readFile(SOURCE, "utf8"));
  if (lowered === (await readFile(BUILT, "utf8").catch(() => null))) return;
  await mkdir(FOLDER, { recursive: true });
  const partial = `${BUILT}.${process.pid}`;
  await writeFile(partial, lowered);
  await rename(partial, BUILT);
}
