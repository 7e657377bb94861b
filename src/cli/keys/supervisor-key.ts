import { generateX25519Identity, identityToRecipient } from "age-encryption";

const identity = await generateX25519Identity();
process.stdout.write(`# public key: ${await identityToRecipient(identity)}\n${identity}\n`);
process.stderr.write("以 age1 开头的公钥登记到 /staff/keys；以 AGE-SECRET-KEY- 开头的私钥自己保管，至少存两份。\n");
