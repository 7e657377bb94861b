import { createTransport } from "nodemailer";
import { BounceError, type Letter, type Mailer } from "../../follow/mailer.ts";
import { Undeliverable } from "../../outbox/undeliverable.ts";
import { messageOf } from "../../thrown.ts";

const CONNECT_MS = 5000;
const SILENCE_MS = 10_000;

/** The fields of a refusal that nodemailer adds to its message. */
interface Refusal {
  code?: string;
  responseCode?: number;
  command?: string;
  response?: string;
}

/** Mail by SMTP: `smtps://name:password@host:465`, or `smtp://` with STARTTLS if the server has it. */
export function smtpMailer(url: string, from: string): Mailer & { close: () => void } {
  const transport = createTransport(
    {
      url,
      pool: true,
      maxConnections: 1,
      connectionTimeout: CONNECT_MS,
      greetingTimeout: CONNECT_MS,
      socketTimeout: SILENCE_MS,
      disableFileAccess: true,
      disableUrlAccess: true,
    } as object,
    { from },
  );
  return {
    send: async ({ to, subject, text, html, messageId, headers }: Letter) => {
      try {
        await transport.sendMail({ to: { name: "", address: to }, subject, text, html, messageId, headers });
      } catch (error) {
        throw judged(error as Error & Refusal);
      }
    },
    close: () => transport.close(),
  };
}

/** A policy of the server (5.7.x: relaying, reputation) says nothing of the mailbox; a full one (5.2.2) may be emptied. */
const STILL_THERE = /\b5\.(?:7\.\d|2\.2\b)/;

/** The meaning of a refusal. It ends a subscription only if it concerns the receiver and is final. Its text may hold the address. */
function judged(error: Error & Refusal): Error {
  const { code, responseCode = 0, command = "", response = "" } = error;
  const isFinal = responseCode >= 500 && responseCode < 600;
  const told = `SMTP ${code ?? error.name}${responseCode ? ` ${responseCode}` : ""}${command ? ` at ${command}` : ""}`;
  if (isFinal && command === "RCPT TO" && !STILL_THERE.test(response)) return new BounceError(told);
  if (isFinal && code === "EMESSAGE") return new Undeliverable(told);
  return new Error(told);
}

/** The fault of an SMTP server's address; null if there is none. */
export function smtpFault(url: string): string | null {
  try {
    const { protocol, hostname } = new URL(url);
    return ["smtp:", "smtps:"].includes(protocol) && hostname !== "" ? null : protocol;
  } catch (error) {
    return messageOf(error);
  }
}
