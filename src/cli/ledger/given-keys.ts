import { readFile } from "node:fs/promises";
import { parseCosignerKey, parseVerifierKey, type VerifierKey } from "../../ledger/log/keys.ts";
import type { Findings } from "./findings.ts";
import { readKept } from "./kept-log.ts";
import { fetchBytes } from "./log-source.ts";
import type { Quorum } from "./quorum.ts";

/** The typed text is of no use; the message says why. */
export class UsageError extends Error {}

export async function readNamed(path: string): Promise<Uint8Array> {
  try {
    return await readFile(path);
  } catch {
    throw new UsageError(`读不到 ${path}。`);
  }
}

const textOf = async (given: string) =>
  given.includes("+") ? given : new TextDecoder().decode(await readNamed(given));
const firstLine = (text: string) => text.trim().split("\n")[0] ?? "";

/** A log's key as text, or in a file. */
export async function requireKey(given: string): Promise<VerifierKey> {
  const key = parseVerifierKey(firstLine(await textOf(given)));
  if (!key) throw new UsageError("公钥不对，应是“名称+编号+一串字母”的一整行。请从“公示日志”页重新复制。");
  return key;
}

/** The key that was given, else the one kept from the last time, else the site's own, with a warning. */
export async function keyOfSite(prefix: string, folder: string, given: string | undefined, found: Findings) {
  const kept = await readKept(folder, "key");
  const served = given || kept ? null : (await fetchBytes(`${prefix}/key`)).bytes;
  const chosen = given ?? kept ?? served ?? undefined;
  if (chosen === undefined) throw new UsageError(`${prefix} 没有给出公钥，请用 --key 指定。`);
  if (served) found.note("公钥取自网站本身：请与别处得到的公钥核对，否则只能证明日志前后一致。");
  const text = typeof chosen === "string" ? await textOf(chosen) : new TextDecoder().decode(chosen);
  return { parsed: await requireKey(firstLine(text)), text };
}

/** Null if no witness is asked for. */
export async function readQuorum({
  witness = [],
  quorum,
}: {
  witness?: readonly string[];
  quorum?: string;
}): Promise<Quorum | null> {
  const keys = await Promise.all(
    witness.map(async (given) => {
      const key = parseCosignerKey(firstLine(await textOf(given)));
      if (!key) throw new UsageError(`见证人的公钥不对：${given}`);
      return key;
    }),
  );
  const witnesses = [...new Map(keys.map((key) => [`${key.name}+${key.keyId}`, key])).values()];
  const wanted = quorum === undefined ? witnesses.length : Number(quorum);
  if (!Number.isInteger(wanted) || wanted < 0 || wanted > witnesses.length || (quorum !== undefined && wanted === 0))
    throw new UsageError(`--quorum 应是 1 到 ${witnesses.length} 的整数：有几位见证人，就用 --witness 写明几把公钥。`);
  return wanted === 0 ? null : { witnesses, wanted };
}
