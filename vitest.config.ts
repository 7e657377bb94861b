import { availableParallelism } from "node:os";
import { cloudflareTest } from "@cloudflare/vitest-plugin";
import { defineConfig } from "vitest/config";
import { testBindings } from "./test/bindings.ts";
import { bundleReader } from "./src/cli/local/bundle-reader.ts";
import { buildUnsealScript } from "./src/cli/styles/build-script.ts";
import { buildSheet } from "./src/cli/styles/build-sheet.ts";
import { LongestFirst } from "./test/sequence.ts";

// Tests start some sixty processes with the same modules: the first compiles them for all.
process.env["NODE_COMPILE_CACHE"] ??= new URL("./node_modules/.cache/compiled", import.meta.url).pathname;

await Promise.all([buildSheet(), buildUnsealScript()]);

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

/** The modules of the runtime, as the Node host has them. */
const runtime = new URL("./test/node-host/cloudflare-test.ts", import.meta.url).pathname;

/** Vitest alone would leave one of two cores idle. */
const CORES = Math.max(2, availableParallelism() - 1);

export default defineConfig({
  test: {
    silent: "passed-only",
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        plugins: [textModules],
        test: {
          name: "unit",
          include: ["src/**/*.test.{ts,tsx}", "test/simulation/*.test.ts"],
          // These files change nothing that outlives them: one thread reads the sources once for all of them.
          pool: "threads",
          isolate: false,
          testTimeout: 30_000,
          maxWorkers: CORES,
        },
      },
      {
        plugins: [
          textModules,
          cloudflareTest(async () => ({
            wrangler: { configPath: "./wrangler.toml" },
            miniflare: {
              workers: [await bundleReader()],
              bindings: await testBindings(),
            },
          })),
        ],
        test: {
          name: "worker",
          include: ["test/**/*.test.{ts,tsx}"],
          // The attack talks to a site as a stranger would: once, on the Node host, where that is fast.
          exclude: ["test/pages/**", "test/simulation/*.test.ts", "test/security/attack.test.ts"],
          globalSetup: ["./test/search/fault-server.ts"],
          setupFiles: ["./test/setup.ts"],
          // One workerd for all files of a worker: starting one costs more than the tests of a file. setup.ts empties it. Decision 0115.
          isolate: false,
          testTimeout: 30_000,
          hookTimeout: 60_000,
          maxWorkers: CORES,
        },
      },
      {
        plugins: [textModules],
        resolve: { alias: { "cloudflare:test": runtime, "cloudflare:workers": runtime } },
        test: {
          name: "node-host",
          include: ["test/**/*.test.{ts,tsx}"],
          // Of many alike cases all run here, some on workerd (`casesHere`, decision 0310).
          // `no-author` looks into a Durable Object, `bench` counts what D1 reads: this host has neither.
          exclude: ["test/pages/**", "test/simulation/**", "test/bench/**", "test/feedback/no-author.test.ts"],
          globalSetup: ["./test/search/fault-server.ts", "./test/node-host/provide-bindings.ts"],
          setupFiles: ["./test/node-host/setup.ts"],
          pool: "threads",
          isolate: false,
          testTimeout: 30_000,
          hookTimeout: 60_000,
          maxWorkers: CORES,
        },
      },
      {
        test: {
          name: "browser",
          include: ["test/pages/**/*.test.ts"],
          globalSetup: ["./test/pages/start-site.ts"],
          // Two browsers on a busy machine: `npm test` names a test that passed the second time only.
          retry: 1,
          testTimeout: 120_000,
          hookTimeout: 180_000,
          // A test waits for the browser, which waits for the site: one more of them than there are cores.
          maxWorkers: CORES + 1,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
