import PostalMime from "postal-mime";
import { isServer, ownLetterIn, saysGone } from "./plain-bounce.ts";

/** A report of a mail server about a letter of ours. */
export interface BounceReport {
  /** Message-ID of the letter, with its brackets. */
  letter: string;
  /** Nothing can be delivered to its receiver, now or later. */
  isFinal: boolean;
}

/** Of a letter that comes back more is not read. */
const LONGEST_REPORT = 1_000_000;

/**
 * A delivery status notification (RFC 3464), or what servers send that write none; null for any other letter, and for one that does
 * not say which letter it is about.
 */
export async function readBounceReport(bytes: Uint8Array): Promise<BounceReport | null> {
  if (bytes.length > LONGEST_REPORT) return null;
  const parsed = await PostalMime.parse(bytes, { forceRfc822Attachments: true });
  const textOf = (...types: string[]) => {
    const found = parsed.attachments.find(({ mimeType }) => types.includes(mimeType));
    return found === undefined ? null : toText(found.content);
  };
  const status = textOf("message/delivery-status", "message/global-delivery-status");
  const returned = textOf("text/rfc822-headers", "message/rfc822", "message/global", "message/global-headers");
  const said = `${parsed.text ?? ""}\n${(parsed.html ?? "").replace(/<[^<>]{0,2000}>/g, " ")}`;
  const answered = `${parsed.inReplyTo ?? ""} ${parsed.references ?? ""}`;
  const letter =
    (returned === null ? undefined : fieldsOf(returned).get("message-id")) || ownLetterIn(`${answered}\n${said}`);
  if (letter === undefined || !/^<[^<>\s]{1,200}>$/.test(letter)) return null;
  if (status !== null) return { letter, isFinal: isFinal(status) };
  return isServer(parsed.from?.address ?? "") ? { letter, isFinal: saysGone(said) } : null;
}

const toText = (content: ArrayBuffer | Uint8Array | string) =>
  typeof content === "string" ? content : new TextDecoder().decode(content);

/**
 * Whether every receiver of the notification failed for good. A letter of ours has one. 5.7.x is about the sender, and a mailbox that
 * is full (5.2.2) may be emptied: neither ends anything, as while a letter is handed over.
 */
function isFinal(status: string): boolean {
  const [, ...receivers] = status
    .replaceAll("\r\n", "\n")
    .trim()
    .split(/\n{2,}/);
  const told = receivers.map(fieldsOf).filter((fields) => fields.has("action"));
  return told.length > 0 && told.every((fields) => isGone(fields.get("action") ?? "", fields.get("status") ?? ""));
}

const isGone = (action: string, status: string) =>
  action.toLowerCase() === "failed" && /^5\.\d{1,3}\.\d{1,3}/.test(status) && !/^5\.(?:7\.|2\.2\b)/.test(status);

/** The first block of header fields, unfolded, by name in lower case; of a name that stands twice the first. */
function fieldsOf(text: string): Map<string, string> {
  const [head = ""] = text.replaceAll("\r\n", "\n").trimStart().split("\n\n", 1);
  const fields = new Map<string, string>();
  for (const line of head.replace(/\n[ \t]+/g, " ").split("\n")) {
    const colon = line.indexOf(":");
    const name = line.slice(0, Math.max(colon, 0)).trim().toLowerCase();
    if (name !== "" && !fields.has(name)) fields.set(name, line.slice(colon + 1).trim());
  }
  return fields;
}
