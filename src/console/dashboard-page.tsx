import type { Context } from "hono";
import type { DraftLine } from "../drafts/load.ts";
import type { Queue } from "../feedback/handle/queue.ts";
import type { AppEnv } from "../http/app-env.ts";
import { publishPath, queuePath } from "../console-paths.ts";
import { caseWords } from "./cases/case-words.ts";
import { consolePage } from "./console-page.tsx";
import { publishWords } from "./desk/publish-words.ts";
import { ROLE_DUTIES, ROLE_NAMES } from "../staff/role.ts";
import { consoleWords } from "./words.ts";

export interface WaitingWork {
  counts: Queue["counts"];
  unread: number;
}

/** `waiting` is null for who handles no feedback, `drafts` for who publishes nothing. */
export const dashboardPage = (c: Context<AppEnv>, waiting: WaitingWork | null, drafts: readonly DraftLine[] | null) =>
  consolePage(
    c,
    { title: consoleWords.console, section: "console" },
    <div class="stack">
      <div class="head">
        <h1>{consoleWords.console}</h1>
      </div>
      {waiting && <Readouts waiting={waiting} />}
      {drafts && <Drafts drafts={drafts} />}
      <dl class="meta fit">
        {c.get("person").roles.map((role) => (
          <div class="full">
            <dt>{ROLE_NAMES[role]}</dt>
            <dd>{ROLE_DUTIES[role]}</dd>
          </div>
        ))}
      </dl>
    </div>,
  );

const Drafts = ({ drafts }: { drafts: readonly DraftLine[] }) => {
  const open = drafts.filter(({ state }) => state === "open");
  const failed = open.filter(({ failure }) => failure !== null).length;
  return (
    <>
      <Gauge
        rows={[
          [publishWords.drafts, open.length],
          [publishWords.state.scheduled, drafts.filter(({ state }) => state === "scheduled").length],
          [publishWords.failedAt, failed, failed > 0],
        ]}
      />
      <p>
        <a class="btn" href={publishPath()}>
          {publishWords.title}
        </a>
      </p>
    </>
  );
};

const Readouts = ({ waiting: { counts, unread } }: { waiting: WaitingWork }) => (
  <>
    <Gauge
      rows={[
        [caseWords.unread, unread],
        [caseWords.overdue, counts.overdue, counts.overdue > 0],
        [caseWords.soon, counts.soon],
        [caseWords.unaccepted, counts.unaccepted],
        [caseWords.waitingReview, counts.drafts],
        [caseWords.toPublish, counts.toPublish],
      ]}
    />
    <p>
      <a class="btn" href={queuePath()}>
        {caseWords.queue}
      </a>
    </p>
  </>
);

type Reading = readonly [name: string, count: number, alarming?: boolean];

const Gauge = ({ rows }: { rows: readonly Reading[] }) => (
  <dl class="fit gauge">
    {rows.map(([name, count, alarming]) => (
      <div>
        <dt>{name}</dt>
        <dd class={alarming ? "over" : undefined}>{count}</dd>
      </div>
    ))}
  </dl>
);
