import type { Context } from "hono";
import type { AppEnv } from "../http/app-env.ts";
import { matchesEtag } from "../http/etag.ts";
import { originalPath, reportPath } from "../paths.ts";
import { mediaType } from "./media-type.ts";
import { openOriginal, readReport } from "./read.ts";
import type { RevisionInfo } from "./view.ts";

/** The file as published, byte for byte, always as a download. */
export async function answerOriginal(c: Context<AppEnv>, bureau: string, year: number, asked: number | null) {
  const view = await readReport(c.get("ctx"), bureau, year, asked);
  const { revision } = view;
  const etag = `"${revision.fileSha256}"`;
  const origin = c.get("origin");
  const headers = {
    "Cache-Control": "public, max-age=0, must-revalidate",
    ETag: etag,
    Link: [
      `<${origin}${originalPath(bureau, year, revision.number)}>; rel="canonical"`,
      `<${origin}${reportPath(bureau, year, revision.number)}>; rel="describedby"; type="text/html"`,
    ].join(", "),
  };
  if (matchesEtag(c.req.header("If-None-Match"), [etag])) return c.body(null, 304, headers);
  const bytes = await openOriginal(c.get("ctx"), view);
  return c.body(bytes, 200, {
    ...headers,
    "Content-Type": typeOf(revision),
    "Content-Length": String(bytes.byteLength),
    "Content-Disposition": attachment(revision.fileName),
    "Repr-Digest": `sha-256=:${toBase64(revision.fileSha256)}:`,
  });
}

function typeOf({ fileType, encoding }: RevisionInfo) {
  const type = mediaType(fileType);
  return type.startsWith("text/") && !type.includes("charset") ? `${type}; charset=${encoding}` : type;
}

/** RFC 6266 with RFC 5987: an ASCII name for old software, the real one for the rest. */
function attachment(name: string) {
  const extension = /\.[a-z0-9]{1,8}$/i.exec(name)?.[0] ?? "";
  const encoded = encodeURIComponent(name).replace(
    /['()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="report${extension}"; filename*=UTF-8''${encoded}`;
}

function toBase64(hex: string) {
  const bytes = hex.match(/../g)?.map((pair) => Number.parseInt(pair, 16)) ?? [];
  return btoa(String.fromCharCode(...bytes));
}
