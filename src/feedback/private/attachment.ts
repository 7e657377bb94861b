import { unzipSync } from "fflate";
import { LIMITS } from "../../ingest/limits.ts";
import { stripJpeg, stripPng } from "../../ingest/clean/strip-image.ts";

export const MOST_ATTACHMENTS = 3;
export const MOST_ATTACHMENT_BYTES = LIMITS.attachmentBytes;
const MOST_ENTRIES = 1000;
const MOST_UNPACKED_BYTES = 50 * 1024 * 1024;
const MOST_RATIO = 200;

export const ATTACHMENT_TYPES = {
  pdf: "application/pdf",
  jpg: "image/jpeg",
  png: "image/png",
  docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
} as const;
/** Shown as a picture by whoever looks at it. */
export const isPicture = (type: string) => type === ATTACHMENT_TYPES.jpg || type === ATTACHMENT_TYPES.png;

export type AttachmentType = keyof typeof ATTACHMENT_TYPES;

export interface AttachmentFile {
  name: string;
  bytes: Uint8Array;
}

export type AttachmentCheck =
  /** `kept`: a picture without what it says of its author; a document as it came, for `ctx.cleanFile`. */
  { ok: true; type: AttachmentType; kept: Uint8Array } | { ok: false; message: string };

/** The type of a file by its content; its name must agree. A .docx is judged by its directory, before anything is unpacked. */
export function checkAttachment({ name, bytes }: AttachmentFile): AttachmentCheck {
  const shown = displayName(name);
  const refuse = (why: string): AttachmentCheck => ({ ok: false, message: `附件“${shown}”${why}` });
  if (bytes.length === 0) return refuse("是空的");
  if (bytes.length > MOST_ATTACHMENT_BYTES) return refuse("超过5 MB");
  const type = typeOf(bytes);
  if (type === null) return refuse(otherKind(bytes));
  const inZip = type === "docx" ? otherZip(bytes) : null;
  if (inZip) return refuse(inZip);
  const extension = /\.([a-z0-9]+)$/i.exec(name)?.[1]?.toLowerCase().replace("jpeg", "jpg");
  if (extension !== type) return refuse(`的内容是${type}，与文件名不符`);
  const why = type === "docx" ? troubleInZip(bytes) : null;
  if (why) return refuse(why);
  const kept = type === "jpg" ? stripJpeg(bytes) : type === "png" ? stripPng(bytes) : bytes;
  return kept ? { ok: true, type, kept } : refuse("已损坏或不完整，打不开");
}

/** A file name that is safe to show and to offer for download. */
export const displayName = (name: string) =>
  name
    .normalize("NFC")
    .replace(/^.*[\\/]/, "")
    .replace(/[\p{C}"<>|:*?]/gu, "")
    .slice(-80) || "未命名";

const starts = (bytes: Uint8Array, ...magic: number[]) => magic.every((byte, i) => bytes[i] === byte);

function typeOf(bytes: Uint8Array): AttachmentType | null {
  if (starts(bytes, 0x25, 0x50, 0x44, 0x46, 0x2d)) return "pdf";
  if (starts(bytes, 0xff, 0xd8, 0xff)) return "jpg";
  if (starts(bytes, 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return "png";
  return starts(bytes, 0x50, 0x4b, 0x03, 0x04) ? "docx" : null;
}

/** Formats that telephones and other programs save instead, with advice on saving another one. */
function otherKind(bytes: Uint8Array): string {
  const word = (from: number, length: number) => String.fromCharCode(...bytes.subarray(from, from + length));
  if (word(4, 4) === "ftyp") return "是HEIC照片或视频，不能接收。请在相册里把照片导出（或截图）为jpg或png再选";
  if (word(0, 4) === "RIFF" && word(8, 4) === "WEBP") return "是WebP图片，不能接收。请另存（或截图）为jpg或png再选";
  if (word(0, 4) === "GIF8") return "是GIF图片，不能接收。请另存（或截图）为jpg或png再选";
  if (starts(bytes, 0xd0, 0xcf, 0x11, 0xe0)) return "是旧格式的Office文件，不能接收。请另存为docx或pdf再选";
  if (/^(?:II\*|MM\0|BM)/.test(word(0, 3))) return "是TIFF或BMP图片，不能接收。请另存（或截图）为jpg或png再选";
  return "不是pdf、jpg、png或docx文件";
}

/** What a zip without a Word document is, by the parts that its directory names. */
const ZIPS: readonly (readonly [string, string])[] = [
  ["xl/workbook.xml", "是Excel表格，不能接收。请另存为pdf，或截图再选"],
  ["ppt/presentation.xml", "是PowerPoint演示文稿，不能接收。请另存为pdf再选"],
  ["META-INF/manifest.xml", "是OpenDocument文件，不能接收。请另存为docx或pdf再选"],
];

function otherZip(bytes: Uint8Array): string | null {
  const names = namesIn(bytes);
  if (names === null || names.has("word/document.xml")) return null;
  return (
    ZIPS.find(([part]) => names.has(part))?.[1] ?? "是压缩包或别的文件，不是docx。请选压缩包里的pdf、jpg、png或docx"
  );
}

/** Null if the zip cannot be read, which is told apart. */
function namesIn(bytes: Uint8Array): Set<string> | null {
  const names = new Set<string>();
  try {
    unzipSync(bytes, { filter: ({ name }) => names.add(name) && false });
    return names;
  } catch {
    return null;
  }
}

function troubleInZip(bytes: Uint8Array): string | null {
  const names: string[] = [];
  let unpacked = 0;
  let bomb = false;
  try {
    // The filter sees the directory and lets nothing through, so that nothing is inflated.
    unzipSync(bytes, {
      filter: ({ name, size, originalSize }) => {
        names.push(name);
        unpacked += originalSize;
        bomb ||= originalSize > MOST_RATIO * Math.max(size, 1024);
        return false;
      },
    });
  } catch {
    return "已损坏，打不开";
  }
  if (names.length > MOST_ENTRIES || unpacked > MOST_UNPACKED_BYTES || bomb) return "解开后过大，不能接收";
  if (!names.includes("word/document.xml") || !names.includes("[Content_Types].xml")) return "不是docx文件";
  return names.some((name) => /vbaProject\.bin$/i.test(name)) ? "含有宏，不能接收" : null;
}
