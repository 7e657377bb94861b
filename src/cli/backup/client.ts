import { patiently, type Site } from "../publish-client.ts";

export interface Table {
  name: string;
  columns: string[];
  key: string[];
  grows: boolean;
}

export interface Head {
  size: number;
  root: string;
}

/** What tells whether anything was written. */
export interface State {
  version: number;
  audited: number;
  migration: string;
  ledger: Head;
  tables: Table[];
}

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
