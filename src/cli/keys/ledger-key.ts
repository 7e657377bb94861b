import { randomBytes } from "node:crypto";
import { formatSigningKey, formatVerifierKey, parseSigningKey } from "../../ledger/log/keys.ts";
import { isKeyName } from "../../ledger/log/note.ts";
import { newCommand } from "../command/command.ts";

const command = newCommand(
  "npm run ledger-key",
  "新建公示日志的签名密钥：私钥写到标准输出，请直接交给 wrangler secret put LEDGER_KEY；公钥写到标准错误",
).argument("<name>", "日志的名称：网站域名加 /ledger，例如 gongshi.example.cn/ledger；定了就不能改");

const [name = ""] = command.parse().args;
if (isKeyName(name)) {
  const key = await formatSigningKey(name, randomBytes(32));
  const signer = await parseSigningKey(key);
  process.stderr.write(
    `公钥（请公布，并在站外多处留存）：\n${signer ? formatVerifierKey(signer) : ""}\n私钥（只显示这一次）：\n`,
  );
  process.stdout.write(`${key}\n`);
} else {
  process.stderr.write("日志名称不能有空格和加号，例如 gongshi.example.cn/ledger。\n");
  process.exitCode = 2;
}
