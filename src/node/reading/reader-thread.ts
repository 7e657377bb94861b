import { parentPort } from "node:worker_threads";
import reader from "../../reader-worker.ts";
import type { FileRead, FileToRead } from "./reading-message.ts";

/** The Worker that reads files, in a thread: it is given bytes and answers; a file that breaks it ends the thread alone. */
parentPort?.on("message", async ({ url, headers, body }: FileToRead) => {
  const response = await reader.fetch(new Request(url, { method: "POST", headers, body }));
  const answer: FileRead = {
    status: response.status,
    headers: [...response.headers],
    body: new Uint8Array(await response.arrayBuffer()),
  };
  parentPort?.postMessage(answer, [answer.body.buffer]);
});
