import { build } from "esbuild";
import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { inProject } from "../command/project.ts";
import { OLDEST_ENGINES, SUPPORTED_SYNTAX } from "./oldest-engines.ts";

const SOURCE = inProject("src/feedback/client/unseal.js");
const FOLDER = inProject("src/ui/build/client");
const BUILT = `${FOLDER}/unseal.js`;

/** Bundles the one page script that uses a library; leaves it alone if it is up to date. */
export async function buildUnsealScript(): Promise<void> {
  const { outputFiles } = await build({
    entryPoints: [SOURCE],
    bundle: true,
    minify: true,
    format: "iife",
    target: OLDEST_ENGINES,
    supported: SUPPORTED_SYNTAX,
    legalComments: "none",
    write: false,
  });
  const text = outputFiles[0]?.text ?? "";
  if (text === (await readFile(BUILT, "utf8").catch(() => null))) return;
  await mkdir(FOLDER, { recursive: true });
  const partial = `${BUILT}.${process.pid}`;
  await writeFile(partial, text);
  await rename(partial, BUILT);
}
