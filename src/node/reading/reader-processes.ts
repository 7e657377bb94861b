import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import type { FileRead, FileToRead } from "./reading-message.ts";

interface ReadingLimits {
  processes: number;
  /** How many files may wait for a process. */
  waiting: number;
  ms: number;
  megabytes: number;
}

const READING_LIMITS: ReadingLimits = { processes: 2, waiting: 20, ms: 60_000, megabytes: 512 };

/** Files a process reads before a new one takes its place. */
const MOST_FILES = 100;

interface Reader {
  child: ChildProcess;
  files: number;
}

export interface ReaderProcesses {
  /** The binding through which the portal asks. */
  fetcher: Fetcher;
  close: () => Promise<void>;
}

/**
 * Processes that read files, each within a time and a heap of its own; one that goes beyond is ended, and its file refused. A thread
 * would not do: one that runs out of memory can end the process it belongs to, and the site with it. Decision 0120.
 */
export function startReaderProcesses(script: string, limits = READING_LIMITS): ReaderProcesses {
  const idle: Reader[] = [];
  const queue: ((go: boolean) => void)[] = [];
  const all = new Set<ChildProcess>();
  let busy = 0;

  const start = (): Reader => {
    const child = startReader(script, limits.megabytes);
    all.add(child);
    child.on("error", () => {});
    child.on("exit", () => {
      all.delete(child);
      const at = idle.findIndex((reader) => reader.child === child);
      if (at >= 0) idle.splice(at, 1);
    });
    return { child, files: 0 };
  };
  const takeTurn = async () => {
    if (busy < limits.processes) busy += 1;
    else if (queue.length >= limits.waiting) throw new Error("too many files wait to be read");
    else if (!(await new Promise<boolean>((go) => queue.push(go)))) throw new Error("the readers were stopped");
  };
  const passOn = () => {
    const next = queue.shift();
    if (next) next(true);
    else busy -= 1;
  };
  const read = async (file: FileToRead, signal?: AbortSignal | null): Promise<Response> => {
    await takeTurn();
    const reader = idle.pop() ?? start();
    try {
      const { status, headers, body } = await askReader(reader.child, file, limits.ms, signal);
      reader.files += 1;
      if (reader.files < MOST_FILES) idle.push(reader);
      else void end(reader.child);
      return new Response(Uint8Array.from(body), { status, headers });
    } catch (error) {
      await end(reader.child);
      throw error;
    } finally {
      passOn();
    }
  };
  const fetcher = {
    fetch: async (url: string, init: RequestInit) =>
      read({ url, headers: [...new Headers(init.headers)], body: toBody(init.body) }, init.signal),
  } as unknown as Fetcher;
  const close = async () => {
    for (const go of queue.splice(0)) go(false);
    await Promise.all([...all].map(end));
  };
  return { fetcher, close };
}

/** It has no variables, may read its own program and nothing else, writes no file and starts nothing. */
function startReader(script: string, megabytes: number): ChildProcess {
  const child = fork(script, [], {
    env: {} as NodeJS.ProcessEnv,
    execArgv: [`--max-old-space-size=${megabytes}`, "--permission", `--allow-fs-read=${dirname(script)}/*`],
    serialization: "advanced",
    stdio: ["ignore", "ignore", "ignore", "ipc"],
  });
  child.unref();
  child.channel?.unref();
  // Where memory is short, Linux ends a reader before anything else.
  if (child.pid !== undefined) writeFile(`/proc/${child.pid}/oom_score_adj`, "1000").catch(() => {});
  return child;
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, "exit");
  child.kill("SIGKILL");
  await ended;
}

async function askReader(
  child: ChildProcess,
  file: FileToRead,
  ms: number,
  asked?: AbortSignal | null,
): Promise<FileRead> {
  const signal = AbortSignal.any([AbortSignal.timeout(ms), ...(asked ? [asked] : [])]);
  const answered = new AbortController();
  const within = { signal: AbortSignal.any([signal, answered.signal]) };
  const ended = once(child, "exit", within).then(() => {
    throw new Error("the reader ended");
  });
  ended.catch(() => {});
  child.send(file, () => {});
  child.ref();
  child.channel?.ref();
  try {
    const [answer] = (await Promise.race([once(child, "message", within), ended])) as [FileRead];
    return answer;
  } finally {
    answered.abort();
    child.unref();
    child.channel?.unref();
  }
}

function toBody(body: unknown): Uint8Array<ArrayBuffer> {
  if (body instanceof Uint8Array) return Uint8Array.from(body);
  throw new TypeError("a file is sent as bytes");
}
