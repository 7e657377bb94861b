import { readdir, readFile } from "node:fs/promises";
import { readD1Migrations } from "@cloudflare/vitest-plugin";
import { REPORT_FILES } from "../src/cli/local/report-files.ts";
import { TEST_VARS } from "../src/cli/local/test-vars.ts";

/** What the Worker's tests find among their bindings besides storage, on both hosts. */
export const testBindings = async () => ({
  ...TEST_VARS,
  MIGRATIONS: await readD1Migrations("migrations"),
  REAL_REPORTS: await reportsIn(REPORT_FILES),
  SAMPLES: await reportsIn("samples"),
  MEILISEARCH: { url: process.env.MEILI_URL ?? "", masterKey: process.env.MEILI_MASTER_KEY ?? "" },
});

/** A folder's reports for the Worker's tests, which have no files: name → base64; none if the folder is missing. */
async function reportsIn(folder: string): Promise<Record<string, string>> {
  const names = await readdir(folder).catch(() => []);
  const read = async (name: string) => [name, (await readFile(`${folder}/${name}`)).toString("base64")] as const;
  return Object.fromEntries(await Promise.all(names.filter((name) => /\.(txt|md)$/.test(name)).map(read)));
}
