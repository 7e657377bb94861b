import type { Context } from "hono";
import { beijingDay } from "../../day.ts";
import type { AppEnv } from "../../http/app-env.ts";
import { outboxPath } from "../../console-paths.ts";
import { consolePage, Done } from "../console-page.tsx";
import { consoleWords } from "../words.ts";
import type { listDeadLetters } from "../../outbox/dead-letters.ts";
import { matterOf, parseNotification } from "../../outbox/notification.ts";

type Letters = Awaited<ReturnType<typeof listDeadLetters>>;

export const outboxPage = (c: Context<AppEnv>, letters: Letters, retried: boolean) =>
  consolePage(
    c,
    { title: consoleWords.outbox, section: "outbox" },
    <div class="stack">
      <div class="head">
        <h1>{consoleWords.outbox}</h1>
        <p class="hint">{consoleWords.outboxLead}</p>
        <Done text={retried ? consoleWords.retried : undefined} />
      </div>
      {letters.length > 1 && (
        <form method="post" action={`${outboxPath()}/retry`}>
          <button class="btn" type="submit" name="id" value="all">
            {consoleWords.retryAll}
          </button>
        </form>
      )}
      {letters.length === 0 ? <p>{consoleWords.outboxEmpty}</p> : <LetterList letters={letters} />}
    </div>,
  );

/** About a denunciation an admin reads no more than the notification itself would say. */
function matterIn(payload: Letters[number]["payload"]): string {
  const notification = parseNotification(payload);
  return notification === null ? consoleWords.strangeLetter : matterOf(notification);
}

const LetterList = ({ letters }: { letters: Letters }) => (
  <ul class="lines">
    {letters.map(({ id, kind, payload, bureau, year, attempts, lastError, deadAt }) => (
      <li>
        <p>
          {kind === "index" ? consoleWords.indexLetter : consoleWords.notifyLetter}
          {bureau !== null && year !== null && `：${consoleWords.report(bureau, year)}`}
          {kind === "notify" && `：${matterIn(payload)}`}
        </p>
        <p class="hint">
          {consoleWords.attempts} {attempts}　{consoleWords.lastError}：{lastError}（{beijingDay(deadAt)}）
        </p>
        <form method="post" action={`${outboxPath()}/retry`}>
          <button class="btn plain" type="submit" name="id" value={String(id)}>
            {consoleWords.retry}
            <span class="hide">{consoleWords.row(id)}</span>
          </button>
        </form>
      </li>
    ))}
  </ul>
);
