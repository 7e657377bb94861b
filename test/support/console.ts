import { createExecutionContext, env, waitOnExecutionContext } from "cloudflare:test";
import { createApp } from "../../src/app.ts";
import type { Role } from "../../src/staff/role.ts";

export const HOST = "http://localhost:8787";
const app = createApp();

export interface CallOptions {
  method?: string;
  cookie?: string | null;
  form?: Record<string, string | string[]>;
  /** In place of a form. */
  body?: string;
  headers?: Record<string, string>;
  env?: Partial<Record<keyof Env, string>>;
  host?: string;
}

/** One request to the whole application, as a browser on this machine would send it unless told otherwise. */
export async function call(path: string, options: CallOptions = {}): Promise<Response> {
  const { form, cookie, host = HOST } = options;
  const method = options.method ?? (form ? "POST" : "GET");
  const headers = new Headers({ ...(method === "GET" ? {} : { Origin: host }), ...options.headers });
  if (cookie) headers.set("Cookie", cookie);
  const body = form ? toForm(form) : (options.body ?? null);
  const context = createExecutionContext();
  const request = new Request(host + path, { method, headers, body, redirect: "manual" });
  const response = await app.fetch(request, { ...env, ...options.env } as unknown as Env, context);
  await waitOnExecutionContext(context);
  return response;
}

function toForm(fields: Record<string, string | string[]>) {
  const form = new URLSearchParams();
  for (const [name, value] of Object.entries(fields)) for (const each of [value].flat()) form.append(name, each);
  return form;
}

/** The cookie of the demonstration person of a role. */
export async function signInAs(role: Role): Promise<string> {
  const response = await call("/staff/sign-in", { form: { role } });
  return (response.headers.get("Set-Cookie") ?? "").split(";")[0] ?? "";
}
