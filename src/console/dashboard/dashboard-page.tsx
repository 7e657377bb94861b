import type { Context } from "hono";
import { casePath, queuePath } from "../../console-paths.ts";
import type { Queue } from "../../feedback/handle/queue.ts";
import type { AppEnv } from "../../http/app-env.ts";
import { ROLE_DUTIES, ROLE_NAMES } from "../../staff/role.ts";
import { caseWords } from "../cases/case-words.ts";
import { caseTitle } from "../cases/case-title.ts";
import { TimeLeft } from "../cases/clock-cell.tsx";
import { consolePage } from "../console-page.tsx";
import { consoleWords } from "../words.ts";
import { dashboardWords } from "./dashboard-words.ts";
import type { Dashboard } from "./read-waiting.ts";
import { type Task, tasksOf } from "./tasks.ts";

/** The tasks of now, in order, each with a link to its page; then the matters that fall due first. */
export function dashboardPage(c: Context<AppEnv>, { waiting, first }: Dashboard, today: string) {
  const tasks = tasksOf(waiting);
  const body = (
    <div class="stack">
      <div class="head">
        <h1>{consoleWords.console}</h1>
      </div>
      <section class="side rule">
        <h2>{dashboardWords.todo}</h2>
        {tasks.length === 0 ? (
          <p>{dashboardWords.nothing}</p>
        ) : (
          <ol class="lines todo">
            {tasks.map((task) => (
              <TaskLine task={task} />
            ))}
          </ol>
        )}
      </section>
      {first.length > 0 && <First rows={first} today={today} />}
      <section class="side rule">
        <h2>{dashboardWords.duties}</h2>
        <dl class="meta fit">
          {c.get("person").roles.map((role) => (
            <div class="full">
              <dt>{ROLE_NAMES[role]}</dt>
              <dd>{ROLE_DUTIES[role]}</dd>
            </div>
          ))}
        </dl>
      </section>
    </div>
  );
  return consolePage(c, { title: consoleWords.console, section: "console" }, body);
}

const TaskLine = ({ task: { name, count, href } }: { task: Task }) => (
  <li>
    <p>
      <a href={href} class={name === "overdue" || name === "failed" ? "over" : undefined}>
        <b>{dashboardWords.tasks[name](count)}</b>
      </a>
    </p>
    <p class="hint">{dashboardWords.how[name]}</p>
  </li>
);

const First = ({ rows, today }: { rows: Queue["rows"]; today: string }) => (
  <section class="side rule">
    <h2>{dashboardWords.first}</h2>
    <div class="stack">
      <ol class="lines">
        {rows.map((row) => (
          <li>
            <p>
              <a href={casePath(row.id)}>{caseTitle(row)}</a>
            </p>
            <p class="row hint">
              <TimeLeft row={row} today={today} />
              <span>
                {row.status === "submitted" ? caseWords.acceptBy : caseWords.answerBy} {row.due}
              </span>
              {row.bureauName !== null && <span>{row.bureauName}</span>}
            </p>
          </li>
        ))}
      </ol>
      <p>
        <a class="btn" href={queuePath()}>
          {caseWords.queue}
        </a>
      </p>
    </div>
  </section>
);
