import { type Context, Hono } from "hono";
import { instantInBeijing } from "../day.ts";
import { AppError } from "../errors.ts";
import { dayText, requireField } from "../fields.ts";
import type { AppEnv } from "../http/app-env.ts";
import { publicPage } from "../http/page-cache/public-page.ts";
import { dataCatalogPath, dataChangesPath, dataPackagePath, dataPath, dataSumsPath } from "../paths.ts";
import { answerDumpFile } from "./pages/file-page.tsx";
import { readArchiveChanges } from "./changes.ts";
import { dataPage } from "./pages/data-page.tsx";
import { readDump } from "./read.ts";
import { dataWords } from "./words.ts";

type C = Context<AppEnv>;

const CHANGES_SHOWN = 50;
const BEGINNING = "1990-01-01";

export const dataRoutes = new Hono<AppEnv>();

dataRoutes.get(dataPath(), publicPage({ query: ["since"] }), async (c) => {
  const ctx = c.get("ctx");
  const asked = c.req.query("since") ?? "";
  const since = asked === "" ? null : requireDay(asked);
  const [dump, changed] = await Promise.all([
    readDump(ctx),
    since === null ? null : readArchiveChanges(ctx, since, null, CHANGES_SHOWN),
  ]);
  return dataPage(c, { dump, since: asked, changed });
});

for (const [path, name] of [
  [dataPackagePath(), "datapackage.json"],
  [dataCatalogPath(), "dcat.jsonld"],
  [dataSumsPath(), "SHA256SUMS"],
] as const)
  dataRoutes.get(path, (c) => answerDumpFile(c, name));

dataRoutes.get("/data/files/:name{[a-z]+-\\d{4,6}-[0-9a-f]{12}\\.(?:jsonl|csv|parquet)}", (c) =>
  answerDumpFile(c, c.req.param("name")),
);

dataRoutes.get(dataChangesPath(), publicPage({ query: ["since", "before"], perDisplay: false }), async (c) => {
  const ctx = c.get("ctx");
  const since = requireDay(c.req.query("since") ?? BEGINNING);
  const [dump, { changes, next }] = await Promise.all([readDump(ctx), readArchiveChanges(ctx, since, beforeOf(c))]);
  const origin = c.get("origin");
  return c.json({
    since,
    dump: dump ? { version: dump.id, created: dump.startedAt, ledger_size: dump.ledgerSize } : null,
    changes: changes.map(({ path, ...change }) => ({
      ...change,
      url: path && origin + path,
      in_dump: dump !== null && change.index < dump.ledgerSize,
    })),
    next:
      next === null ? null : `${origin}${dataChangesPath()}?since=${c.req.query("since") ?? BEGINNING}&before=${next}`,
  });
});

/** The instant at which a day begins in Beijing. Throws `invalid`. */
function requireDay(text: string): string {
  const day = requireField(dayText, text.trim(), "since");
  return (instantInBeijing(`${day} 00:00`) as Date).toISOString();
}

function beforeOf(c: C): number | null {
  const text = c.req.query("before");
  if (text === undefined) return null;
  if (!/^\d{1,12}$/.test(text)) throw new AppError("invalid", dataWords.badBefore, "before");
  return Number(text);
}
