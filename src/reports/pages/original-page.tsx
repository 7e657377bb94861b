import { hexToBytes } from "@noble/hashes/utils.js";
import type { Context } from "hono";
import type { AppEnv } from "../../http/app-env.ts";
import { attachment } from "../../http/attachment.ts";
import { answerBytes } from "../../http/conditional/answer-bytes.ts";
import { originalPath, reportPath } from "../../paths.ts";
import { mediaTypeExtension, mediaType } from "../formats/media-type.ts";
import { openOriginal, loadReport } from "../read.ts";
import type { RevisionInfo } from "../view.ts";

/** The file as published, byte for byte, always as a download. */
export async function answerOriginal(c: Context<AppEnv>, bureau: string, year: number, asked: number | null) {
  const view = await loadReport(c.get("ctx"), bureau, year, asked);
  const { revision } = view;
  const origin = c.get("origin");
  return answerBytes(c, {
    size: revision.fileSize,
    etags: [`"${revision.fileSha256}"`],
    lastModified: new Date(revision.publishedAt),
    headers: {
      "Cache-Control": "public, max-age=0, must-revalidate",
      Link: [
        `<${origin}${originalPath(bureau, year, revision.number)}>; rel="canonical"`,
        `<${origin}${reportPath(bureau, year, revision.number)}>; rel="describedby"; type="text/html"`,
      ].join(", "),
    },
    bodyHeaders: {
      "Content-Type": typeOf(revision),
      "Content-Disposition": attachment(revision.fileName, `report${mediaTypeExtension(revision.fileName)}`),
      "Repr-Digest": `sha-256=:${toBase64(revision.fileSha256)}:`,
    },
    open: async (range) => {
      // The whole is read even for a part: only the whole has the digest that was published.
      const bytes = await openOriginal(c.get("ctx"), view);
      return range ? bytes.slice(range.first, range.last + 1) : bytes;
    },
  });
}

function typeOf({ fileType, encoding }: RevisionInfo) {
  const type = mediaType(fileType);
  return type.startsWith("text/") && !type.includes("charset") ? `${type}; charset=${encoding}` : type;
}

function toBase64(hex: string) {
  return btoa(String.fromCharCode(...hexToBytes(hex)));
}
