import reader from "../../reader-worker.ts";
import type { FileRead, FileToRead } from "./reading-message.ts";

/** The Worker that reads files, in a process: it is given bytes and answers; a file that breaks it ends the process alone. */
process.on("message", async ({ url, headers, body }: FileToRead) => {
  const response = await reader.fetch(new Request(url, { method: "POST", headers, body: Uint8Array.from(body) }));
  const answer: FileRead = {
    status: response.status,
    headers: [...response.headers],
    body: new Uint8Array(await response.arrayBuffer()),
  };
  process.send?.(answer);
});

/** It ends with the site, which reads what it has begun when it is told to stop. */
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => {});
process.on("disconnect", () => process.exit());
