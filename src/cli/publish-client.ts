import { setTimeout as sleep } from "node:timers/promises";

export interface PublishRequest {
  fileName: string;
  bytes: Uint8Array<ArrayBuffer>;
  bureau?: string | undefined;
  year?: string | undefined;
  note?: string | undefined;
  dryRun?: boolean | undefined;
}

/** The API's answer to `POST /api/v1/reports`, as far as the commands show it. */
export interface Published {
  outcome: "published" | "revised" | "unchanged" | "would_publish" | "would_revise";
  bureau: string;
  bureauName?: string;
  year: number;
  revision: number;
  url: string;
  title: string;
  sections: number;
  paragraphs: number;
  notes: { code: string; level: "info" | "unsure"; message: string; text: string; line: number }[];
  outline?: { depth: number; heading: string; standard: string | null }[];
}

export interface Refused {
  outcome: "refused";
  /** HTTP status; 0 where the file was refused before it was sent. */
  status: number;
  type: string;
  detail: string;
}

export class SiteUnreachable extends Error {}

export interface Site {
  origin: string;
  token: string;
}

const ATTEMPTS = 8;
const LONGEST_PAUSE = 10_000;
const RETRIED = new Set([429, 502, 503, 504]);

/** Publishes one file. Tries again when the site is busy or the connection breaks: the same file twice is `unchanged`. */
export const publishFile = async (site: Site, request: PublishRequest): Promise<Published | Refused> =>
  readAnswer(await patiently(site, () => send(site, request)));

/** Sends again, later and later, while the site is busy or cannot be reached; what it asks for by Retry-After goes first. */
export async function patiently(site: Site, attemptOnce: () => Promise<Response>): Promise<Response> {
  for (let attempt = 1; ; attempt++) {
    const response = await attemptOnce().catch((error: unknown) => toUnreachable(site, error));
    const last = attempt === ATTEMPTS;
    if (response instanceof SiteUnreachable) {
      if (last) throw response;
    } else if (!RETRIED.has(response.status) || last) {
      return response;
    }
    const asked = response instanceof Response ? Number(response.headers.get("retry-after")) : 0;
    if (response instanceof Response) await response.body?.cancel();
    const pause = Math.min(100 * 2 ** attempt, LONGEST_PAUSE) * (0.5 + Math.random());
    await sleep(asked > 0 ? Math.min(asked, 60) * 1000 : pause);
  }
}

function send(site: Site, { fileName, bytes, bureau, year, note, dryRun }: PublishRequest): Promise<Response> {
  const form = new FormData();
  form.set("file", new File([bytes], fileName));
  for (const [name, value] of Object.entries({ bureau, year, note })) if (value !== undefined) form.set(name, value);
  const url = new URL(`/api/v1/reports${dryRun ? "?dry_run=1" : ""}`, site.origin);
  return fetch(url, { method: "POST", body: form, headers: { authorization: `Bearer ${site.token}` } });
}

function toUnreachable(site: Site, error: unknown): SiteUnreachable {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause.message : String(error);
  return new SiteUnreachable(
    `连不上 ${site.origin}（${cause}）。请确认网站已启动（npm start），或用 --site 指定地址。`,
  );
}

async function readAnswer(response: Response): Promise<Published | Refused> {
  const body = (await response.json().catch(() => null)) as Record<string, unknown> | null;
  if (response.ok && body) return body as unknown as Published;
  const { type, title, detail } = body ?? {};
  return {
    outcome: "refused",
    status: response.status,
    type: typeof type === "string" ? type : "about:blank",
    detail:
      [detail, title].find((text) => typeof text === "string") ?? `网站答复了状态 ${response.status}，没有说明原因。`,
  };
}
