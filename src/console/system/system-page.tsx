import type { Context } from "hono";
import { capacityOf } from "../../db/capacity.ts";
import { beijingMinute } from "../../day.ts";
import type { AppEnv } from "../../http/app-env.ts";
import type { OutsideState } from "../../search/indexing/read-state.ts";
import { isUnderWay } from "../../search/indexing/rebuild-phase.ts";
import type { RebuildProgress } from "../../search/indexing/rebuild.ts";
import { outboxPath, systemPath } from "../addresses.ts";
import { consolePage, Done } from "../console-page.tsx";
import type { Health, readSystem } from "./system.ts";
import { systemWords as words } from "./system-words.ts";

export function systemPage(
  c: Context<AppEnv>,
  { indexing, deadLetters, databaseBytes, fullTextFrom, reasons }: Awaited<ReturnType<typeof readSystem>>,
  done: boolean,
) {
  const { engine, circuit, outside } = indexing;
  const body = (
    <div class="stack">
      <div class="head">
        <h1>{words.title}</h1>
        <Done text={done ? words.started : undefined} />
        {reasons.length === 0 ? <p>{words.allWell}</p> : <Reasons reasons={reasons} />}
      </div>
      <section class="head">
        <h2>{words.search}</h2>
        <dl class="meta">
          <Fact name={words.engine}>{outside ? engine : words.inDatabase}</Fact>
          {outside && <Fact name={words.circuit}>{words.circuits[circuit]}</Fact>}
          {outside && <Outside of={outside} />}
          <Fact name={words.width}>{fullTextFrom === 0 ? words.whole : words.wholeFrom(fullTextFrom)}</Fact>
        </dl>
      </section>
      {outside && <Rebuild of={outside.rebuild} />}
      <section class="head">
        <h2>{words.database}</h2>
        <p>{words.size(size(databaseBytes), percent(capacityOf(databaseBytes).share))}</p>
      </section>
      <p>
        <a href={outboxPath()}>{words.outboxCount(deadLetters)}</a>
      </p>
    </div>
  );
  return consolePage(c, { title: words.title, section: "system" }, body);
}

const Reasons = ({ reasons }: { reasons: Health["reasons"] }) => (
  <div class="errors">
    <h2>{words.lookAt}</h2>
    <ul>
      {reasons.map((reason) => (
        <li>{words.reasons[reason]}</li>
      ))}
    </ul>
  </div>
);

const Fact = ({ name, children }: { name: string; children: string }) => (
  <div class="full">
    <dt>{name}</dt>
    <dd>{children}</dd>
  </div>
);

const Outside = ({ of }: { of: OutsideState }) => (
  <>
    <Fact name={words.version}>{of.version ?? words.unknown}</Fact>
    <Fact name={words.index}>{of.isBuilt ? words.built : words.notBuilt}</Fact>
    <Fact name={words.behind}>
      {of.behindSince === null ? words.none : words.behindOf(of.behind, beijingMinute(of.behindSince))}
    </Fact>
    <Fact name={words.confirmed}>
      {of.confirmedTask === null || of.confirmedAt === null
        ? words.notYet
        : words.confirmedOf(of.confirmedTask, beijingMinute(of.confirmedAt))}
    </Fact>
    <Fact name={words.lastError}>
      {of.lastError === null || of.failedAt === null
        ? words.none
        : words.errorOf(of.lastError, beijingMinute(of.failedAt))}
    </Fact>
  </>
);

const Rebuild = ({ of }: { of: RebuildProgress }) => (
  <section class="head">
    <h2>{words.rebuild}</h2>
    <p class="hint">{words.rebuildLead}</p>
    <p>
      {words.phases[of.phase]}
      {isUnderWay(of.phase) && `，${words.progress(of.done, of.total)}`}
      {isUnderWay(of.phase) && of.startedAt !== null && `，${words.startedAt} ${beijingMinute(of.startedAt)}`}
      {of.phase === "idle" && of.finishedAt !== null && `，${words.finishedAt} ${beijingMinute(of.finishedAt)}`}
    </p>
    {isUnderWay(of.phase) && (
      <progress max={String(Math.max(of.total, 1))} value={String(of.done)} aria-label={words.rebuild} />
    )}
    {of.error !== null && <p class="over">{of.error}</p>}
    <form method="post" action={`${systemPath()}/rebuild`}>
      <button class="btn plain" type="submit">
        {isUnderWay(of.phase) ? words.restart : words.start}
      </button>
    </form>
  </section>
);

const MEGABYTE = 1_000_000;
const size = (bytes: number) =>
  bytes < 1000 * MEGABYTE ? `${(bytes / MEGABYTE).toFixed(1)} MB` : `${(bytes / MEGABYTE / 1000).toFixed(2)} GB`;
const percent = (share: number) => `${(share * 100).toFixed(share < 0.1 ? 2 : 0)}%`;
