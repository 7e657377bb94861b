import { InvalidArgumentError, Option } from "commander";
import { newToken, type TokenRole, tokenSql } from "../site/bearer-token.ts";
import { fileTrouble } from "../command/file-trouble.ts";
import { newCommand } from "../command/command.ts";
import { ENVIRONMENTS, type EnvironmentName } from "../deploy/environment.ts";
import { openDataArchive } from "../doctor/data-archive.ts";
import type { LocalArchive } from "../doctor/local-archive.ts";
import { executeSql } from "../local/local-database.ts";

const command = newCommand("npm run token", "新建一个发布令牌：只显示这一次，数据库里只存它的摘要")
  .requiredOption("--name <name>", "谁用，或哪个软件用；会写进审计记录", toName)
  .option("--days <number>", "有效天数", toDays, 365)
  .addOption(new Option("--role <role>", "权限").choices(["publisher", "admin"]).default("publisher"))
  .option("--data <folder>", "登记到 npm run serve 的数据文件夹（DATA_DIR）；网站可以正在运行")
  .addOption(new Option("--env <name>", "登记到已部署的哪个环境；不写是本机").choices([...ENVIRONMENTS]));

function toName(text: string): string {
  const name = text.trim();
  if (name.length > 0 && name.length <= 80) return name;
  throw new InvalidArgumentError("请写明谁用，不超过 80 个字，例如 --name 备份。");
}

function toDays(text: string): number {
  const days = Number(text);
  if (Number.isInteger(days) && days >= 1 && days <= 3650) return days;
  throw new InvalidArgumentError("有效天数应是 1 到 3650 之间的整数。");
}

async function inDataFolder(folder: string, use: (archive: LocalArchive) => Promise<void>) {
  const archive = await openDataArchive(folder);
  try {
    await use(archive);
  } finally {
    await archive.close();
  }
}

const options = command
  .parse()
  .opts<{ name: string; days: number; role: TokenRole; env?: EnvironmentName; data?: string }>();
const token = newToken();
try {
  const sql = tokenSql(token, options.name, options.role, options.days);
  if (options.data === undefined) await executeSql(sql, options.env);
  else await inDataFolder(options.data, (archive) => archive.write([[sql]]));
  process.stderr.write(`令牌（${options.name}，${options.days} 天有效，只显示这一次）：\n`);
  process.stdout.write(`${token}\n`);
} catch (error) {
  process.stderr.write(
    `${fileTrouble(error, options.data ?? "")}\n${options.env ? "请先部署这个环境（docs/deploy.md）。" : "请先运行一次 npm start，建立本地数据库。"}\n`,
  );
  process.exitCode = 1;
}
