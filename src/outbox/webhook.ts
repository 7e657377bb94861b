import type { Handler } from "./deliver.ts";
import { Undeliverable } from "./undeliverable.ts";
import { type Notification, parseNotification, notificationEntry } from "./notification.ts";

export type WebhookFormat = "generic" | "wecom";

export interface Webhook {
  url: string | null;
  /** Where supervisors alone are told of denunciations, and of complaints that their bureau does not see yet. */
  supervisorsUrl?: string | null;
  format: WebhookFormat;
  /** The address that the message sends its reader to. */
  consoleAddress: string;
}

const WAIT_MS = 10_000;

/** Sends `notify` entries to the webhook of those who may know; with none configured they count as done. */
export function createNotifier(webhook: Webhook | null, send: typeof fetch = fetch): Handler {
  return async (payload) => {
    const notification = parseNotification(payload);
    if (!notification) throw new Undeliverable("not a notification");
    const url = notification.hidden ? webhook?.supervisorsUrl : webhook?.url;
    if (webhook && url) await post(webhook, url, notification, send);
  };
}

/** The body of the post. WeCom: https://developer.work.weixin.qq.com/document/path/91770 */
export function webhookBody({ format, consoleAddress }: Webhook, notification: Notification) {
  if (format === "wecom")
    return { msgtype: "text", text: { content: notificationEntry(notification, consoleAddress) } };
  const told = Object.fromEntries(Object.entries(notification).filter(([name]) => name !== "hidden"));
  return { ...told, url: consoleAddress };
}

async function post(webhook: Webhook, url: string, notification: Notification, send: typeof fetch) {
  const response = await send(url, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(webhookBody(webhook, notification)),
    redirect: "manual",
    signal: AbortSignal.timeout(WAIT_MS),
  }).catch((error: Error) => {
    // The error of fetch may quote the address, whose key is a secret.
    throw new Error(`webhook unreachable (${error.name})`);
  });
  if (!response.ok) throw new Error(`webhook answered ${response.status}`);
  if (webhook.format === "wecom") await requireWecomSuccess(response);
}

/** WeCom answers 200 to what it refuses too; `errcode` says. */
async function requireWecomSuccess(response: Response) {
  const answer = await response.json<{ errcode?: number }>().catch(() => ({ errcode: undefined }));
  if (answer.errcode !== 0) throw new Error(`webhook answered errcode ${Number(answer.errcode)}`);
}
