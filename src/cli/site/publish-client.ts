import { patiently, type Site } from "./site.ts";

export interface PublishRequest {
  fileName: string;
  bytes: Uint8Array<ArrayBuffer>;
  bureau?: string | undefined;
  year?: string | undefined;
  note?: string | undefined;
  dryRun?: boolean | undefined;
  /** Codes of what stops a publication and a person accepts. */
  accept?: readonly string[] | undefined;
}

/** The questions that a person has to decide. */
export interface PendingDecision {
  code: string;
  message: string;
  quotations: string[];
}

/** The API's answer to `POST /api/v1/reports`, as far as the commands show it. */
export interface PublishAnswer {
  outcome: "published" | "revised" | "unchanged" | "would_publish" | "would_revise" | "blocked";
  bureau: string;
  bureauName?: string;
  year: number;
  revision: number;
  url: string;
  title: string;
  sections: number;
  paragraphs: number;
  notes: { code: string; level: "info" | "unsure" | "blocking"; message: string; text: string; line: number }[];
  outline?: { depth: number; heading: string; standard: string | null }[];
  /** Left out, with the address, of a file that was known before it was sent. */
  figuresToCheck?: { message: string }[];
  figuresUrl?: string;
  /** Only if the outcome is `blocked`. */
  blocked?: PendingDecision[];
}

/** Read, and not published: a person has to decide. */
export interface BlockedFile {
  outcome: "blocked";
  status: number;
  type: string;
  detail: string;
  blocked: PendingDecision[];
}

export type FileAnswer = PublishAnswer | BlockedFile | RefusedFile;

export interface RefusedFile {
  outcome: "refused";
  /** HTTP status; 0 if the file was refused before it was sent. */
  status: number;
  type: string;
  detail: string;
}

/** Publishes one file. Tries again when the site is busy or the connection breaks: the same file twice is `unchanged`. */
export const publishFile = async (site: Site, request: PublishRequest): Promise<FileAnswer> =>
  readAnswer(await patiently(site, () => send(site, request)));

function send(site: Site, { fileName, bytes, bureau, year, note, dryRun, accept }: PublishRequest): Promise<Response> {
  const form = new FormData();
  form.set("file", new File([bytes], fileName));
  for (const [name, value] of Object.entries({ bureau, year, note })) if (value !== undefined) form.set(name, value);
  for (const code of accept ?? []) form.append("accept", code);
  const url = new URL(`/api/v1/reports${dryRun ? "?dry_run=1" : ""}`, site.origin);
  return fetch(url, { method: "POST", body: form, headers: { authorization: `Bearer ${site.token}` } });
}

async function readAnswer(response: Response): Promise<FileAnswer> {
  const body = (await response.json().catch(() => null)) as Record<string, unknown> | null;
  if (response.ok && body) return body as unknown as PublishAnswer;
  const { type, title, detail, blocked } = body ?? {};
  const told = {
    status: response.status,
    type: typeof type === "string" ? type : "about:blank",
    detail:
      [detail, title].find((text) => typeof text === "string") ?? `网站答复了状态 ${response.status}，没有说明原因。`,
  };
  if (Array.isArray(blocked)) return { outcome: "blocked", ...told, blocked: blocked as PendingDecision[] };
  return { outcome: "refused", ...told };
}
