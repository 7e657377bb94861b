import { once } from "node:events";
import { createServer } from "node:net";

/** Below the ports that systems give to connections (Linux from 32768): nobody gets it before it is listened on. */
const LOWEST = 20_000;
const HIGHEST = 32_000;

/** A port of loopback that nobody listens on. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = LOWEST + Math.floor(Math.random() * (HIGHEST - LOWEST));
    const probe = createServer();
    try {
      await once(probe.listen(port, "127.0.0.1"), "listening");
    } catch {
      continue;
    }
    await once(probe.close(), "close");
    return port;
  }
}
