import { availableParallelism } from "node:os";
import { cloudflareTest, readD1Migrations } from "@cloudflare/vitest-plugin";
import { defineConfig } from "vitest/config";
import { bundleReader } from "./src/cli/local/bundle-reader.ts";
import { REPORT_FILES } from "./src/cli/local/report-files.ts";
import { TEST_VARS } from "./src/cli/local/test-vars.ts";
import { buildSheet } from "./src/cli/styles/build-sheet.ts";

await buildSheet();

/** wrangler's Text rule, for Vite: these files are strings in the Worker. */
const textModules = {
  name: "text-modules",
  enforce: "pre" as const,
  async load(id: string) {
    if (!/\.(css|svg)$|\/client\/[^/]+\.js$/.test(id)) return;
    const { readFile } = await import("node:fs/promises");
    return `export default ${JSON.stringify(await readFile(id, "utf8"))}`;
  },
};

/** A folder's reports for the Worker's tests, which have no files: name → base64; none where the folder is missing. */
async function reportsIn(folder: string): Promise<Record<string, string>> {
  const { readdir, readFile } = await import("node:fs/promises");
  const names = await readdir(folder).catch(() => []);
  const read = async (name: string) => [name, (await readFile(`${folder}/${name}`)).toString("base64")] as const;
  return Object.fromEntries(await Promise.all(names.filter((name) => /\.(txt|md)$/.test(name)).map(read)));
}

export default defineConfig({
  test: {
    silent: "passed-only",
    projects: [
      {
        plugins: [textModules],
        test: { name: "unit", include: ["src/**/*.test.{ts,tsx}", "test/simulation/*.test.ts"], testTimeout: 30_000 },
      },
      {
        plugins: [
          textModules,
          cloudflareTest(async () => ({
            wrangler: { configPath: "./wrangler.toml" },
            miniflare: {
              workers: [await bundleReader()],
              bindings: {
                ...TEST_VARS,
                MIGRATIONS: await readD1Migrations("migrations"),
                REAL_REPORTS: await reportsIn(REPORT_FILES),
                SAMPLES: await reportsIn("samples"),
                MEILISEARCH: {
                  url: process.env.MEILI_URL ?? "",
                  masterKey: process.env.MEILI_MASTER_KEY ?? "",
                },
              },
            },
          })),
        ],
        test: {
          name: "worker",
          include: ["test/**/*.test.{ts,tsx}"],
          exclude: ["test/pages/**", "test/simulation/*.test.ts"],
          globalSetup: ["./test/search/fault-server.ts"],
          setupFiles: ["./test/setup.ts"],
          // One workerd for all files of a worker: starting one costs more than the tests of a file. setup.ts empties it.
          isolate: false,
          testTimeout: 30_000,
          hookTimeout: 60_000,
          // Vitest would leave one of two cores idle. These files share nothing; the others start sites and browsers.
          maxWorkers: Math.max(2, availableParallelism() - 1),
          sequence: { groupOrder: 1 },
        },
      },
      {
        test: {
          name: "browser",
          include: ["test/pages/**/*.test.ts"],
          globalSetup: ["./test/pages/start-site.ts"],
          testTimeout: 120_000,
          hookTimeout: 180_000,
        },
      },
    ],
  },
});
