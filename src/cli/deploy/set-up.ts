import { randomBytes } from "node:crypto";
import { formatSigningKey, formatVerifierKey, parseSigningKey } from "../../ledger/log/keys.ts";
import { type Environment, queuesOf } from "../command/environment.ts";
import { missingSecrets, missingSettings, SECRETS } from "./missing-settings.ts";
import { DeployRefusal } from "./refused.ts";
import { type Deployment, dryRun, migrateAndUpload, requireAccess, secretsOf } from "./steps.ts";

/** The files that a set-up reads and writes. Decision 0103. */
export interface KeptSettings {
  readConfig: () => Promise<string>;
  writeConfig: (text: string) => Promise<void>;
  /** Keeps the secrets in a file that only its owner can read, unless they are there already. Answers the file's path. */
  keepSecrets: (make: () => Promise<Record<string, string>>) => Promise<string>;
}

/**
 * Makes the missing parts: database, bucket, queues, secrets; then deploys for the first time. Safe to run again after a failure.
 * Settings that only a person can know, the bundle and the login are looked at before anything is made.
 */
export async function setUp(deployment: Deployment, kept: KeptSettings): Promise<void> {
  const { name, environment, say } = deployment;
  const missing = missingSettings(withoutDatabases(environment));
  if (missing.length > 0)
    throw new DeployRefusal(
      `还没有新建任何东西。请先在 wrangler.toml 的 [env.${name}] 里补上，然后再运行一次：\n- ${missing.join("\n- ")}`,
    );
  await dryRun(deployment);
  const present = await secretsOf(deployment);
  const wanted = SECRETS.filter((secret) => !present.includes(secret));
  if (wanted.length > 0 && wanted.length < SECRETS.length) throw new DeployRefusal(oneSecretGone(name, wanted));
  await requireAccess(deployment);
  for (const database of environment.d1_databases ?? []) {
    const id = await databaseId(deployment, database.database_name ?? "");
    await kept.writeConfig(withDatabaseId(await kept.readConfig(), name, database.database_name ?? "", id));
    database.database_id = id;
  }
  for (const { bucket_name = "" } of environment.r2_buckets ?? [])
    await ensure(deployment, "存储桶", bucket_name, ["r2", "bucket"], ["--location", "apac"]);
  for (const queue of queuesOf(environment)) await ensure(deployment, "队列", queue, ["queues"], []);
  await migrateAndUpload(deployment, wanted.length > 0 ? ["--secrets-file", await keepSecrets(deployment, kept)] : []);
  const others = missingSecrets(environment, [...SECRETS, ...present]);
  if (others.length > 0) say(`还要设置机密：${others.map((secret) => putSecret(name, secret)).join("；")}`);
}

const withoutDatabases = (environment: Environment): Environment => ({ ...environment, d1_databases: [] });

const putSecret = (name: string, secret: string) => `npx wrangler secret put ${secret} --env ${name}`;

/** One of the two was taken away, or put in by hand: a new pair would throw the other one away. */
const oneSecretGone = (name: string, wanted: readonly string[]) =>
  `Worker 已有一部分机密，缺 ${wanted.join("、")}。为免换掉正在用的，不自动生成：请把留存的那一份用 ${wanted.map((secret) => putSecret(name, secret)).join("、")} 放回去。`;

async function keepSecrets(deployment: Deployment, kept: KeptSettings): Promise<string> {
  const file = await kept.keepSecrets(() => newSecrets(deployment));
  deployment.say(
    `机密在 ${file}：请另存一份到离线的地方。LEDGER_KEY 丢了不能再签日志，CONTACT_KEYS 丢了再也打不开联系方式。`,
  );
  return file;
}

async function databaseId({ wrangler, say }: Deployment, database: string): Promise<string> {
  const all = JSON.parse(await wrangler(["d1", "list", "--json"])) as { name: string; uuid: string }[];
  const known = all.find((one) => one.name === database);
  if (known) return known.uuid;
  const printed = await wrangler(["d1", "create", database, "--location", "apac"]);
  const id = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/.exec(printed)?.[0];
  if (!id)
    throw new DeployRefusal(
      `数据库 ${database} 已新建，但没有读到它的编号。请运行 npx wrangler d1 list，把编号写进 wrangler.toml。`,
    );
  say(`已新建数据库 ${database}：${id}`);
  return id;
}

async function ensure({ wrangler, say }: Deployment, kind: string, what: string, group: string[], more: string[]) {
  const exists = await wrangler([...group, "info", what]).then(
    () => true,
    (error: unknown) => {
      if (error instanceof DeployRefusal) throw error;
      return false;
    },
  );
  if (exists) return;
  await wrangler([...group, "create", what, ...more]);
  say(`已新建${kind} ${what}`);
}

async function newSecrets({ environment, say }: Deployment): Promise<Record<string, string>> {
  const { hostname } = new URL(String(environment.vars?.SITE_ORIGIN));
  const ledgerKey = await formatSigningKey(`${hostname}/ledger`, randomBytes(32));
  const signer = await parseSigningKey(ledgerKey);
  if (signer) say(`公示日志的公钥（请公布，并在站外多处留存）：${formatVerifierKey(signer)}`);
  return { LEDGER_KEY: ledgerKey, CONTACT_KEYS: `k1:${randomBytes(32).toString("base64")}` };
}

/** wrangler.toml with the database's number in its environment; everything else, comments too, stays as it is. */
export function withDatabaseId(toml: string, environment: string, database: string, id: string): string {
  const block = new RegExp(
    `(\\[\\[env\\.${environment}\\.d1_databases\\]\\](?:\\n(?!\\[).*)*?\\ndatabase_name = "${database}"(?:\\n(?!\\[).*)*?\\ndatabase_id = ")[^"]*`,
  );
  if (!block.test(toml))
    throw new DeployRefusal(`wrangler.toml 里没有找到 ${database} 的 database_id，请手工写上 ${id}。`);
  return toml.replace(block, (_, before: string) => before + id);
}
