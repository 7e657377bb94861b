import Pop3 from "node-pop3";
import type { Readable } from "node:stream";
import { hidePassword } from "./mailbox-address.ts";

/** Of one run. The rest is read by the next. */
const MOST_LETTERS = 500;
const LONGEST_LETTER = 1_000_000;
const SILENT_MS = 30_000;

export interface Mailbox {
  letters: () => AsyncGenerator<{ number: number; bytes: Uint8Array }>;
  /** Letters vanish at `close`, not before. */
  drop: (numbers: readonly number[]) => Promise<void>;
  close: () => Promise<void>;
}

/** A mailbox over POP3, which every provider has. Its errors do not tell the password. */
export function openMailbox(address: URL): Mailbox {
  const tls = address.protocol === "pop3s:";
  const client = new Pop3({
    host: address.hostname,
    port: Number(address.port || (tls ? 995 : 110)),
    tls,
    servername: address.hostname,
    timeout: SILENT_MS,
    user: decodeURIComponent(address.username),
    password: decodeURIComponent(address.password),
  });
  const telling = <T>(work: Promise<T>): Promise<T> =>
    work.catch((error: unknown) => {
      throw new Error(`邮箱 ${hidePassword(address)} 读不了：${(error as Error).message}`);
    });
  return {
    async *letters() {
      const listed = (await telling(client.LIST())) as string[][];
      for (const [number = "", size = ""] of listed.slice(0, MOST_LETTERS)) {
        if (Number(size) > LONGEST_LETTER) continue;
        const [, stream] = (await telling(client.command("RETR", number))) as [string, Readable];
        yield { number: Number(number), bytes: Buffer.concat(await stream.toArray()) };
      }
    },
    drop: async (numbers) => {
      for (const number of numbers) await telling(client.DELE(number));
    },
    close: async () => {
      await client.QUIT().catch(() => {});
    },
  };
}
