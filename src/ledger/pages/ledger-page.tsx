import type { Context } from "hono";
import type { AppEnv } from "../../http/app-env.ts";
import { ledgerCheckpointPath, ledgerCosignedPath, ledgerEntryPath, ledgerKeyPath, ledgerPath } from "../../paths.ts";
import { CopyField } from "../../ui/copy-field.tsx";
import { page } from "../../ui/layout.tsx";
import { Day, Minute } from "../../ui/time.tsx";
import { toBase64 } from "../log/base64.ts";
import { EntrySubject } from "./entry-links.tsx";
import type { NamedEntry } from "../read.ts";
import type { SealedCheckpoint } from "../seal.ts";
import { formatCosignerKey } from "../log/keys.ts";
import type { WitnessRow } from "../witness/cosign.ts";
import type { ListedWitness } from "../witness/witnesses.ts";
import { ledgerWords } from "./words.ts";

interface Listing {
  size: number;
  entries: readonly NamedEntry[];
  before: number | null;
  sealed: SealedCheckpoint;
  keys: readonly string[];
  witnesses: readonly WitnessRow[];
}

/** The purpose of the log, how to verify it, and its entries, the newest first. */
export function ledgerPage(c: Context<AppEnv>, listing: Listing) {
  const { before } = listing;
  const path = ledgerPath(before ?? undefined);
  const body = (
    <>
      <div class="head">
        <h1>{ledgerWords.title}</h1>
        {ledgerWords.lead.map((paragraph) => (
          <p>{paragraph}</p>
        ))}
      </div>
      <Head sealed={listing.sealed} keys={listing.keys} />
      <Witnesses rows={listing.witnesses} size={listing.sealed.size} listed={c.get("ctx").witnesses} />
      <Steps heading={ledgerWords.howHead} steps={ledgerWords.how} />
      <Steps
        heading={ledgerWords.limitHead}
        steps={ledgerWords.limits(listing.witnesses.some(({ cosignedAt }) => cosignedAt !== null))}
      />
      <Entries listing={listing} />
    </>
  );
  const demo = listing.entries.some((entry) => entry.demo) ? "some" : null;
  return page(c, { title: ledgerWords.title, path, description: ledgerWords.description, script: true, demo }, body);
}

const Head = ({ sealed, keys }: { sealed: SealedCheckpoint; keys: readonly string[] }) => (
  <section class="stack tight rule">
    <h2>{ledgerWords.keyHead}</h2>
    <dl class="fit meta">
      <div>
        <dt>{ledgerWords.size}</dt>
        <dd>{sealed.size}</dd>
      </div>
      <div>
        <dt>{ledgerWords.signedAt}</dt>
        <dd>
          <Day at={sealed.signedAt} />
        </dd>
      </div>
      <div class="full">
        <dt>{ledgerWords.root}</dt>
        <dd class="mono">{toBase64(sealed.root)}</dd>
      </div>
    </dl>
    {keys.map((key) => (
      <CopyField label={ledgerWords.key} value={key} />
    ))}
    <p class="row">
      <a href={ledgerCheckpointPath()}>{ledgerWords.checkpointFile}</a>
      <a href={ledgerKeyPath()}>{ledgerWords.keyFile}</a>
    </p>
  </section>
);

/** Each witness's newest cosignature, its size and its time; then the witnesses that were asked and did not cosign. */
function Witnesses({
  rows,
  size,
  listed,
}: {
  rows: readonly WitnessRow[];
  size: number;
  listed: readonly ListedWitness[];
}) {
  return (
    <section class="stack tight rule">
      <h2>{ledgerWords.witnessHead}</h2>
      <p>{ledgerWords.witnessLead}</p>
      {rows.length === 0 && <p>{listed.length === 0 ? ledgerWords.noWitness : ledgerWords.witnessSoon}</p>}
      <ul class="lines">
        {rows.map((row) => (
          <li>
            <p>
              <b>{row.witness}</b>　{ledgerWords.outcomes[row.outcome]}
              {row.cosignedAt !== null && (
                <>
                  　<Minute at={row.cosignedAt} />　{ledgerWords.cosignedTo(row.size, size)}
                </>
              )}
            </p>
            {listed
              .filter(({ key }) => key.name === row.witness && key.keyId === row.keyId)
              .map(({ key }) => (
                <CopyField label={ledgerWords.witnessKey} value={formatCosignerKey(key)} />
              ))}
          </li>
        ))}
      </ul>
      {rows.some(({ cosignedAt }) => cosignedAt !== null) && (
        <p class="row">
          <a href={ledgerCosignedPath()}>{ledgerWords.cosignedFile}</a>
        </p>
      )}
    </section>
  );
}

const Steps = ({ heading, steps }: { heading: string; steps: readonly string[] }) => (
  <section class="stack tight rule">
    <h2>{heading}</h2>
    <ol class="prose">
      {steps.map((step) => (
        <li>{step}</li>
      ))}
    </ol>
  </section>
);

function Entries({ listing }: { listing: Listing }) {
  const { entries, before } = listing;
  const oldest = entries.at(-1)?.index ?? 0;
  return (
    <section class="stack tight rule">
      <h2>{ledgerWords.entriesHead}</h2>
      {entries.length === 0 && <p>{ledgerWords.none}</p>}
      <ol class="lines" reversed start={(entries[0]?.index ?? 0) + 1}>
        {entries.map((entry) => (
          <EntryLine entry={entry} />
        ))}
      </ol>
      <p class="row">
        {before !== null && <a href={ledgerPath()}>{ledgerWords.newer}</a>}
        {oldest > 0 && <a href={ledgerPath(oldest)}>{ledgerWords.older}</a>}
      </p>
    </section>
  );
}

const EntryLine = ({ entry }: { entry: NamedEntry }) => (
  <li>
    <p class="row">
      <a href={ledgerEntryPath(entry.index)}>{ledgerWords.entry(entry.index)}</a>
      <Day at={entry.at} class="hint" />
      <span>
        {ledgerWords.kind(entry.leaf.kind)}：<EntrySubject entry={entry} />
      </span>
    </p>
    {"note" in entry.leaf && entry.leaf.note !== "" && <p class="hint">{entry.leaf.note}</p>}
  </li>
);
