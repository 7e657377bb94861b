import { type Environment, type EnvironmentName, queuesOf } from "../command/environment.ts";
import { missingIdentity } from "../../ui/site-identity.ts";
import { missingSecrets, missingSettings } from "./missing-settings.ts";
import { DeployRefusal } from "./refused.ts";
import { saysNoWorker, type Wrangler } from "./wrangler.ts";

/** Decision 0101. */
export interface Deployment {
  name: EnvironmentName;
  environment: Environment;
  wrangler: Wrangler;
  fetch: typeof fetch;
  say: (line: string) => void;
  /** wrangler's configuration files in the order in which they are deployed, the portal's own last. */
  configs: readonly string[];
  /** Makes the settings of the search server what `search/` says; answers what it did. */
  searchSettings?: (environment: Environment) => Promise<string>;
}

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
  const { name, environment, say } = deployment;
  const missing = missingSettings(environment);
  if (missing.length > 0) throw new DeployRefusal(missing.map((line) => `- ${line}`).join("\n"));
  warnOfIdentity(deployment);
  await dryRun(deployment);
  const secrets = missingSecrets(environment, await secretsOf(deployment));
  if (secrets.length > 0)
    throw new DeployRefusal(
      `还没有设置机密：${secrets.join("、")}。第一次部署请用 --set-up，它会生成 LEDGER_KEY 和 CONTACT_KEYS；别的用 npx wrangler secret put 名称 --env ${name}。`,
    );
  await requireAccount(deployment);
  if (environment.vars?.["SEARCH_ENGINE"] === "meilisearch" && deployment.searchSettings)
    say(await deployment.searchSettings(environment));
  await migrateAndUpload(deployment);
  say(`如需退回上一版：npx wrangler rollback --env ${name}（数据库迁移不退回，旧代码能读新表）`);
}

/** Who runs the site is the readers' right to know; a site without it runs all the same. */
export function warnOfIdentity({ environment, say }: Pick<Deployment, "environment" | "say">): void {
  for (const line of missingIdentity(environment.vars ?? {})) say(`提醒：${line}`);
}

/** Names of the Worker's secrets; none if there is no Worker yet. */
export async function secretsOf({ name, wrangler }: Deployment): Promise<string[]> {
  const listed = await wrangler(["secret", "list", "--format", "json", "--env", name]).catch((error: unknown) => {
    if (saysNoWorker(error)) return "[]";
    throw error;
  });
  return (JSON.parse(listed) as { name: string }[]).map((secret) => secret.name);
}

/** Database, bucket and queues are there, and Access answers for its team: before anything of theirs is changed. */
async function requireAccount(deployment: Deployment): Promise<void> {
  const { name, environment, wrangler, say } = deployment;
  const needed = [
    ...(environment.d1_databases ?? []).map(({ database_name = "" }) => ["d1", "info", database_name, "--env", name]),
    ...(environment.r2_buckets ?? []).map(({ bucket_name = "" }) => ["r2", "bucket", "info", bucket_name]),
    ...queuesOf(environment).map((queue) => ["queues", "info", queue]),
  ];
  for (const question of needed)
    await wrangler(question).catch((error: unknown) => {
      if (error instanceof DeployRefusal) throw error;
      throw new DeployRefusal(
        `账户里没有 ${question.join(" ")} 所问的资源，或没有权限：请先用 --set-up。\n${String(error)}`,
      );
    });
  await requireAccess(deployment);
  say("数据库、存储桶、队列和 Access 都在");
}

/** The team of Access gives the keys by which the Worker knows its people. */
export async function requireAccess({ environment, fetch: get }: Deployment): Promise<void> {
  const team = String(environment.vars?.ACCESS_TEAM_DOMAIN);
  const keys = await get(`https://${team}/cdn-cgi/access/certs`).catch(() => null);
  if (!keys) throw new DeployRefusal(`连不上 ${team}：请检查网络，并核对 ACCESS_TEAM_DOMAIN。`);
  if (!keys.ok) throw new DeployRefusal(`Access 的团队域名 ${team} 没有给出公钥：请核对 ACCESS_TEAM_DOMAIN。`);
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
    const response = await get(`${origin}${path}`).catch(() => null);
    if (!response)
      throw new DeployRefusal(
        `已上传，但还连不上 ${origin}。新域名和证书要几分钟才生效：过一会儿再运行一次，不会重复做。`,
      );
    if (!response.ok)
      throw new DeployRefusal(`已上传，但 ${origin}${path} 回答 ${response.status}。请查看日志，必要时退回上一版。`);
  }
  say(`网站正常：${origin}`);
  await lookAtAccess({ origin, team: String(environment.vars?.ACCESS_TEAM_DOMAIN), get, say });
}

/** The console lets nobody in by itself; that Access asks who comes is to be seen from outside. */
async function lookAtAccess(site: { origin: string; team: string; get: typeof fetch; say: (line: string) => void }) {
  const { origin, team, get, say } = site;
  const answer = await get(`${origin}/staff`, { redirect: "manual" });
  const to = answer.headers.get("Location") ?? "";
  if (answer.ok)
    throw new DeployRefusal(`已上传，但 ${origin}/staff 不用登录就打开了。请立即退回上一版并核对 Access。`);
  if (to.includes(team)) say("Access 守着 /staff");
  else
    say(
      `注意：${origin}/staff 没有转到 ${team} 登录。工作台仍拒绝未登录的人，但工作人员也进不去：请核对 Access 应用。`,
    );
}
