import { hexToBytes } from "@noble/hashes/utils.js";
import type { Context } from "hono";
import type { AppEnv } from "../../http/app-env.ts";
import { answerBytes } from "../../http/conditional/answer-bytes.ts";
import { dataCatalogPath, dataPackagePath, dataSumsPath } from "../../paths.ts";
import { type TableFormat, MEDIA_TYPES } from "../formats.ts";
import { openDumpFile, requireDumpFile } from "../read.ts";

const TYPES: Record<string, string> = {
  ...(MEDIA_TYPES satisfies Record<TableFormat, string>),
  csv: "text/csv; charset=utf-8; header=present",
  json: "application/json; charset=utf-8",
  jsonld: "application/ld+json; charset=utf-8",
  txt: "text/plain; charset=utf-8",
};

/** A file of a dump, in ranges and under conditions. */
export async function answerDumpFile(c: Context<AppEnv>, name: string): Promise<Response> {
  const ctx = c.get("ctx");
  const { format, kind, bytes: size, sha256, finishedAt } = await requireDumpFile(ctx, name);
  const origin = c.get("origin");
  return answerBytes(c, {
    size,
    etags: [`"${sha256}"`],
    lastModified: finishedAt === null ? undefined : new Date(finishedAt),
    headers: {
      // Asked again each time, because a cache must not answer with a report that was taken back.
      "Cache-Control": "no-cache",
      Link: [
        `<${origin}${dataPackagePath()}>; rel="describedby"; type="application/json"`,
        `<${origin}${dataCatalogPath()}>; rel="describedby"; type="application/ld+json"`,
        `<${origin}${dataSumsPath()}>; rel="related"`,
      ].join(", "),
    },
    bodyHeaders: {
      "Content-Type": TYPES[format] ?? "application/octet-stream",
      "Content-Disposition": `${kind === "package" ? "inline" : "attachment"}; filename="${name}"`,
      "Repr-Digest": `sha-256=:${btoa(String.fromCharCode(...hexToBytes(sha256)))}:`,
    },
    open: (range) => openDumpFile(ctx, sha256, range),
  });
}
