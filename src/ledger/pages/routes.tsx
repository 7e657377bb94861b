import { type Context, Hono } from "hono";
import type { AppEnv } from "../../http/app-env.ts";
import { AppError } from "../../errors.ts";
import { parseCount } from "../log/checkpoint.ts";
import { entryPage } from "./entry-page.tsx";
import { readEntryText, requireRevisionEntry } from "./entry-text.ts";
import { ledgerPage } from "./ledger-page.tsx";
import { latestEntries, ledgerKeys, proofOf, readNamedEntry, readTile } from "../read.ts";
import { sealLedger } from "../seal.ts";
import { lastCosigned, readWitnessRows, withCosignatures } from "../witness/cosign.ts";
import { parseTilePath } from "../log/tiles.ts";
import { ledgerWords } from "./words.ts";

type C = Context<AppEnv>;

const TEXT = "text/plain; charset=utf-8";
const FOR_EVER = "public, max-age=31536000, immutable";
/** c2sp.org/tlog-tiles: a checkpoint is not to be cached beyond a few seconds. */
const FOR_A_MOMENT = "public, max-age=2";
const FRESH = "no-cache";
const PAGE_LENGTH = 30;

export const ledgerRoutes = new Hono<AppEnv>();

/** Everything here is public, and a newsroom's page may verify it: any origin may read. */
function open(c: C, cacheControl: string) {
  c.header("Cache-Control", cacheControl);
  c.header("Access-Control-Allow-Origin", "*");
  c.header("Cross-Origin-Resource-Policy", "cross-origin");
}

ledgerRoutes.get("/ledger", async (c) => {
  const before = parseCount(c.req.query("before") ?? "");
  const ctx = c.get("ctx");
  const listed = await latestEntries(ctx, PAGE_LENGTH, before);
  c.header("Cache-Control", FRESH);
  const sealed = await sealLedger(ctx);
  const witnesses = await readWitnessRows(ctx);
  return ledgerPage(c, { ...listed, before, sealed, keys: await ledgerKeys(ctx), witnesses });
});

ledgerRoutes.get("/ledger/checkpoint", async (c) => {
  const ctx = c.get("ctx");
  const note = await withCosignatures(ctx, await sealLedger(ctx));
  open(c, FOR_A_MOMENT);
  return c.body(note, 200, { "Content-Type": TEXT });
});

ledgerRoutes.get("/ledger/cosigned", async (c) => {
  const note = await lastCosigned(c.get("ctx"));
  if (note === null) throw new AppError("not_found", ledgerWords.notCosigned);
  open(c, FOR_A_MOMENT);
  return c.body(note, 200, { "Content-Type": TEXT });
});

ledgerRoutes.get("/ledger/key", async (c) => {
  const keys = await ledgerKeys(c.get("ctx"));
  open(c, FRESH);
  return c.body(keys.map((key) => `${key}\n`).join(""), 200, { "Content-Type": TEXT });
});

ledgerRoutes.get("/ledger/tile/*", async (c) => {
  const tile = parseTilePath(c.req.path.slice("/ledger/".length));
  const bytes = tile && (await readTile(c.get("ctx"), tile));
  if (!bytes) throw new AppError("not_found", ledgerWords.noTile);
  open(c, FOR_EVER);
  return c.body(bytes, 200, { "Content-Type": "application/octet-stream" });
});

ledgerRoutes.get("/ledger/entries/:index", async (c) => {
  const entry = await readNamedEntry(c.get("ctx"), indexOf(c));
  c.header("Cache-Control", FRESH);
  return entryPage(c, entry);
});

ledgerRoutes.get("/ledger/entries/:index/text", async (c) => {
  const text = await readEntryText(c.get("ctx"), indexOf(c));
  open(c, FRESH);
  return c.body(text, 200, { "Content-Type": TEXT });
});

ledgerRoutes.get("/ledger/entries/:index/proof", (c) => answerProof(c, indexOf(c), `ledger-${indexOf(c)}`));

ledgerRoutes.get("/reports/:bureau/:year{\\d{4}}/proof", (c) => answerRevisionProof(c, null));
ledgerRoutes.get("/reports/:bureau/:year{\\d{4}}/:revision{r[1-9]\\d{0,5}}/proof", (c) =>
  answerRevisionProof(c, Number(c.req.param("revision").slice(1))),
);

async function answerRevisionProof(c: C, revision: number | null) {
  const { bureau = "", year = "" } = c.req.param();
  const { index, leaf } = await requireRevisionEntry(c.get("ctx"), bureau, Number(year), revision);
  return answerProof(c, index, `${bureau}-${year}-r${leaf.revision ?? ""}`);
}

/** Proofs grow longer with the log, and each is good for ever: the newest is as good as any. */
async function answerProof(c: C, index: number, name: string) {
  const proof = await proofOf(c.get("ctx"), index);
  open(c, FRESH);
  const disposition = `attachment; filename="${name}.tlog-proof"`;
  return c.body(proof, 200, { "Content-Type": TEXT, "Content-Disposition": disposition });
}

function indexOf(c: C): number {
  const index = parseCount(c.req.param("index") ?? "");
  if (index === null) throw new AppError("not_found", ledgerWords.notAnIndex);
  return index;
}
