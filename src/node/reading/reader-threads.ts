import { once } from "node:events";
import { Worker } from "node:worker_threads";
import type { FileRead, FileToRead } from "./reading-message.ts";

interface ReadingLimits {
  threads: number;
  /** How many files may wait for a thread. */
  waiting: number;
  ms: number;
  megabytes: number;
}

const READING_LIMITS: ReadingLimits = { threads: 2, waiting: 20, ms: 60_000, megabytes: 512 };

/** Files a thread reads before a new one takes its place. */
const MOST_FILES = 100;

interface Thread {
  worker: Worker;
  files: number;
}

export interface ReaderThreads {
  /** The binding through which the portal asks. */
  fetcher: Fetcher;
  close: () => Promise<void>;
}

/** Threads that read files, each within a time and a heap of its own; one that goes beyond is ended, and its file refused. */
export function startReaderThreads(script: string, limits = READING_LIMITS): ReaderThreads {
  const idle: Thread[] = [];
  const queue: ((go: boolean) => void)[] = [];
  const all = new Set<Worker>();
  let busy = 0;

  const start = (): Thread => {
    const worker = new Worker(script, {
      env: {},
      resourceLimits: { maxOldGenerationSizeMb: limits.megabytes },
      stdin: false,
    });
    all.add(worker);
    worker.unref();
    worker.on("error", () => {});
    worker.on("exit", () => {
      all.delete(worker);
      const at = idle.findIndex((thread) => thread.worker === worker);
      if (at >= 0) idle.splice(at, 1);
    });
    return { worker, files: 0 };
  };
  const takeTurn = async () => {
    if (busy < limits.threads) busy += 1;
    else if (queue.length >= limits.waiting) throw new Error("too many files wait to be read");
    else if (!(await new Promise<boolean>((go) => queue.push(go)))) throw new Error("the threads were stopped");
  };
  const passOn = () => {
    const next = queue.shift();
    if (next) next(true);
    else busy -= 1;
  };
  const read = async (file: FileToRead, signal?: AbortSignal | null): Promise<Response> => {
    await takeTurn();
    const thread = idle.pop() ?? start();
    try {
      thread.worker.ref();
      const { status, headers, body } = await askThread(thread.worker, file, limits.ms, signal);
      thread.worker.unref();
      thread.files += 1;
      if (thread.files < MOST_FILES) idle.push(thread);
      else void thread.worker.terminate();
      return new Response(body, { status, headers });
    } catch (error) {
      await thread.worker.terminate();
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
    await Promise.all([...all].map((worker) => worker.terminate()));
  };
  return { fetcher, close };
}

async function askThread(worker: Worker, file: FileToRead, ms: number, asked?: AbortSignal | null): Promise<FileRead> {
  const signal = AbortSignal.any([AbortSignal.timeout(ms), ...(asked ? [asked] : [])]);
  const answered = new AbortController();
  const within = { signal: AbortSignal.any([signal, answered.signal]) };
  const ended = once(worker, "exit", within).then(() => {
    throw new Error("the thread ended");
  });
  ended.catch(() => {});
  worker.postMessage(file, [file.body.buffer]);
  try {
    const [answer] = (await Promise.race([once(worker, "message", within), ended])) as [FileRead];
    return answer;
  } finally {
    answered.abort();
  }
}

function toBody(body: unknown): Uint8Array<ArrayBuffer> {
  if (body instanceof Uint8Array) return Uint8Array.from(body);
  throw new TypeError("a file is sent as bytes");
}
