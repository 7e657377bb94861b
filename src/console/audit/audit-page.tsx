import type { Context } from "hono";
import { beijingSecond } from "../../day.ts";
import type { AppEnv } from "../../http/app-env.ts";
import { auditPath, casePath } from "../../console-paths.ts";
import { consolePage } from "../console-page.tsx";
import { consoleWords } from "../words.ts";
import { actionName, NAMED_ACTIONS } from "./action-names.ts";
import { detailWords } from "./detail-words.ts";
import type { AuditPage, AuditQuery, AuditRecord } from "../../audit/read.ts";

/** `query` as asked for: it fills the filter and leads to the other pages. */
export const auditPage = (c: Context<AppEnv>, { page, more, records }: AuditPage, query: AuditQuery) =>
  consolePage(
    c,
    { title: consoleWords.audit, section: "audit" },
    <div class="stack">
      <div class="head">
        <h1>{consoleWords.audit}</h1>
        <p class="hint">{consoleWords.auditLead}</p>
      </div>
      <Filter query={query} />
      {records.length === 0 ? (
        <p>{consoleWords.none}</p>
      ) : (
        <Records records={records} supervisor={c.get("person").roles.includes("supervisor")} />
      )}
      <nav class="row pages" aria-label={consoleWords.pages}>
        {page > 1 && <a href={addressOf(query, page - 1)}>{consoleWords.later}</a>}
        {more && <a href={addressOf(query, page + 1)}>{consoleWords.earlier}</a>}
      </nav>
    </div>,
  );

function addressOf(query: AuditQuery, page: number) {
  const pairs = Object.entries({ ...query, page }).filter(([, value]) => value !== undefined && value !== "");
  return auditPath(`?${new URLSearchParams(pairs.map(([key, value]) => [key, String(value)])).toString()}`);
}

const Filter = ({ query }: { query: AuditQuery }) => (
  <form class="row filter" action={auditPath()}>
    <div>
      <label for="actor">{consoleWords.actor}</label>
      <input type="text" id="actor" name="actor" value={query.actor} />
    </div>
    <div>
      <label for="action">{consoleWords.action}</label>
      <select id="action" name="action">
        <option value="">{consoleWords.anything}</option>
        {NAMED_ACTIONS.map(([action, name]) => (
          <option value={action} selected={query.action === action}>
            {name}
          </option>
        ))}
      </select>
    </div>
    <div>
      <label for="subject">{consoleWords.subject}</label>
      <input type="text" id="subject" name="subject" value={query.subject} />
    </div>
    <div>
      <label for="from">{consoleWords.from}</label>
      <input id="from" name="from" type="date" value={query.from} />
    </div>
    <div>
      <label for="to">{consoleWords.to}</label>
      <input id="to" name="to" type="date" value={query.to} />
    </div>
    <button class="btn plain" type="submit">
      {consoleWords.filter}
    </button>
  </form>
);

/** A feedback leads to its place in the console, which is closed to who is only an admin, and need not be public. */
const Subject = ({ subject, supervisor }: { subject: string; supervisor: boolean }) => {
  const feedback = /^\/feedback\/(\d+)$/.exec(subject)?.[1];
  const href = feedback === undefined ? subject : supervisor ? casePath(Number(feedback)) : "";
  return href.startsWith("/") ? <a href={href}>{subject}</a> : <>{subject}</>;
};

const Records = ({ records, supervisor }: { records: readonly AuditRecord[]; supervisor: boolean }) => (
  <div class="scroll" role="region" aria-label={consoleWords.audit} tabindex={0}>
    <table class="data words audit">
      <thead>
        <tr>
          <th scope="col">{consoleWords.at}</th>
          <th scope="col">{consoleWords.actor}</th>
          <th scope="col">{consoleWords.action}</th>
          <th scope="col">{consoleWords.subject}</th>
          <th scope="col">{consoleWords.detail}</th>
        </tr>
      </thead>
      <tbody>
        {records.map(({ at, actor, action, subject, detail }) => (
          <tr>
            <td>
              <time datetime={at}>{beijingSecond(at)}</time>
            </td>
            <td>{actor}</td>
            <td>{actionName(action)}</td>
            <td>
              <Subject subject={subject} supervisor={supervisor} />
            </td>
            <td>{detailWords(detail)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  </div>
);
