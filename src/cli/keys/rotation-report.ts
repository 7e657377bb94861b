import type { Rotation } from "../../feedback/retention/rotation.ts";

/** The command's report when nothing more could be sealed anew. A key is named as one that can go only if nothing needs it. */
export function rotationReport({ newest, older, otherwise }: Omit<Rotation, "resealed">, total: number) {
  const left = otherwise.reduce((sum, { boxes }) => sum + boxes, 0);
  const lines =
    newest === null
      ? ["网站没有设置 CONTACT_KEYS，什么都没有做。"]
      : [`网站正在用的最新密钥：${newest}。`, `用它重新加密了 ${total} 份联系方式。`];
  for (const { key, boxes, known } of otherwise)
    lines.push(
      known
        ? `还有 ${boxes} 份是用 ${key} 加密的，打不开（数据损坏，或 ${key} 不是原来的那一把）。请勿取下 ${key}。`
        : `还有 ${boxes} 份是用 ${key} 加密的，而 ${key} 不在网站的设置里。请把它放回 CONTACT_KEYS，再运行一次。`,
    );
  if (newest === null || left > 0) return { done: false, lines: [...lines, "旧密钥一把都不能取下。"] };
  const end =
    older.length > 0
      ? `现在可以从 CONTACT_KEYS 里取下：${older.join("、")}。备份里的联系方式仍要用它打开，请离线留到旧备份都销毁以后。`
      : "设置里没有旧密钥。如果刚加了新的密钥，说明正在运行的网站还不知道它：请先部署，再运行一次。";
  return { done: true, lines: [...lines, end] };
}
