import { type Command, InvalidArgumentError, Option } from "commander";
import { defaultDays, isForBureaus, mostDays, type Scope, SCOPES } from "../../staff/scope.ts";
import { fileTrouble } from "../command/file-trouble.ts";
import { newCommand } from "../command/command.ts";
import { ENVIRONMENTS, type EnvironmentName } from "../command/environment.ts";
import { newBearerToken, quoteSql, tokenSql } from "../site/bearer-token.ts";
import { type TokenFacts, tokenLine } from "./token-lines.ts";
import { auditSql, inTokenTable, LIST_TOKENS, ONE_TOKEN, revokeSql } from "./token-table.ts";

interface Options {
  name?: string;
  days?: number;
  scope?: Scope[];
  role?: "publisher" | "admin";
  bureau?: string[];
  list?: boolean;
  revoke?: number;
  env?: EnvironmentName;
  data?: string;
}

const command: Command = newCommand("npm run token", "新建、列出或停用令牌。令牌只显示这一次，数据库里只存它的摘要")
  .option("--name <name>", "谁用，或哪个软件用；会写进审计记录", toName)
  .addOption(
    new Option("--scope <scope...>", "权限，可以写几项：发布、读取意见清单、备份、管理；不写是 publish").choices([
      ...SCOPES,
    ]),
  )
  .addOption(new Option("--role <role>", "旧的写法").choices(["publisher", "admin"]).conflicts("scope").hideHelp())
  .option("--bureau <slug...>", "限定单位（代号），可以写几个；不写是全部单位")
  .option("--days <number>", "有效天数；不写是 90，备份、管理是 30", toNumber)
  .option("--list", "列出全部令牌：权限、到期日、最近使用")
  .option("--revoke <number>", "停用这个编号的令牌，立即生效", toNumber)
  .option("--data <folder>", "在 npm run serve 的数据文件夹（DATA_DIR）里；网站可以正在运行")
  .addOption(new Option("--env <name>", "在已部署的哪个环境；不写是本机").choices([...ENVIRONMENTS]));

function toName(text: string): string {
  const name = text.trim();
  if (name.length > 0 && name.length <= 80) return name;
  throw new InvalidArgumentError("请写明谁用，不超过 80 个字，例如 --name 备份。");
}

function toNumber(text: string): number {
  if (/^[1-9]\d{0,9}$/.test(text)) return Number(text);
  throw new InvalidArgumentError("应是从 1 起的整数。");
}

async function list(options: Options): Promise<void> {
  const rows = (await inTokenTable(options, [LIST_TOKENS])) as unknown as TokenFacts[];
  const lines = rows.map((row) => `${tokenLine(row, new Date())}\n`);
  process.stdout.write(lines.length === 0 ? "还没有令牌。\n" : lines.join(""));
}

async function revoke(options: Options, id: number): Promise<void> {
  const [found] = await inTokenTable(options, [`${ONE_TOKEN}${id}`]);
  if (!found) return command.error(`没有编号 ${id} 的令牌。用 --list 看编号。`, { exitCode: 1 });
  if (found.revokedAt !== null) return command.error(`编号 ${id} 的令牌已经停用。`, { exitCode: 1 });
  await inTokenTable(options, [...revokeSql(id), `${ONE_TOKEN}${id}`]);
  process.stdout.write(`已停用：${String(found.name)}（编号 ${id}）。\n`);
}

async function make(options: Options): Promise<void> {
  const { name, bureau: bureaus = [], role } = options;
  const scopes: Scope[] = role === "admin" ? ["publish", "admin"] : (options.scope ?? ["publish"]);
  const days = options.days ?? defaultDays(scopes);
  if (name === undefined) return command.error("请写明谁用：--name 名称。", { exitCode: 2 });
  if (days > mostDays(scopes)) return command.error(`这样的令牌最多有效 ${mostDays(scopes)} 天。`, { exitCode: 2 });
  if (bureaus.length > 0 && !isForBureaus(scopes))
    return command.error("备份和管理管着整个网站，不能用 --bureau 限定单位。", { exitCode: 2 });
  await requireKnown(options, bureaus);
  const token = newBearerToken();
  const detail = { name, scopes: scopes.join(" "), bureaus: bureaus.join(" "), days };
  await inTokenTable(options, [
    tokenSql(token, name, { scopes, bureaus }, days),
    auditSql("token.made", detail),
    "SELECT 1",
  ]);
  process.stderr.write(`令牌（${name}，${days} 天有效，只显示这一次）：\n`);
  process.stdout.write(`${token}\n`);
}

async function requireKnown(options: Options, bureaus: readonly string[]) {
  if (bureaus.length === 0) return;
  const rows = await inTokenTable(options, [
    `SELECT slug FROM bureaus WHERE slug IN (${bureaus.map(quoteSql).join(", ")})`,
  ]);
  const unknown = bureaus.find((slug) => !rows.some((row) => row.slug === slug));
  if (unknown !== undefined) command.error(`网站没有代号为 ${unknown} 的单位。`, { exitCode: 1 });
}

const options = command.parse().opts<Options>();
try {
  if (options.list) await list(options);
  else if (options.revoke !== undefined) await revoke(options, options.revoke);
  else await make(options);
} catch (error) {
  process.stderr.write(
    `${fileTrouble(error, options.data ?? "")}\n${options.env ? "请先部署这个环境（docs/deploy.md）。" : "请先运行一次 npm start，建立本地数据库。"}\n`,
  );
  process.exitCode = 1;
}
