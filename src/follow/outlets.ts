/** A group of a newsroom: a bot of WeCom or DingTalk. */
export interface ChatHook {
  format: "wecom" | "dingtalk";
  /** Holds the key of the bot. */
  url: string;
  /** DingTalk signs with it if it is set. */
  secret: string | null;
}

/** The places at which the site tells of publications, beside its own pages. */
export interface Outlets {
  /** The site's address for readers; in development that of this machine. */
  origin: string;
  /** A WebSub hub. */
  hub: string | null;
  chats: readonly ChatHook[];
}

interface Given {
  SITE_ORIGIN?: string;
  DEVELOPMENT_ORIGIN?: string;
  WEBSUB_HUB?: string;
  CHAT_WEBHOOKS?: string;
}

export const outletsOf = (env: Given): Outlets => ({
  origin: (env.SITE_ORIGIN || env.DEVELOPMENT_ORIGIN || "http://localhost:8787").replace(/\/$/, ""),
  hub: hubOf(env.WEBSUB_HUB ?? ""),
  chats: (env.CHAT_WEBHOOKS ?? "").split(/\s+/).flatMap((text) => parseChatHook(text) ?? []),
});

/** Null if no usable address is set. */
export function hubOf(setting: string): string | null {
  const text = setting.trim();
  return URL.canParse(text) && /^https:\/\/[^<>"\s]+$/.test(text) ? text : null;
}

const HOSTS: Record<string, { format: ChatHook["format"]; path: string }> = {
  "qyapi.weixin.qq.com": { format: "wecom", path: "/cgi-bin/webhook/send" },
  "oapi.dingtalk.com": { format: "dingtalk", path: "/robot/send" },
};

/** `https://…` of one of the two services, DingTalk's with `#` and its secret; null for anything else. */
export function parseChatHook(text: string): ChatHook | null {
  if (!URL.canParse(text)) return null;
  const { protocol, host, pathname, username, hash, href } = new URL(text);
  const known = HOSTS[host];
  if (protocol !== "https:" || username !== "" || !known || known.path !== pathname) return null;
  return { format: known.format, url: href.replace(/#.*$/, ""), secret: hash.length > 1 ? hash.slice(1) : null };
}
