import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { QUIET_WRANGLER, ROOT, STATE } from "../command/project.ts";
import { WRANGLER } from "../command/run-tool.ts";

const HOST = "127.0.0.1";
const START_LIMIT = 60_000;
const STOP_LIMIT = 5_000;

/** Decision 0010. */
export interface DevServer {
  /** Resolves when the server ends by itself. */
  ended: Promise<void>;
  /** Its output so far. */
  printed: () => string;
  stop: () => Promise<void>;
  /** Ends it and every process it started at once, as a power cut does. */
  kill: () => Promise<void>;
}

export async function isPortFree(port: number): Promise<boolean> {
  const probe = createServer();
  try {
    probe.listen(port, HOST);
    await once(probe, "listening");
    return true;
  } catch {
    return false;
  } finally {
    probe.close();
  }
}

/** Starts the Worker on the local database and waits until it answers; throws what it printed when it does not. */
export async function startDevServer(port: number, verbose: boolean, state = STATE): Promise<DevServer> {
  const configs = ["-c", "wrangler.toml", "-c", "wrangler.reader.toml"];
  const args = [
    "dev",
    ...configs,
    "--local",
    "--ip",
    HOST,
    "--port",
    `${port}`,
    "--inspector-port",
    "0",
    "--persist-to",
    state,
    "--var",
    `DEVELOPMENT_ORIGIN:http://localhost:${port}`,
  ];
  const quiet = ["--log-level", verbose ? "log" : "error", "--show-interactive-dev-session=false"];
  const child = spawn(process.execPath, ["--no-warnings", WRANGLER, ...args, ...quiet], {
    cwd: ROOT,
    env: { ...process.env, ...QUIET_WRANGLER },
    stdio: ["ignore", "pipe", "pipe"],
    detached: state !== STATE,
  });
  let printed = "";
  for (const [from, to] of [
    [child.stdout, process.stdout],
    [child.stderr, process.stderr],
  ] as const)
    from.on("data", (data: Buffer) => {
      printed = (printed + data.toString()).slice(-20_000);
      if (verbose) to.write(data);
    });
  const ended = once(child, "exit").then(() => undefined);
  const server = {
    ended,
    printed: () => printed,
    stop: () => stopChild(child, ended),
    kill: () => killGroup(child, ended),
  };
  if (await answers(port, child)) return server;
  await server.stop();
  throw new Error(`网站没有启动成功：\n${printed.trim() || "（没有输出）"}`);
}

async function answers(port: number, child: ChildProcess): Promise<boolean> {
  const deadline = Date.now() + START_LIMIT;
  while (Date.now() < deadline && child.exitCode === null && child.signalCode === null) {
    const response = await fetch(`http://${HOST}:${port}/robots.txt`).catch(() => null);
    await response?.body?.cancel();
    if (response) return true;
    await sleep(100);
  }
  return false;
}

async function stopChild(child: ChildProcess, ended: Promise<void>) {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill("SIGTERM");
  await Promise.race([ended, sleep(STOP_LIMIT, undefined, { ref: false })]);
  if (child.exitCode === null && child.signalCode === null) child.kill("SIGKILL");
}

/** Stops a server that was started in a process group of its own, as one with another state is. */
async function killGroup(child: ChildProcess, ended: Promise<void>) {
  if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, "SIGKILL");
  await ended;
}
