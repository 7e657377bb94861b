/** One letter. The sender is the mailer's own. */
export interface Letter {
  to: string;
  subject: string;
  text: string;
  html: string;
  /** The same for every try, so that a mail program shows a letter that was sent twice once. */
  messageId: string;
  headers: Readonly<Record<string, string>>;
}

/** Sends mail. Throws `BounceError`, `Undeliverable`, or another error if a later try may succeed. */
export interface Mailer {
  send: (letter: Letter) => Promise<void>;
}

/** There is no such mailbox, says the server that should know: nothing is sent there again. */
export class BounceError extends Error {}
