import { randomBytes } from "node:crypto";
import { Option } from "commander";
import { codeDigest, INVITATION_MS, newInvitationCode, newSecret } from "../../staff/local/codes.ts";
import { fileTrouble } from "../command/file-trouble.ts";
import { newCommand } from "../command/command.ts";
import { ENVIRONMENTS, type EnvironmentName } from "../command/environment.ts";
import { quoteSql } from "../site/bearer-token.ts";
import { inTokenTable } from "./token-table.ts";

interface Options {
  email: string;
  env?: EnvironmentName;
  data?: string;
}

const command = newCommand(
  "npm run account",
  "给第一位管理员（或进不了工作台的人）一个登记码，用来设定本站账号；其他人的登记码在工作台“人员”里发",
)
  .requiredOption("--email <email>", "谁的：人员名单里的邮箱，或 ADMIN_EMAILS 里的")
  .option("--data <folder>", "在 npm run serve 的数据文件夹（DATA_DIR）里；网站可以正在运行")
  .addOption(new Option("--env <name>", "在已部署的哪个环境").choices([...ENVIRONMENTS]));

const options = command.parse().opts<Options>();
const email = options.email.trim().toLowerCase();
if ((options.data === undefined) === (options.env === undefined))
  command.error("请写 --data 或 --env 中的一个。", { exitCode: 2 });
if (!/^[^\s@]+@[^\s@]+$/.test(email)) command.error("请写完整的邮箱，例如 --email name@example.com。", { exitCode: 2 });

try {
  const random = (bytes: number) => Uint8Array.from(randomBytes(bytes));
  const code = newInvitationCode(random);
  const now = new Date();
  const until = new Date(now.getTime() + INVITATION_MS).toISOString();
  const row = [email, codeDigest(code), newSecret(random), until, "npm run account"].map(quoteSql).join(", ");
  const audit = [now.toISOString(), "npm run account", "account.invited", email, "{}"].map(quoteSql).join(", ");
  const [{ known } = { known: 0 }] = await inTokenTable(options, [
    `INSERT OR REPLACE INTO account_invitations (email, code_sha256, secret, until, made_by) VALUES (${row})`,
    `INSERT INTO audit_log (at, actor, action, subject, detail) VALUES (${audit})`,
    `SELECT EXISTS (SELECT 1 FROM staff WHERE email = ${quoteSql(email)} AND active) AS known`,
  ]);
  if (!known) process.stderr.write("人员名单里没有这个邮箱：它要写在 ADMIN_EMAILS 里，登录后成为管理员。\n");
  process.stderr.write(`登记码（${email}，三天有效，只显示这一次），在网站的 /staff/sign-in/account 填写：\n`);
  process.stdout.write(`${code}\n`);
} catch (error) {
  process.stderr.write(`${fileTrouble(error, options.data ?? "")}\n`);
  process.exitCode = 1;
}
