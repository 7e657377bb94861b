import { progressLine } from "../import/progress.ts";

export interface Site {
  site: string;
  token: string;
}

/** Posts to the site's API; throws in Chinese what the site answered. */
export async function askSite<T>({ site, token }: Site, path: string, body: object): Promise<T> {
  const response = await fetch(new URL(path, site), {
    method: "POST",
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    body: JSON.stringify(body),
  }).catch(() => {
    throw new Error(`连不上 ${site}。请确认网站已启动（npm start），或用 --site 指定地址。`);
  });
  const answer = (await response.json().catch(() => ({}))) as T & { detail?: string };
  if (!response.ok) throw new Error(`重建没有完成（${response.status}）：${answer.detail ?? "网站没有说明原因。"}`);
  return answer;
}

/** Rewrites the line of progress on standard error. */
export const showProgress = (done: number, total: number, began: number) =>
  process.stderr.write(`\r${progressLine(done, total, (performance.now() - began) / 1000)}`);
