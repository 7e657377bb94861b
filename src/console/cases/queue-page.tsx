import type { Context } from "hono";
import { isOverdue } from "../../feedback/clock.ts";
import { STATUS_NAMES, STATUSES, type Status } from "../../feedback/feedback.ts";
import { FEEDBACK_KINDS, KINDS, OPEN_KINDS } from "../../feedback/kind.ts";
import type { Queue, QueueQuery } from "../../feedback/handle/queue.ts";
import { QUEUE_PAGE } from "../../feedback/handle/queue.ts";
import type { AppEnv } from "../../http/app-env.ts";
import { casePath, queuePath } from "../../console-paths.ts";
import { caseWords } from "./case-words.ts";
import { SpentCell, TimeLeft } from "./clock-cell.tsx";
import { consolePage, Done } from "../console-page.tsx";
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

export function queuePage(c: Context<AppEnv>, view: QueueView) {
  const { queue, query, today, unread } = view;
  const groups = groupByDue(queue.rows, today);
  const body = (
    <>
      <div class="stack">
        <div class="head">
          <h1>{caseWords.queue}</h1>
          <Done text={view.done} />
          <p class="row hint">
            <span>{caseWords.byDue}</span>
            <a href={queuePath("?drafts=1")}>{caseWords.drafts(queue.counts.drafts)}</a>
            {view.supervisor && <a href={queuePath("?publish=1")}>{caseWords.undecided(queue.counts.toPublish)}</a>}
            <a href={queuePath(query.all ? "" : "?all=1")}>{query.all ? caseWords.open : caseWords.all}</a>
          </p>
        </div>
        <Gauge counts={queue.counts} />
        <Filter view={view} />
      </div>
      {queue.rows.length === 0 && <p>{caseWords.nothing}</p>}
      {queue.rows.length > 0 && (
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
                <QueueLine row={row} today={today} unread={unread.has(row.id)} />
              ))}
            </tbody>
          ))}
        </table>
      )}
      <Paging queue={queue} query={query} />
      {!view.supervisor && <p class="hint">{caseWords.noDenunciations}</p>}
    </>
  );
  return consolePage(c, { title: caseWords.queue, section: "queue" }, body);
}

const Gauge = ({ counts }: { counts: Queue["counts"] }) => (
  <dl class="fit gauge">
    {(
      [
        [caseWords.overdue, counts.overdue],
        [caseWords.soon, counts.soon],
        [caseWords.unaccepted, counts.unaccepted],
        [caseWords.waitingReview, counts.drafts],
        [caseWords.extendedNow, counts.extended],
        [caseWords.toPublish, counts.toPublish],
      ] as const
    ).map(([name, count]) => (
      <div>
        <dt>{name}</dt>
        <dd class={name === caseWords.overdue && count > 0 ? "over" : undefined}>{count}</dd>
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

const QueueLine = ({ row, today, unread }: { row: Row; today: string; unread: boolean }) => (
  <tr>
    <td class="no">{row.id}</td>
    <td>
      <TimeLeft row={row} today={today} />
    </td>
    <td>
      <SpentCell row={row} today={today} />
    </td>
    <td>
      {row.due && (
        <>
          {row.status === "submitted" ? caseWords.acceptBy : caseWords.answerBy} {row.due.slice(5)}
          {row.extended && ` ${caseWords.extendedMark}`}
        </>
      )}
    </td>
    <td>{KINDS[row.kind].name}</td>
    <td>
      <a href={casePath(row.id)}>{row.title || row.excerpt}</a>
      {unread && <b class="unread">{caseWords.unread}</b>}
    </td>
    <td>{row.sectionHeading ?? (row.aboutBureauName === row.bureauName ? "" : row.aboutBureauName)}</td>
    <td>
      <StateMark status={row.status} overdue={isOverdue(row.due, today)} />
      {row.draftBy !== null && `　${caseWords.waitingReview}`}
      {row.waiting && `　${caseWords.waitingMark}`}
      {row.consent && row.publication === "private" && row.due === null && `　${caseWords.toPublish}`}
    </td>
    <td>{row.bureauName ?? ""}</td>
  </tr>
);

export const StateMark = ({ status, overdue }: { status: Status; overdue: boolean }) => {
  const shape = status === "closed" || status === "answered" ? " done" : status === "in_progress" ? " half" : "";
  return <span class={`state${shape}${overdue ? " over" : ""}`}>{STATUS_NAMES[status]}</span>;
};

function Paging({ queue, query }: { queue: Queue; query: QueueQuery }) {
  const address = (page: number) => {
    const { all, drafts, toPublish, ...rest } = query;
    const flags = { all: all && "1", drafts: drafts && "1", publish: toPublish && "1" };
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
