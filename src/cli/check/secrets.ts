import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { promisify } from "node:util";
import { inProject, ROOT } from "../command/project.ts";

const SIGNS: Record<string, RegExp> = {
  "a signing key of a ledger": /PRIVATE\+KEY\+[\w./-]+\+[0-9a-f]{8}\+[A-Za-z0-9+/]{40,}/,
  "a private key": /-----BEGIN (?:[A-Z]+ )?PRIVATE KEY-----/,
  "a key for contact data": /\bk\d+:[A-Za-z0-9+/]{43}=/,
  "a token of this site": /\bgs_[\w-]{43}\b/,
  "a Cloudflare token": /CLOUDFLARE_API_TOKEN["']?\s*[=:]\s*["']?[\w-]{40}/,
  "an address of a group bot with its key": /qyapi\.weixin\.qq\.com\/cgi-bin\/webhook\/send\?key=[0-9a-f-]{36}/,
  "a key of Meilisearch": /MEILI_\w*KEY["']?\s*[=:]\s*["']?[0-9a-f]{64}/,
};

/** Keys of test vectors that everybody may know. */
const VECTORS = /^src\/ledger\/log\/foreign-vectors\.json$/;
const BINARY = /\.(png|jpe?g|docx|pdf|woff2|ico)$/;

/** Names what looks like a secret in a text; empty if nothing does. */
export const secretsIn = (text: string): string[] =>
  Object.entries(SIGNS).flatMap(([what, sign]) => (sign.test(text) ? [what] : []));

/** No file that git keeps holds a secret. `bundle.ts` searches the bundles. */
export async function checkSecrets(): Promise<string> {
  const listed = await promisify(execFile)("git", ["ls-files"], { cwd: ROOT });
  const files = listed.stdout.split("\n").filter((name) => name && !BINARY.test(name) && !VECTORS.test(name));
  const found: string[] = [];
  for (const file of files)
    for (const what of secretsIn(await readFile(inProject(file), "utf8").catch(() => "")))
      found.push(`${file}: ${what}`);
  if (found.length) throw new Error(`Secrets do not belong into the repository:\n${found.join("\n")}`);
  return `${files.length} files`;
}
