import { generateX25519Identity, identityToRecipient } from "age-encryption";
import { newCommand } from "../command/command.ts";

newCommand("npm run supervisor-key", "新建监督者的密钥：公钥和私钥写到标准输出，私钥只显示这一次").parse();

const identity = await generateX25519Identity();
process.stdout.write(`# public key: ${await identityToRecipient(identity)}\n${identity}\n`);
process.stderr.write("以 age1 开头的公钥登记到 /staff/keys；以 AGE-SECRET-KEY- 开头的私钥自己保管，至少存两份。\n");
