import type { Ctx } from "../ctx.ts";
import { AppError } from "../errors.ts";
import type { ParsedReport } from "../ingest/document.ts";
import { sha256Hex } from "../sha256.ts";
import type { Draft } from "./draft.ts";

/** Decision 0065. */
export const DRAFTS_PREFIX = "drafts/";

type Folder = Pick<Draft, "folder" | "fileSha256">;

const fileKey = ({ folder, fileSha256 }: Folder) => `${DRAFTS_PREFIX}${folder}/${fileSha256}`;
const readKey = ({ folder }: Pick<Draft, "folder">) => `${DRAFTS_PREFIX}${folder}/read.json`;

const damaged = () => new AppError("unavailable", "草稿的文件不完整，与上传时的指纹不符，已停止。请重新上传。", "file");

/** Keeps an uploaded file and the document read from it. R2 compares the bytes with their SHA-256 on arrival. */
export async function keepDraftFiles(ctx: Pick<Ctx, "files">, folder: string, bytes: Uint8Array, parsed: ParsedReport) {
  const read = new TextEncoder().encode(JSON.stringify(parsed));
  const kept = { folder, fileSha256: sha256Hex(bytes), readSha256: sha256Hex(read) };
  const once = { onlyIf: { etagDoesNotMatch: "*" } };
  await ctx.files.put(fileKey(kept), bytes, { ...once, sha256: kept.fileSha256 });
  await ctx.files.put(readKey(kept), read, { ...once, sha256: kept.readSha256 });
  return kept;
}

export const dropDraftFiles = (ctx: Pick<Ctx, "files">, of: Folder) => ctx.files.delete([fileKey(of), readKey(of)]);

/**
 * The document read from the file when it was uploaded. Throws `unavailable` if the stored bytes are not those that were kept.
 */
export async function loadRead(ctx: Pick<Ctx, "files">, draft: Draft): Promise<ParsedReport> {
  const bytes = await load(ctx, readKey(draft), draft.readSha256);
  return JSON.parse(new TextDecoder().decode(bytes)) as ParsedReport;
}

/** The uploaded file, byte for byte. */
export const loadFile = (ctx: Pick<Ctx, "files">, draft: Draft) => load(ctx, fileKey(draft), draft.fileSha256);

async function load(ctx: Pick<Ctx, "files">, key: string, sha256: string): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = new Uint8Array((await (await ctx.files.get(key))?.arrayBuffer()) ?? []);
  if (sha256Hex(bytes) !== sha256) throw damaged();
  return bytes;
}
