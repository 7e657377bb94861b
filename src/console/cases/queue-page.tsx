import type { Context } from "hono";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import { isOverdue } from "../../feedback/clock.ts";
import { STATUS_NAMES, STATUSES, type Status } from "../../feedback/feedback.ts";
import { FEEDBACK_KINDS, KINDS, OPEN_KINDS } from "../../feedback/kind.ts";
import { BULK_EVENTS, type BulkEvent, MOST_BULK } from "../../feedback/together/bulk.ts";
import type { Queue, QueueQuery } from "../../feedback/handle/queue.ts";
import { QUEUE_PAGE } from "../../feedback/handle/queue.ts";
import type { AppEnv } from "../../http/app-env.ts";
import { casePath, queuePath } from "../../console-paths.ts";
import { caseTitle } from "./case-title.ts";
import { ACTION_WORDS, caseWords } from "./case-words.ts";
import { SpentCell, TimeLeft } from "./clock-cell.tsx";
import { consolePage, ConsoleErrorSummary, Done } from "../console-page.tsx";
import { type GroupName, groupByDue } from "./queue-groups.ts";

export interface QueueView {
  queue: Queue;
  query: QueueQuery;
  unread: ReadonlySet<number>;
  bureaus: readonly { slug: string; name: string }[];
  /** Beijing day. */
  today: string;
  supervisor: boolean;
  done?: string | undefined;
  /** Why a step for several was refused. */
  problem?: string;
}

type Row = Queue["rows"][number];

const GROUP_WORDS: Record<GroupName, string> = {
  overdue: caseWords.overdue,
  soon: caseWords.soon,
  fortnight: caseWords.fortnight,
  rest: caseWords.rest,
  settled: caseWords.settled,
};

const COLUMNS = [
  caseWords.number,
  caseWords.clock,
  caseWords.spent,
  caseWords.due,
  caseWords.kind,
  caseWords.matter,
  caseWords.section,
  caseWords.status,
  caseWords.bureau,
];

export function queuePage(c: Context<AppEnv>, view: QueueView, status: ContentfulStatusCode = 200) {
  const { queue, query, today, unread } = view;
  const groups = groupByDue(queue.rows, today);
  const steps = stepsFor(queue.rows);
  const table = (
    <table class="queue">
      <caption class="hide">
        {caseWords.queue}，{caseWords.byDue}
      </caption>
      <thead>
        <tr>
          {COLUMNS.map((name) => (
            <th scope="col">{name}</th>
          ))}
        </tr>
      </thead>
      {groups.map(({ name, rows }) => (
        <tbody>
          <tr>
            <th colspan={COLUMNS.length} scope="rowgroup" class={name === "overdue" ? "over" : undefined}>
              {caseWords.group(GROUP_WORDS[name], rows.length)}
            </th>
          </tr>
          {rows.map((row) => (
            <QueueLine row={row} today={today} unread={unread.has(row.id)} ticks={steps.length > 0} />
          ))}
        </tbody>
      ))}
    </table>
  );
  const body = (
    <>
      {view.problem && <ConsoleErrorSummary errors={[{ id: "queue", message: view.problem }]} />}
      <div class="stack">
        <div class="head">
          <h1>{caseWords.queue}</h1>
          <Done text={view.done} />
          <p class="row hint">
            <span>{caseWords.byDue}</span>
            <a href={queuePath("?unread=1")} aria-current={query.unread ? "true" : undefined}>
              {caseWords.unreadOnly}
            </a>
            <a href={queuePath(query.all ? "" : "?all=1")}>{query.all ? caseWords.open : caseWords.all}</a>
            {isNarrowed(query) && <a href={queuePath()}>{caseWords.everything}</a>}
          </p>
        </div>
        <Gauge counts={queue.counts} supervisor={view.supervisor} />
        <Filter view={view} />
      </div>
      {queue.rows.length === 0 && <p>{caseWords.nothing}</p>}
      {steps.length === 0 && queue.rows.length > 0 && table}
      {steps.length > 0 && (
        <form class="stack" id="queue" method="post" action={queuePath("/several")}>
          {table}
          <Several steps={steps} />
        </form>
      )}
      <Paging queue={queue} query={query} />
      {!view.supervisor && <p class="hint">{caseWords.noDenunciations}</p>}
    </>
  );
  return consolePage(c, { title: caseWords.queue, section: "queue" }, body, status);
}

const isNarrowed = ({ all: _all, page: _page, ...rest }: QueueQuery) =>
  Object.values(rest).some((value) => value !== undefined);

/** Every number leads to what it counts. */
const Gauge = ({ counts, supervisor }: { counts: Queue["counts"]; supervisor: boolean }) => (
  <dl class="fit gauge">
    {(
      [
        [caseWords.overdue, counts.overdue, "?due=overdue"],
        [caseWords.soon, counts.soon, "?due=soon"],
        [caseWords.unaccepted, counts.unaccepted, "?status=submitted"],
        [caseWords.waitingReview, counts.drafts, "?drafts=1"],
        [caseWords.extendedNow, counts.extended, "?due=extended"],
        ...(supervisor ? [[caseWords.toPublish, counts.toPublish, "?publish=1"] as const] : []),
      ] as const
    ).map(([name, count, query]) => (
      <div>
        <dt>{name}</dt>
        <dd class={name === caseWords.overdue && count > 0 ? "over" : undefined}>
          <a href={queuePath(query)} aria-label={`${name} ${count}`}>
            {count}
          </a>
        </dd>
      </div>
    ))}
  </dl>
);

