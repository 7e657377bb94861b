import type { Context } from "hono";
import { beijingDay } from "../../day.ts";
import type { AppEnv } from "../../http/app-env.ts";
import { outboxPath } from "../addresses.ts";
import { consolePage, Done } from "../console-page.tsx";
import { words } from "../words.ts";
import type { listDeadLetters } from "../../outbox/dead-letters.ts";
import { matterOf, parseNotification } from "../../outbox/notification.ts";

type Letters = Awaited<ReturnType<typeof listDeadLetters>>;

export const outboxPage = (c: Context<AppEnv>, letters: Letters, retried: boolean) =>
  consolePage(
    c,
    { title: words.outbox, section: "outbox" },
    <div class="stack">
      <div class="head">
        <h1>{words.outbox}</h1>
        <p class="hint">{words.outboxLead}</p>
        <Done text={retried ? words.retried : undefined} />
      </div>
      {letters.length > 1 && (
        <form method="post" action={`${outboxPath()}/retry`}>
          <button class="btn" type="submit" name="id" value="all">
            {words.retryAll}
          </button>
        </form>
      )}
      {letters.length === 0 ? <p>{words.outboxEmpty}</p> : <LetterList letters={letters} />}
    </div>,
  );

/** Of a denunciation an admin reads no more than the notification itself would say. */
function matterIn(payload: string): string {
  const notification = parseNotification(JSON.parse(payload) as Record<string, unknown>);
  return notification === null ? words.strangeLetter : matterOf(notification);
}

const LetterList = ({ letters }: { letters: Letters }) => (
  <ul class="lines">
    {letters.map(({ id, kind, payload, bureau, year, attempts, last_error, dead_at }) => (
      <li>
        <p>
          {kind === "index" ? words.indexLetter : words.notifyLetter}
          {bureau !== null && year !== null && `：${words.report(bureau, year)}`}
          {kind === "notify" && `：${matterIn(payload)}`}
        </p>
        <p class="hint">
          {words.attempts} {attempts}　{words.lastError}：{last_error}（{beijingDay(dead_at)}）
        </p>
        <form method="post" action={`${outboxPath()}/retry`}>
          <button class="btn plain" type="submit" name="id" value={String(id)}>
            {words.retry}
            <span class="hide">{words.row(id)}</span>
          </button>
        </form>
      </li>
    ))}
  </ul>
);
