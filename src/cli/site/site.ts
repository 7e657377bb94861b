import { setTimeout as sleep } from "node:timers/promises";

export class SiteUnreachable extends Error {}

export interface Site {
  origin: string;
  token: string;
}

const ATTEMPTS = 8;
const LONGEST_PAUSE = 10_000;
/** Within a second or so; a command that then says nothing for half a minute looks as if it hung. */
const TOLD_AT = 3;
const RETRIED = new Set([429, 502, 503, 504]);

export class SiteRefused extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

interface CallInit extends RequestInit {
  headers?: Record<string, string>;
}

/** Calls the API, again while the site is busy; throws `SiteRefused` with the site's own words. */
export async function call(site: Site, path: string, init: CallInit = {}): Promise<Response> {
  const headers = { authorization: `Bearer ${site.token}`, ...init.headers };
  const response = await patiently(site, () => fetch(new URL(`/api/v1${path}`, site.origin), { ...init, headers }));
  if (response.ok) return response;
  const problem = (await response.json().catch(() => ({}))) as { detail?: string };
  throw new SiteRefused(response.status, problem.detail ?? `网站答复了状态 ${response.status}，没有说明原因。`);
}

export const callJson = async <T>(site: Site, path: string, body?: unknown): Promise<T> =>
  (await (await call(site, path, body === undefined ? {} : posted(body))).json()) as T;

const posted = (body: unknown): CallInit => ({
  method: "POST",
  headers: { "content-type": "application/json" },
  body: JSON.stringify(body),
});

/** Sends again, later and later, while the site is busy or cannot be reached; what it asks for by Retry-After goes first. */
export async function patiently(site: Site, attemptOnce: () => Promise<Response>): Promise<Response> {
  for (let attempt = 1; ; attempt++) {
    const response = await attemptOnce().catch((error: unknown) => toUnreachable(site, error));
    const last = attempt === ATTEMPTS;
    if (response instanceof SiteUnreachable) {
      if (last) throw response;
      if (attempt === TOLD_AT) tellOnce(site.origin);
    } else if (!RETRIED.has(response.status) || last) {
      return response;
    }
    const asked = response instanceof Response ? Number(response.headers.get("retry-after")) : 0;
    if (response instanceof Response) await response.body?.cancel();
    const pause = Math.min(100 * 2 ** attempt, LONGEST_PAUSE) * (0.5 + Math.random());
    await sleep(asked > 0 ? Math.min(asked, 60) * 1000 : pause);
  }
}

const told = new Set<string>();

function tellOnce(origin: string) {
  if (told.has(origin)) return;
  told.add(origin);
  process.stderr.write(`连不上 ${origin}，半分钟内再试几次…\n`);
}

function toUnreachable(site: Site, error: unknown): SiteUnreachable {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause.message : String(error);
  return new SiteUnreachable(
    `连不上 ${site.origin}（${cause}）。请确认网站已启动（npm start；用 PORT 换过端口的，这条命令前也写上 PORT），或用 --site 指定地址。`,
  );
}
