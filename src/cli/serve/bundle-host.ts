import { cp, mkdir, readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { build as bundle, type Plugin } from "esbuild";
import { inProject } from "../command/project.ts";
import { buildUnsealScript } from "../styles/build-script.ts";
import { buildSheet } from "../styles/build-sheet.ts";

/** wrangler's Text rule: scripts for the browser are strings in the server. */
const clientScripts: Plugin = {
  name: "client-scripts",
  setup: (build) =>
    build.onLoad({ filter: /\/src\/.*\/client\/[^/]+\.js$/ }, async ({ path }) => ({
      contents: await readFile(path, "utf8"),
      loader: "text",
    })),
};

/** Every migration of the project, in order. */
async function readMigrationFiles() {
  const names = (await readdir(inProject("migrations"))).filter((name) => name.endsWith(".sql")).toSorted();
  return Promise.all(names.map(async (name) => ({ name, sql: await readFile(inProject("migrations", name), "utf8") })));
}

/** Makes the Node host in a folder: a program that needs nothing but Node. Answers the address of its module. */
export async function bundleHost(folder: string): Promise<string> {
  await Promise.all([buildSheet(), buildUnsealScript()]);
  await mkdir(folder, { recursive: true });
  await bundle({
    entryPoints: {
      server: inProject("src/node/server.ts"),
      serve: inProject("src/node/serve.ts"),
      "reader-process": inProject("src/node/reading/reader-process.ts"),
    },
    outdir: folder,
    bundle: true,
    splitting: true,
    platform: "node",
    format: "esm",
    target: "node24",
    minifySyntax: true,
    sourcemap: "linked",
    sourcesContent: false,
    logLevel: "error",
    tsconfig: inProject("tsconfig.json"),
    loader: { ".css": "text", ".svg": "text" },
    define: { MIGRATIONS: JSON.stringify(await readMigrationFiles()) },
    plugins: [clientScripts],
  });
  await cp(inProject("assets"), join(folder, "assets"), { recursive: true });
  return pathToFileURL(join(folder, "serve.js")).href;
}
