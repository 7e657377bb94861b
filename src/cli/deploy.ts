import { existsSync } from "node:fs";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { messageOf } from "../thrown.ts";
import { newCommand } from "./command/command.ts";
import { CONFIG, CONFIGS, ENVIRONMENTS, type EnvironmentName, readEnvironment } from "./command/environment.ts";
import { costTable, priceTable } from "./deploy/monthly-cost.ts";
import { missingSettings } from "./deploy/missing-settings.ts";
import { type KeptSettings, setUp } from "./deploy/set-up.ts";
import { DeployRefusal } from "./deploy/refused.ts";
import { type Deployment, deploy, dryRun, warnOfIdentity } from "./deploy/steps.ts";
import { explained } from "./deploy/wrangler.ts";
import { searchSettings } from "./deploy/search-settings.ts";
import { inProject } from "./command/project.ts";
import { runWrangler } from "./command/run-tool.ts";

const command = newCommand(
  "npm run deploy",
  "部署到 Cloudflare：先检查设置、试打包，再迁移数据库，最后上传代码（docs/deploy.md）",
)
  .option("--env <name>", `部署到哪个环境：${ENVIRONMENTS.join(" 或 ")}`)
  .option("--set-up", "第一次部署：新建数据库、存储桶、队列和机密")
  .option("--costs", "只列出价目和每月费用的估计")
  .option("--dry-run", "只检查和试打包，不上传任何东西");

const options = command.parse().opts<{ env?: string; setUp?: boolean; dryRun?: boolean; costs?: boolean }>();
const say = (line: string) => process.stdout.write(`${line}\n`);

const deploymentTo = (name: EnvironmentName): Deployment => ({
  name,
  environment: readEnvironment(name),
  wrangler: explained(runWrangler),
  fetch,
  say,
  configs: CONFIGS,
  searchSettings,
});

const keptFor = (name: EnvironmentName): KeptSettings => ({
  readConfig: () => readFile(CONFIG, "utf8"),
  writeConfig: (text) => writeFile(CONFIG, text),
  keepSecrets: async (make) => {
    const file = inProject(`.gongshi/secrets-${name}.json`);
    if (existsSync(file)) return file;
    await mkdir(inProject(".gongshi"), { recursive: true, mode: 0o700 });
    await writeFile(file, `${JSON.stringify(await make(), null, 2)}\n`, { mode: 0o600 });
    return file;
  },
});

async function run(): Promise<void> {
  if (options.costs) {
    say(`${priceTable()}\n\n${costTable()}`);
    return;
  }
  const name = ENVIRONMENTS.find((each) => each === options.env);
  if (!name)
    throw new DeployRefusal(
      `请用 --env 说明部署到哪个环境：${ENVIRONMENTS.map((each) => `--env ${each}`).join(" 或 ")}。`,
    );
  const deployment = deploymentTo(name);
  if (!options.dryRun) return options.setUp ? setUp(deployment, keptFor(name)) : deploy(deployment);
  await dryRun(deployment);
  warnOfIdentity(deployment);
  const missing = missingSettings(deployment.environment);
  say(missing.length > 0 ? `正式部署前还要补上：\n- ${missing.join("\n- ")}` : "设置齐全。");
}

try {
  await run();
} catch (error) {
  process.stderr.write(`${messageOf(error)}\n`);
  process.exitCode = error instanceof DeployRefusal ? 2 : 1;
}
