import { spawn } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { scriptOf } from "../command/run-tool.ts";
import { bundleReader } from "../local/bundle-reader.ts";
import { freePort } from "../local/free-port.ts";
import { workerdPeakMb } from "./workerd-processes.ts";

/** Cloudflare gives an isolate 128 MB, what lies outside its heap (the file, fonts unpacked) included. */
const HEAP_MB = 96;
const TRIES = 100;
const FILE_NAME_HEADER = "x-file-name";

/**
 * Reads a file in workerd with the Worker as it is deployed and a heap that ends at 96 MB, past which V8 gives up. MB that the
 * process grew by over an idle one, its code and buffers included; throws if the file is not read.
 */
export async function readerMemoryMb(bytes: Uint8Array<ArrayBuffer>, name: string): Promise<number | null> {
  const folder = await mkdtemp(join(tmpdir(), "gongshi-reader-memory-"));
  const { modules, compatibilityDate } = await bundleReader();
  const port = await freePort();
  await writeFile(join(folder, "reader.js"), modules[0]?.contents ?? "");
  await writeFile(join(folder, "config.capnp"), configOf(port, compatibilityDate));
  const workerd = spawn(process.execPath, [scriptOf("workerd/bin/workerd"), "serve", join(folder, "config.capnp")], {
    detached: true,
    stdio: "ignore",
  });
  try {
    const address = `http://127.0.0.1:${port}/`;
    await answers(address);
    const idle = await workerdPeakMb();
    const response = await fetch(address, { method: "POST", body: bytes, headers: { [FILE_NAME_HEADER]: name } });
    const answer = (await response.json()) as { report?: unknown };
    if (!answer.report) throw new Error(`the reader did not read ${name}: ${JSON.stringify(answer).slice(0, 300)}`);
    const peak = await workerdPeakMb();
    return peak === null || idle === null ? null : peak - idle;
  } finally {
    // The script of the package starts the program itself: both end.
    if (workerd.pid) process.kill(-workerd.pid);
    await rm(folder, { recursive: true, force: true });
  }
}

const configOf = (port: number, date: string) => `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [(name = "reader", worker = .reader)],
  sockets = [(name = "http", address = "127.0.0.1:${port}", http = (), service = "reader")],
  v8Flags = ["--max-heap-size=${HEAP_MB}"]
);
const reader :Workerd.Worker = (modules = [(name = "reader.js", esModule = embed "reader.js")], compatibilityDate = "${date}");
`;

/** Waits until it listens; an empty file is refused at once. */
async function answers(address: string): Promise<void> {
  for (let tries = 0; tries < TRIES; tries++) {
    const response = await fetch(address, { method: "POST", headers: { [FILE_NAME_HEADER]: "a.pdf" } }).catch(
      () => null,
    );
    await response?.body?.cancel();
    if (response) return;
    await wait(100);
  }
  throw new Error("workerd does not answer");
}
