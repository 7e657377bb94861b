import { LEFT_OUT } from "../../backup/tables.ts";
import { runInOrder } from "../import/in-order.ts";
import { call, callJson, type Site } from "../site/site.ts";
import {
  type KeptObject,
  fileLines,
  type Manifest,
  objectPath,
  readObjects,
  readWhole,
  tableFilePath,
} from "./manifest.ts";
import { type OpenFile, openPlain } from "./sealed-files.ts";
import type { SiteHead, SiteState } from "./site-state.ts";
import type { ProgressLine } from "./take-backup.ts";

const MOST_ROWS = 500;
const MOST_CHARACTERS = 1_000_000;
const AT_ONCE = 6;

interface Standing {
  finished: boolean;
  rows: Record<string, number>;
}

/** Puts a sound backup into an empty site, or continues an interrupted restore. Answers the ledger's head as the site has it. */
export async function putBack(
  site: Site,
  folder: string,
  manifest: Manifest,
  id: string,
  tell: ProgressLine,
  open: OpenFile = openPlain,
): Promise<SiteHead> {
  const standing = await callJson<Standing>(site, "/restore", { backup: id });
  if (!standing.finished) {
    const { tables } = await callJson<SiteState>(site, "/backup");
    const known = new Map(tables.map((table) => [table.name, table]));
    const wanted = manifest.tables.filter(({ name }) => !Object.hasOwn(LEFT_OUT, name));
    const unknown = wanted.find(({ name, rows }) => rows > 0 && !known.has(name));
    if (unknown) throw new Error(`网站没有 ${unknown.name} 这张表：备份来自更新的版本，请先升级网站。`);
    for (const { name } of tables) {
      const file = manifest.tables.find((each) => each.name === name);
      const there = known.get(name)?.grows ? (standing.rows[name] ?? 0) : 0;
      if (file) await sendTable({ site, folder, tell, open }, name, there);
    }
    await sendObjects({ site, folder, tell, open });
    const rows = Object.fromEntries(wanted.map((table) => [table.name, table.rows]));
    await callJson<SiteHead>(site, "/restore/end", { ledger: manifest.ledger, rows });
  }
  return (await callJson<SiteState>(site, "/backup")).ledger;
}

interface Sending {
  site: Site;
  folder: string;
  tell: ProgressLine;
  open: OpenFile;
}

/** Rows in order; of a table that only grows, those that are there already are not sent again. */
async function sendTable({ site, folder, tell, open }: Sending, table: string, there: number) {
  let part: string[] = [];
  let characters = 0;
  let sent = 0;
  const send = async () => {
    if (part.length > 0)
      await call(site, `/restore/tables/${table}`, {
        method: "POST",
        headers: { "content-type": "text/plain" },
        body: `${part.join("\n")}\n`,
      });
    tell(`${table}　${sent} 行`);
    part = [];
    characters = 0;
  };
  for await (const line of fileLines(tableFilePath(folder, table), open)) {
    sent += 1;
    if (sent <= there) continue;
    if (part.length > 0 && (part.length >= MOST_ROWS || characters + line.length > MOST_CHARACTERS)) await send();
    part.push(line);
    characters += line.length;
  }
  await send();
}

async function sendObjects({ site, folder, tell, open }: Sending) {
  const there = new Set<string>();
  for (let after = ""; ;) {
    const query = after === "" ? "" : `?after=${encodeURIComponent(after)}`;
    const { objects } = await callJson<{ objects: { key: string }[] }>(site, `/backup/objects${query}`);
    for (const { key } of objects) there.add(key);
    after = objects.at(-1)?.key ?? "";
    if (after === "") break;
  }
  let sent = 0;
  const missing = (await readObjects(folder, open)).filter(({ key }) => !there.has(key));
  async function* each(): AsyncGenerator<KeptObject> {
    yield* missing;
  }
  await runInOrder(
    each(),
    async ({ key, sha256, type }) => {
      const query = new URLSearchParams({ key, sha256, ...(type === "" ? {} : { type }) });
      const body = await readWhole(objectPath(folder, key), open);
      await call(site, `/restore/object?${query}`, {
        method: "PUT",
        headers: { "content-type": "application/octet-stream" },
        body,
      });
      sent += 1;
      if (sent % 100 === 0) tell(`文件　${sent}/${missing.length} 个`);
    },
    AT_ONCE,
  );
}
