import { EVERY_SCOPE, localToken, tokenSql } from "../site/bearer-token.ts";
import type { EnvironmentName } from "../command/environment.ts";
import { STATE } from "../command/project.ts";
import { runWrangler } from "../command/run-tool.ts";

const LOCAL = ["--local", "--persist-to", STATE];

export const migrateLocalDatabase = (state = STATE) =>
  runWrangler(["d1", "migrations", "apply", "DB", "--local", "--persist-to", state]);

/** Runs statements on the local database or that of a deployed environment; answers the rows of each. */
export async function executeSql(sql: string, environment?: EnvironmentName): Promise<Record<string, unknown>[][]> {
  const where = environment === undefined ? LOCAL : ["--remote", "--env", environment];
  const printed = await runWrangler(["d1", "execute", "DB", ...where, "--json", "--yes", "--command", sql]);
  const answers = JSON.parse(printed.slice(printed.indexOf("["))) as { results: Record<string, unknown>[] }[];
  return answers.map((answer) => answer.results);
}

/** Lets the local token in for another three months and counts the reports the archive holds. */
export async function prepareLocalDatabase(): Promise<{ token: string; reports: number }> {
  const token = await localToken();
  const rows = await executeSql(`${tokenSql(token, "本机", EVERY_SCOPE, 90)}; SELECT count(*) AS reports FROM reports`);
  return { token, reports: Number(rows.at(-1)?.[0]?.reports ?? 0) };
}
