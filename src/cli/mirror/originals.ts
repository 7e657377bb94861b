import { mkdir, readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import type { PublishedLeaf } from "../../ledger/leaf.ts";
import { originalPath } from "../../paths.ts";
import { describeLeaf } from "../ledger/describe-leaf.ts";
import type { Findings } from "../ledger/findings.ts";
import type { Entry } from "../ledger/history.ts";
import { eachInTurn } from "../ledger/log-source.ts";
import { withdrawnReports } from "./check-data.ts";
import { fetchFile } from "./fetch-file.ts";

/** Copies every original that the log records and the site shows, each under its hash. `shown`: the revisions in the dump. */
export async function mirrorOriginals(
  site: string,
  folder: string,
  entries: readonly Entry[],
  { shown, keep }: { shown: ReadonlySet<number> | null; keep: boolean },
  found: Findings,
) {
  await mkdir(folder, { recursive: true });
  const withdrawn = withdrawnReports(entries);
  const published = entries.flatMap(({ index, leaf }) =>
    leaf.kind === "publication" || leaf.kind === "correction" ? [{ index, leaf }] : [],
  );
  const wanted = published.filter(({ leaf }) => !withdrawn.has(`${leaf.bureau} ${leaf.year}`));
  // One file may be the original of several revisions.
  const distinct = [...new Map(wanted.map((entry) => [entry.leaf.original.sha256, entry])).values()];
  const gone = new Set<string>();
  const kinds = await eachInTurn(distinct, async ({ index, leaf }) => {
    const kind = await fetchOriginal(site, folder, leaf, shown?.has(index) ?? true, found);
    if (kind === "gone") gone.add(leaf.original.sha256);
    return kind;
  });
  const count = (which: string) => kinds.filter((kind) => kind === which).length;
  const listed = new Set(distinct.map(({ leaf }) => leaf.original.sha256).filter((sha256) => !gone.has(sha256)));
  const others = (await readdir(folder)).filter((name) => !listed.has(name.replace(/\.part$/, "")));
  if (!keep) for (const name of others) await rm(join(folder, name));
  return { fetched: count("fetched"), there: count("there"), dropped: keep ? 0 : others.length };
}

async function fetchOriginal(site: string, folder: string, leaf: PublishedLeaf, isShown: boolean, found: Findings) {
  const { sha256, size } = leaf.original;
  const address = site + originalPath(leaf.bureau, leaf.year, leaf.revision);
  const result = await fetchFile({ address, path: join(folder, sha256), sha256, bytes: size });
  const about = describeLeaf(leaf);
  if (result.kind === "mended") found.fault(`抄本里的原件 ${sha256} 被改过，已重新取回（${about}）`);
  if (result.kind === "differs") found.fault(`原件与公示日志不符，被改过（${about}）`);
  if (result.kind !== "refused") return result.kind;
  // A bureau that was renamed is withdrawn under another name than it published with.
  if (result.status === 410 && !isShown) return "gone";
  found.fault(`原件取不到，站点答复 ${result.status}（${about}）`);
  return "refused";
}
