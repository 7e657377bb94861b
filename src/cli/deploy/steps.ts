import type { EnvironmentName, Environment } from "./environment.ts";
import { missingSecrets, missingSettings } from "./missing-settings.ts";

/** Runs wrangler with these arguments and answers what it printed; throws where it failed. */
export type Wrangler = (args: string[]) => Promise<string>;

export interface Deployment {
  name: EnvironmentName;
  environment: Environment;
  wrangler: Wrangler;
  fetch: typeof fetch;
  say: (line: string) => void;
  /** wrangler's configuration files in the order in which they are deployed, the portal's own last. */
  configs: readonly string[];
}

/** What keeps a deployment from going on; its message is for the person at the keyboard. */
export class Refused extends Error {}

/** Bundles everything as a deployment would, and sends nothing. */
export async function dryRun({ name, wrangler, say, configs }: Deployment): Promise<void> {
  for (const config of configs) {
    await wrangler(["deploy", "--dry-run", "--config", config, "--env", name]);
    say(`试打包成功：${config}（${name}）`);
  }
}

/**
 * Settings, dry run, secrets, migrations, code, then a look at the running site. Whatever fails stops the rest: code never
 * goes before its migrations.
 */
export async function deploy(deployment: Deployment): Promise<void> {
  const { name, environment, wrangler, say } = deployment;
  const missing = missingSettings(environment);
  if (missing.length > 0) throw new Refused(missing.map((line) => `- ${line}`).join("\n"));
  await dryRun(deployment);
  const listed = JSON.parse(await wrangler(["secret", "list", "--format", "json", "--env", name])) as {
    name: string;
  }[];
  const secrets = missingSecrets(listed.map((secret) => secret.name));
  if (secrets.length > 0)
    throw new Refused(`还没有设置机密：${secrets.join("、")}。第一次部署请用 --set-up，它会生成并上传。`);
  await migrateAndUpload(deployment);
  say(`如需退回上一版：npx wrangler rollback --env ${name}（数据库迁移不退回，旧代码能读新表）`);
}

/** `extra` goes to the upload of the portal itself: the secrets of a first deployment. */
export async function migrateAndUpload(deployment: Deployment, extra: readonly string[] = []): Promise<void> {
  const { name, environment, wrangler, say, configs } = deployment;
  for (const { database_name = "" } of environment.d1_databases ?? []) {
    await wrangler(["d1", "migrations", "apply", database_name, "--remote", "--env", name]);
    say(`数据库已迁移：${database_name}`);
  }
  for (const config of configs) {
    const own = config === configs.at(-1) ? extra : [];
    await wrangler(["deploy", "--config", config, "--env", name, ...own]);
    say(`已上传：${config}（${name}）`);
  }
  await look(deployment);
}

const LOOKED_AT = ["/healthz", "/"];

/** The deployed site answers, and says that it is well. */
async function look({ environment, fetch: get, say }: Deployment): Promise<void> {
  const origin = String(environment.vars?.SITE_ORIGIN);
  for (const path of LOOKED_AT) {
    const response = await get(`${origin}${path}`);
    if (!response.ok)
      throw new Refused(`已上传，但 ${origin}${path} 回答 ${response.status}。请查看日志，必要时退回上一版。`);
  }
  say(`网站正常：${origin}`);
}