const Filter = ({ view: { query, bureaus, supervisor } }: { view: QueueView }) => (
  <form class="row filter" action={queuePath()}>
    <div>
      <label for="kind">{caseWords.kind}</label>
      <select id="kind" name="kind">
        <option value="">{caseWords.everyKind}</option>
        {(supervisor ? FEEDBACK_KINDS : OPEN_KINDS).map((kind) => (
          <option value={kind} selected={query.kind === kind}>
            {KINDS[kind].name}
          </option>
        ))}
      </select>
    </div>
    <div>
      <label for="status">{caseWords.status}</label>
      <select id="status" name="status">
        <option value="">{caseWords.everyStatus}</option>
        {STATUSES.map((status) => (
          <option value={status} selected={query.status === status}>
            {STATUS_NAMES[status]}
          </option>
        ))}
      </select>
    </div>
    <div>
      <label for="bureau">{caseWords.bureau}</label>
      <select id="bureau" name="bureau">
        <option value="">{caseWords.everyBureau}</option>
        {bureaus.map(({ slug, name }) => (
          <option value={slug} selected={query.bureau === slug}>
            {name}
          </option>
        ))}
      </select>
    </div>
    <button class="btn plain" type="submit">
      {caseWords.filter}
    </button>
  </form>
);

interface LineProps {
  row: Row;
  today: string;
  unread: boolean;
  /** Some step may be taken for several rows at once. */
  ticks: boolean;
}

const QueueLine = ({ row, today, unread, ticks }: LineProps) => (
  <tr>
    <td class="no">
      {ticks ? (
        <label>
          <input type="checkbox" name="id" value={String(row.id)} aria-label={caseWords.pick(row.id)} /> {row.id}
        </label>
      ) : (
        row.id
      )}
    </td>
    <td>
      <TimeLeft row={row} today={today} />
    </td>
    <td>
      <SpentCell row={row} today={today} />
    </td>
    <td>
      {row.stoppedOn && caseWords.stopped(row.stoppedOn)}
      {row.due && (
        <>
          {row.status === "submitted" ? caseWords.acceptBy : caseWords.answerBy} {row.due}
          {row.extended && ` ${caseWords.extendedMark}`}
        </>
      )}
    </td>
    <td>{KINDS[row.kind].name}</td>
    <td>
      <a href={casePath(row.id)}>{caseTitle(row)}</a>
      {unread && <b class="unread">{caseWords.unread}</b>}
    </td>
    <td>{row.sectionHeading ?? (row.aboutBureauName === row.bureauName ? "" : row.aboutBureauName)}</td>
    <td>
      <StateMark status={row.status} overdue={isOverdue(row.due, today)} />
      {row.draftBy !== null && `　${caseWords.waitingReview}`}
      {row.waiting && `　${caseWords.waitingMark}`}
      {row.consent &&
        row.publication === "private" &&
        row.due === null &&
        row.stoppedOn === null &&
        `　${caseWords.toPublish}`}
    </td>
    <td>{row.bureauName ?? ""}</td>
  </tr>
);

const BULK_FROM: Record<BulkEvent, readonly Status[]> = {
  accept: ["submitted"],
  start: ["accepted"],
  close: ["answered"],
};

/** Steps that need no words; only those that some row can take. */
const stepsFor = (rows: readonly Row[]) =>
  BULK_EVENTS.filter((event) => rows.some(({ status }) => BULK_FROM[event].includes(status)));

/** For all rows that are ticked. */
const Several = ({ steps }: { steps: readonly BulkEvent[] }) => (
  <p class="row several">
    <span>
      {caseWords.bulk} <span class="hint">{caseWords.bulkHint(MOST_BULK)}</span>
    </span>
    {steps.map((event) => (
      <button class="btn plain" type="submit" name="event" value={event}>
        {ACTION_WORDS[event].button}
      </button>
    ))}
  </p>
);

export const StateMark = ({ status, overdue }: { status: Status; overdue: boolean }) => {
  const shape = status === "closed" || status === "answered" ? " done" : status === "in_progress" ? " half" : "";
  return <span class={`state${shape}${overdue ? " over" : ""}`}>{STATUS_NAMES[status]}</span>;
};

function Paging({ queue, query }: { queue: Queue; query: QueueQuery }) {
  const address = (page: number) => {
    const { all, drafts, toPublish, unread, ...rest } = query;
    const flags = { all: all && "1", drafts: drafts && "1", publish: toPublish && "1", unread: unread && "1" };
    const pairs = Object.entries({ ...rest, ...flags, page }).filter(([, value]) => value !== undefined);
    return queuePath(`?${new URLSearchParams(pairs.map(([key, value]) => [key, String(value)])).toString()}`);
  };
  return (
    <nav class="row pages" aria-label={caseWords.pages}>
      {queue.page > 1 && <a href={address(queue.page - 1)}>{caseWords.back}</a>}
      {queue.page * QUEUE_PAGE < queue.counts.total && <a href={address(queue.page + 1)}>{caseWords.more}</a>}
    </nav>
  );
}
