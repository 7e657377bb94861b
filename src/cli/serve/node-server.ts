import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { DevServer } from "../local/dev-server.ts";

const START_LIMIT = 30_000;
const STOP_LIMIT = 25_000;

/**
 * Runs a built Node host as a process of its own and waits until it answers; throws its output if it ends before. It gets
 * `settings` and the path of Node, and no other variable.
 */
export async function startNodeServer(
  built: string,
  settings: Record<string, string>,
): Promise<DevServer & { pid: number | undefined }> {
  const child = spawn(process.execPath, ["--disable-warning=ExperimentalWarning", join(built, "server.js")], {
    env: { PATH: process.env.PATH, ...settings },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let printed = "";
  for (const from of [child.stdout, child.stderr])
    from.on("data", (data: Buffer) => (printed = (printed + data.toString()).slice(-20_000)));
  const ended = once(child, "exit").then(() => undefined);
  const end = async (signal: "SIGTERM" | "SIGKILL") => {
    if (isRunning(child)) child.kill(signal);
    await Promise.race([ended, sleep(STOP_LIMIT, undefined, { ref: false })]);
    if (isRunning(child)) child.kill("SIGKILL");
    await ended;
  };
  const deadline = Date.now() + START_LIMIT;
  while (isRunning(child) && Date.now() < deadline && !printed.includes("公示已启动")) await sleep(10);
  if (!isRunning(child) || !printed.includes("公示已启动")) {
    await end("SIGKILL");
    throw new Error(printed.trim());
  }
  return { pid: child.pid, ended, printed: () => printed, stop: () => end("SIGTERM"), kill: () => end("SIGKILL") };
}

const isRunning = (child: ChildProcess) => child.exitCode === null && child.signalCode === null;
