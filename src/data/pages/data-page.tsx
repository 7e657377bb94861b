import type { Context } from "hono";
import type { AppEnv } from "../../http/app-env.ts";
import {
  apiReferencePath,
  dataCatalogPath,
  dataChangesPath,
  dataFilePath,
  dataPackagePath,
  dataPath,
  dataSumsPath,
  ledgerPath,
} from "../../paths.ts";
import { CopyField } from "../../ui/copy-field.tsx";
import { page } from "../../ui/layout.tsx";
import { Day } from "../../ui/time.tsx";
import { uiWords } from "../../ui/words.ts";
import type { ArchiveChange, readArchiveChanges } from "../changes.ts";
import { parseLicence } from "../licence.ts";
import type { Dump } from "../read.ts";
import type { FormatSummary, TableSummary } from "../summary.ts";
import { tableOf } from "../tables.ts";
import { dataWords } from "../words.ts";
import { ledgerWords } from "../../ledger/pages/words.ts";

interface DataView {
  dump: Dump | null;
  /** A day as it was typed. */
  since: string;
  changed: Awaited<ReturnType<typeof readArchiveChanges>> | null;
}

/** The whole archive as files, what changed, and how to keep a copy. */
export function dataPage(c: Context<AppEnv>, { dump, since, changed }: DataView) {
  const body = (
    <>
      <div class="head">
        <h1>{dataWords.title}</h1>
        {dataWords.lead.map((text) => (
          <p>{text}</p>
        ))}
        {dump ? <Facts dump={dump} licence={c.env.DATA_LICENCE} /> : <p>{dataWords.none}</p>}
      </div>
      {dump && <Files dump={dump} />}
      {dump && <Described />}
      <Changes since={since} changed={changed} />
      <Mirror origin={c.get("origin")} />
    </>
  );
  const description = dataWords.description;
  return page(c, { title: dataWords.title, path: dataPath(), description, script: true }, body);
}

function Facts({ dump, licence }: { dump: Dump; licence: string | undefined }) {
  const terms = parseLicence(licence);
  return (
    <dl class="fit meta">
      <div>
        <dt>{dataWords.version}</dt>
        <dd>{dataWords.versionOf(dump.id)}</dd>
      </div>
      <div>
        <dt>{dataWords.built}</dt>
        <dd>
          <Day at={dump.startedAt} />
        </dd>
      </div>
      <div>
        <dt>{dataWords.ledgerSize}</dt>
        <dd>
          <a href={ledgerPath()}>{dataWords.entries(dump.ledgerSize)}</a>
        </dd>
      </div>
      <div class="full">
        <dt>{dataWords.licence}</dt>
        <dd>{terms === null ? dataWords.noLicence : terms.url ? <a href={terms.url}>{terms.name}</a> : terms.name}</dd>
      </div>
    </dl>
  );
}

const Files = ({ dump }: { dump: Dump }) => (
  <section class="side rule">
    <h2>{dataWords.tablesHead}</h2>
    <ul class="lines">
      {dump.summary.map((summary) => (
        <TableLine summary={summary} />
      ))}
    </ul>
  </section>
);

function TableLine({ summary: { table, rows, formats } }: { summary: TableSummary }) {
  const { title, description } = tableOf(table);
  return (
    <li id={table}>
      <p>
        <b>{title}</b>　<small class="hint">{dataWords.rowsOf(rows)}</small>
      </p>
      <p class="hint">{description}</p>
      {formats.map((format) => (
        <FormatLine of={format} title={title} />
      ))}
    </li>
  );
}

const FormatLine = ({ of, title }: { of: FormatSummary; title: string }) => (
  <p class="row">
    {of.first.map((name, index) => (
      <a href={dataFilePath(name)} aria-label={`${title} ${of.format} ${index + 1}`}>
        {of.format}
        {of.files > 1 && ` ${index + 1}`}
      </a>
    ))}
    <small class="hint">{dataWords.bytes(of.bytes)}</small>
    {of.files > of.first.length && <small class="hint">{dataWords.more(of.files - of.first.length)}</small>}
  </p>
);

const Described = () => (
  <section class="side rule">
    <h2>{dataWords.describedHead}</h2>
    <ul class="lines">
      {[
        [dataPackagePath(), dataWords.package],
        [dataCatalogPath(), dataWords.catalog],
        [dataSumsPath(), dataWords.sums],
        [dataChangesPath(), `${dataWords.changes}（JSON）`],
        [apiReferencePath(), uiWords.api],
      ].map(([href, label]) => (
        <li>
          <p>
            <a href={href}>{label}</a>
          </p>
        </li>
      ))}
    </ul>
  </section>
);

const Changes = ({ since, changed }: Pick<DataView, "since" | "changed">) => (
  <section class="side rule" id="changes">
    <div>
      <h2>{dataWords.changes}</h2>
      <p class="hint">{dataWords.changesHint}</p>
    </div>
    <div class="stack tight">
      <form method="get" action={`${dataPath()}#changes`} class="row ends">
        <label>
          {dataWords.since}
          <input type="date" name="since" value={since} required />
        </label>
        <button class="btn plain" type="submit">
          {dataWords.showChanges}
        </button>
      </form>
      {changed && changed.changes.length === 0 && <p>{dataWords.changesNone}</p>}
      {changed && changed.changes.length > 0 && (
        <ul class="lines">
          {changed.changes.map((change) => (
            <ChangeLine change={change} />
          ))}
        </ul>
      )}
      {changed?.next !== null && changed && (
        <p>
          <a href={`${dataChangesPath()}?since=${since}`}>{dataWords.changes}（JSON）</a>
        </p>
      )}
    </div>
  </section>
);

const ChangeLine = ({ change }: { change: ArchiveChange }) => (
  <li>
    <p class="row">
      <Day at={change.at} class="hint" />
      <span>
        {ledgerWords.kind(change.kind as Parameters<typeof ledgerWords.kind>[0])}：
        {change.path ? <a href={change.path}>{nameOf(change)}</a> : nameOf(change)}
      </span>
    </p>
    {change.note && <p class="hint">{change.note}</p>}
  </li>
);

const nameOf = ({ title, bureau, year, revision }: ArchiveChange) =>
  title ?? [bureau, year, revision === null ? null : `r${revision}`].filter((part) => part !== null).join(" ");

const Mirror = ({ origin }: { origin: string }) => (
  <section class="side rule">
    <h2>{dataWords.mirrorHead}</h2>
    <div class="stack tight">
      <p>{dataWords.mirror[0]}</p>
      <CopyField label={dataWords.mirrorHead} value={dataWords.mirrorCommand(origin)} />
      <p>{dataWords.mirror[1]}</p>
    </div>
  </section>
);
