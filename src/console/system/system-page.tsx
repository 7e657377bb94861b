import type { Context } from "hono";
import { capacityOf } from "../../db/capacity.ts";
import { beijingMinute } from "../../day.ts";
import type { AppEnv } from "../../http/app-env.ts";
import type { OutsideState } from "../../search/indexing/read-state.ts";
import { isUnderWay } from "../../search/indexing/rebuild-phase.ts";
import type { RebuildProgress } from "../../search/indexing/rebuild.ts";
import { missingIdentity } from "../../ui/site-identity.ts";
import { outboxPath, systemPath } from "../../console-paths.ts";
import { consolePage, Done } from "../console-page.tsx";
import type { Health, readSystem } from "./system.ts";
import { systemWords } from "./system-words.ts";

export function systemPage(
  c: Context<AppEnv>,
  { indexing, deadLetters, databaseBytes, heartbeats, fullTextFrom, reasons }: Awaited<ReturnType<typeof readSystem>>,
  done: boolean,
) {
  const { engine, circuit, outside } = indexing;
  const body = (
    <div class="stack">
      <div class="head">
        <h1>{systemWords.title}</h1>
        <Done text={done ? systemWords.started : undefined} />
        {reasons.length === 0 ? <p>{systemWords.allWell}</p> : <Reasons reasons={reasons} />}
      </div>
      <Identity missing={c.env.ENVIRONMENT === "production" ? missingIdentity(c.env) : []} />
      <section class="head">
        <h2>{systemWords.search}</h2>
        <dl class="meta broad">
          <Fact name={systemWords.engine}>{outside ? engine : systemWords.inDatabase}</Fact>
          {outside && <Fact name={systemWords.circuit}>{systemWords.circuits[circuit]}</Fact>}
          {outside && <Outside of={outside} />}
          <Fact name={systemWords.width}>
            {fullTextFrom === 0 ? systemWords.whole : systemWords.wholeFrom(fullTextFrom)}
          </Fact>
        </dl>
      </section>
      {outside && <Rebuild of={outside.rebuild} />}
      <section class="head">
        <h2>{systemWords.rounds}</h2>
        <dl class="meta broad">
          <Fact name={systemWords.clock}>{minuteOf(heartbeats.clock)}</Fact>
          <Fact name={systemWords.backup}>{minuteOf(heartbeats.backup?.at ?? null)}</Fact>
          <Fact name={systemWords.doctor}>
            {heartbeats.doctor
              ? systemWords.found(beijingMinute(heartbeats.doctor.at), heartbeats.doctor.found)
              : systemWords.never}
          </Fact>
        </dl>
      </section>
      <section class="head">
        <h2>{systemWords.database}</h2>
        <p>{systemWords.size(size(databaseBytes), percent(capacityOf(databaseBytes).share))}</p>
      </section>
      <p>
        <a href={outboxPath()}>{systemWords.outboxCount(deadLetters)}</a>
      </p>
    </div>
  );
  return consolePage(c, { title: systemWords.title, section: "system" }, body);
}

const Reasons = ({ reasons }: { reasons: Health["reasons"] }) => (
  <div class="errors">
    <h2>{systemWords.lookAt}</h2>
    <ul>
      {reasons.map((reason) => (
        <li>{systemWords.reasons[reason]}</li>
      ))}
    </ul>
  </div>
);

/** The facts about who runs the site that readers are not told. */
const Identity = ({ missing }: { missing: readonly string[] }) =>
  missing.length === 0 ? null : (
    <section class="head">
      <h2>{systemWords.identity}</h2>
      <ul class="lines">
        {missing.map((text) => (
          <li class="over">{text}</li>
        ))}
      </ul>
    </section>
  );

const Fact = ({ name, children }: { name: string; children: string }) => (
  <div class="full">
    <dt>{name}</dt>
    <dd>{children}</dd>
  </div>
);

const Outside = ({ of }: { of: OutsideState }) => (
  <>
    <Fact name={systemWords.version}>{of.version ?? systemWords.unknown}</Fact>
    <Fact name={systemWords.index}>{of.isBuilt ? systemWords.built : systemWords.notBuilt}</Fact>
    <Fact name={systemWords.behind}>
      {of.behindSince === null ? systemWords.none : systemWords.behindOf(of.behind, beijingMinute(of.behindSince))}
    </Fact>
    <Fact name={systemWords.confirmed}>
      {of.confirmedTask === null || of.confirmedAt === null
        ? systemWords.notYet
        : systemWords.confirmedOf(of.confirmedTask, beijingMinute(of.confirmedAt))}
    </Fact>
    <Fact name={systemWords.lastError}>
      {of.lastError === null || of.failedAt === null
        ? systemWords.none
        : systemWords.errorOf(of.lastError, beijingMinute(of.failedAt))}
    </Fact>
  </>
);

const Rebuild = ({ of }: { of: RebuildProgress }) => (
  <section class="head">
    <h2>{systemWords.rebuild}</h2>
    <p class="hint">{systemWords.rebuildLead}</p>
    <p>
      {systemWords.phases[of.phase]}
      {isUnderWay(of.phase) && `，${systemWords.progress(of.done, of.total)}`}
      {isUnderWay(of.phase) && of.startedAt !== null && `，${systemWords.startedAt} ${beijingMinute(of.startedAt)}`}
      {of.phase === "idle" && of.finishedAt !== null && `，${systemWords.finishedAt} ${beijingMinute(of.finishedAt)}`}
    </p>
    {isUnderWay(of.phase) && (
      <progress max={String(Math.max(of.total, 1))} value={String(of.done)} aria-label={systemWords.rebuild} />
    )}
    {of.error !== null && <p class="over">{of.error}</p>}
    <form method="post" action={`${systemPath()}/rebuild`}>
      <button class="btn plain" type="submit">
        {isUnderWay(of.phase) ? systemWords.restart : systemWords.start}
      </button>
    </form>
  </section>
);

const minuteOf = (at: string | null) => (at === null ? systemWords.never : beijingMinute(at));

const MEGABYTE = 1_000_000;
const size = (bytes: number) =>
  bytes < 1000 * MEGABYTE ? `${(bytes / MEGABYTE).toFixed(1)} MB` : `${(bytes / MEGABYTE / 1000).toFixed(2)} GB`;
const percent = (share: number) => `${(share * 100).toFixed(share < 0.1 ? 2 : 0)}%`;
