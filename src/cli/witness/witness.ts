import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { formatCosignerKey, formatCosigningKey, parseVerifierKey, type VerifierKey } from "../../ledger/log/keys.ts";
import { isKeyName } from "../../ledger/log/note.ts";
import { type Cosigner, parseCosigner } from "../../ledger/witness/cosignature.ts";
import { messageOf } from "../../thrown.ts";
import { newCommand } from "../command/command.ts";
import { toPort } from "../local/welcome.ts";
import { witnessServer } from "./server.ts";
import { openStates } from "./state.ts";

const command = newCommand(
  "npm run witness",
  "当一个见证人：核对别人的公示日志只增不改，给检查点联署（C2SP tlog-witness）。请放在与那个网站无关的机器上",
)
  .requiredOption("--log <vkey...>", "要见证的日志的公钥：网站“公示日志”页上的那一行，或存着它的文件；可以有几个")
  .option("--name <name>", "见证人的名称，像网址而没有 https://，例如 witness.example.org；第一次运行时要写")
  .option("--state <folder>", "存放密钥和见过的检查点的文件夹；请备份", ".gongshi/witness")
  .option("--host <address>", "监听的地址；对外提供请放在反向代理后面", "127.0.0.1")
  .option("--port <number>", "端口", toPort, 4450)
  .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : 2));

interface Options {
  log: string[];
  name?: string;
  state: string;
  host: string;
  port: number;
}

class Usage extends Error {}

async function readLogKey(given: string): Promise<VerifierKey> {
  const text = given.includes("+") ? given : await readFile(given, "utf8").catch(() => "");
  const key = parseVerifierKey(text.trim().split("\n")[0] ?? "");
  if (!key) throw new Usage(`日志的公钥不对：${given}。请从网站“公示日志”页重新复制一整行。`);
  return key;
}

/** The key in the folder; on the first run a new one, under the name that was given. */
async function readCosigner(folder: string, name: string | undefined): Promise<Cosigner> {
  const file = join(folder, "key");
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const kept = await readFile(file, "utf8").catch(() => null);
  if (kept === null) {
    if (name === undefined || !isKeyName(name))
      throw new Usage("第一次运行，请用 --name 起一个名称，例如 witness.example.org（不能有空格和加号）。");
    await writeFile(file, `${await formatCosigningKey(name, randomBytes(32))}\n`, { mode: 0o600, flag: "wx" });
  }
  const cosigner = await parseCosigner(kept ?? (await readFile(file, "utf8")));
  if (!cosigner) throw new Usage(`${file} 不是见证人的密钥。请从备份恢复。`);
  if (name !== undefined && name !== cosigner.name)
    throw new Usage(`这个文件夹里的见证人叫 ${cosigner.name}。换名称请另用一个文件夹。`);
  return cosigner;
}

async function main(): Promise<void> {
  const { log, name, state, host, port } = command.parse().opts<Options>();
  const folder = resolve(state);
  const logs = await Promise.all(log.map(readLogKey));
  const cosigner = await readCosigner(folder, name);
  const states = openStates(join(folder, "logs"));
  for (const { name: origin } of logs) states.of(origin);
  // Whoever reads what it prints may go away; the witness stays.
  process.stdout.on("error", () => {});
  const say = (line: string) => process.stdout.write(`${line}\n`);
  const server = witnessServer({ cosigner, logs, states, tell: (line) => say(`${new Date().toISOString()} ${line}`) });
  server.listen(port, host);
  await once(server, "listening").catch((error: unknown) => {
    throw new Usage(`不能在 ${host}:${port} 监听：${messageOf(error)}`);
  });
  say(`见证人的公钥：${formatCosignerKey(cosigner)}`);
  say(`见证人已启动　http://${host}:${port}/`);
  for (const signal of ["SIGINT", "SIGTERM"] as const)
    process.once(signal, () => {
      server.close();
      server.closeIdleConnections();
    });
}

await main().catch((error: unknown) => {
  process.stderr.write(`${messageOf(error)}\n`);
  process.exit(error instanceof Usage ? 2 : 1);
});
