import { strToU8, zipSync } from "fflate";
import type { Attack, Size, AttackTarget } from "./target.ts";

const formOf = (name: string, bytes: Uint8Array<ArrayBuffer>, more: Record<string, string> = {}) => {
  const form = new FormData();
  for (const [field, value] of Object.entries(more)) form.append(field, value);
  form.append("file", new File([bytes], name));
  return form;
};

const zipOf = (files: Record<string, Uint8Array>): Uint8Array<ArrayBuffer> =>
  new Uint8Array(zipSync(files, { level: 9 }));
const DOCUMENT = (inside: string) =>
  strToU8(
    `<?xml version="1.0"?>${inside}<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>`,
  );

/** Files that are small and become large, deep or endless, and requests of the same kind. */
function filesOf({ formBytes }: Size): [string, string, Uint8Array<ArrayBuffer>][] {
  const zeros = new Uint8Array(Math.min(formBytes * 20, 200_000_000));
  const entities = `<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">${"bcdefgh"
    .split("")
    .map((name, at) => `<!ENTITY ${name} "${`&${"abcdefgh"[at]};`.repeat(10)}">`)
    .join("")}]>`;
  const deep = new TextEncoder().encode("<div>".repeat(50_000));
  return [
    ["a document that unpacks to much", "bomb.docx", zipOf({ "word/document.xml": zeros })],
    ["entities of entities", "laughs.docx", zipOf({ "word/document.xml": DOCUMENT(entities) })],
    ["a document cut short", "cut.docx", new Uint8Array(zipOf({ "word/document.xml": DOCUMENT("") }).slice(0, 60))],
    ["fifty thousand tags, none closed", "deep.html", new Uint8Array(deep)],
    ["a PDF of nothing but its name", "x.pdf", new Uint8Array(new TextEncoder().encode("%PDF-1.7\n"))],
    ["control characters", "x.txt", new Uint8Array(10_000).fill(7)],
  ];
}

interface Thrown {
  what: string;
  send: (target: AttackTarget) => Promise<Response>;
  /** A site that refuses while the body arrives may close the connexion before its answer is read. */
  mayClose?: boolean;
}

function requestsOf(size: Size): Thrown[] {
  const json = { "Content-Type": "application/json" };
  const nested = `${"[".repeat(20_000)}${"]".repeat(20_000)}`;
  const post =
    (path: string, body: string, headers: Record<string, string> = json) =>
    ({ ask }: AttackTarget) =>
      ask(path, { method: "POST", headers, body });
  return [
    { what: "JSON twenty thousand deep", send: post("/api/v1/feedback", `{"kind":"error","text":${nested}}`) },
    { what: "a body of a megabyte where kilobytes are wanted", send: post("/api/v1/feedback", "x".repeat(1_000_000)) },
    {
      what: "ten thousand fields of a form",
      send: post("/feedback/new", "a=1&".repeat(10_000), { "Content-Type": "application/x-www-form-urlencoded" }),
    },
    {
      what: "a large body to an address that takes none",
      mayClose: true,
      send: post("/search", "x".repeat(size.formBytes), { "Content-Type": "text/plain" }),
    },
    { what: "a search of 15 KB", send: ({ ask }) => ask(`/search?q=${encodeURIComponent("“志愿".repeat(900))}`) },
    { what: "a thousand filters", send: ({ ask }) => ask(`/search?q=a&${"bureau=x&".repeat(1000)}`) },
  ];
}

/** Each is refused or read within the time that a request has, and the site answers as before. */
export const bombs: Attack = async (target, size) => {
  const found: string[] = [];
  let tried = 0;
  const throwOne = async (what: string, sent: Promise<Response>, mayClose = false) => {
    const began = performance.now();
    const answer = await sent.catch((error: unknown) => String(error));
    tried += 1;
    const seconds = (performance.now() - began) / 1000;
    if (typeof answer === "string") {
      if (!mayClose) found.push(`${what}: no answer (${answer})`);
    } else if (answer.status >= 500 && answer.status !== 503) found.push(`${what}: ${answer.status}`);
    else await answer.body?.cancel();
    if (seconds > 30) found.push(`${what}: ${seconds.toFixed(1)} s`);
  };
  const headers = { Authorization: `Bearer ${target.tokens["publish"] ?? ""}` };
  for (const [what, name, bytes] of filesOf(size)) {
    const body = formOf(name, bytes, { year: `${target.year}` });
    await throwOne(what, target.ask("/api/v1/reports?dry_run=1", { method: "POST", headers, body }));
  }
  for (const { what, send, mayClose } of requestsOf(size)) await throwOne(what, send(target), mayClose);
  const after = await target.ask("/healthz");
  if (after.status !== 200) found.push(`/healthz answers ${after.status} afterwards`);
  return { name: "bombs", tried, found };
};
