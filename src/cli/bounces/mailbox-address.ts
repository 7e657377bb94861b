const LOOPBACK = new Set(["127.0.0.1", "[::1]", "localhost"]);

/** `pop3s://name:password@host`, or `pop3://` on this machine. Throws what is wrong with it, without the password. */
export function readMailboxAddress(setting: string): URL {
  const url = URL.parse(setting.trim());
  if (!url || !["pop3:", "pop3s:"].includes(url.protocol) || url.username === "" || url.hostname === "")
    throw new Error(
      "BOUNCE_MAILBOX 应写成 pop3s://用户名:密码@服务器，例如 pop3s://notice%40example.cn:密码@pop.example.cn",
    );
  if (url.protocol === "pop3:" && !LOOPBACK.has(url.hostname))
    throw new Error("BOUNCE_MAILBOX 用 pop3:// 会让密码明文经过网络：请改用 pop3s://。");
  return url;
}

export const hidePassword = ({ username, host }: URL) => `${decodeURIComponent(username)}（${host}）`;
