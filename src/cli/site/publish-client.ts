import { patiently, type Site } from "./site.ts";

export interface PublishRequest {
  fileName: string;
  bytes: Uint8Array<ArrayBuffer>;
  bureau?: string | undefined;
  year?: string | undefined;
  note?: string | undefined;
  dryRun?: boolean | undefined;
}

/** The API's answer to `POST /api/v1/reports`, as far as the commands show it. */
export interface PublishAnswer {
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
  /** Left out, with the address, of a file that was known before it was sent. */
  figuresToCheck?: { message: string }[];
  figuresUrl?: string;
}

export interface RefusedFile {
  outcome: "refused";
  /** HTTP status; 0 where the file was refused before it was sent. */
  status: number;
  type: string;
  detail: string;
}

/** Publishes one file. Tries again when the site is busy or the connection breaks: the same file twice is `unchanged`. */
export const publishFile = async (site: Site, request: PublishRequest): Promise<PublishAnswer | RefusedFile> =>
  readAnswer(await patiently(site, () => send(site, request)));

function send(site: Site, { fileName, bytes, bureau, year, note, dryRun }: PublishRequest): Promise<Response> {
  const form = new FormData();
  form.set("file", new File([bytes], fileName));
  for (const [name, value] of Object.entries({ bureau, year, note })) if (value !== undefined) form.set(name, value);
  const url = new URL(`/api/v1/reports${dryRun ? "?dry_run=1" : ""}`, site.origin);
  return fetch(url, { method: "POST", body: form, headers: { authorization: `Bearer ${site.token}` } });
}

async function readAnswer(response: Response): Promise<PublishAnswer | RefusedFile> {
  const body = (await response.json().catch(() => null)) as Record<string, unknown> | null;
  if (response.ok && body) return body as unknown as PublishAnswer;
  const { type, title, detail } = body ?? {};
  return {
    outcome: "refused",
    status: response.status,
    type: typeof type === "string" ? type : "about:blank",
    detail:
      [detail, title].find((text) => typeof text === "string") ?? `网站答复了状态 ${response.status}，没有说明原因。`,
  };
}
