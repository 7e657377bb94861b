import type { Context } from "hono";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import type { Child } from "hono/jsx";
import type { AppEnv } from "../../http/app-env.ts";
import { followPath } from "../../paths.ts";
import { page } from "../../ui/layout.tsx";
import { mailWords } from "./mail-words.ts";
import { PENDING_DAYS } from "./subscribe.ts";

function notice(c: Context<AppEnv>, title: string, body: Child, status: ContentfulStatusCode = 200) {
  c.header("Cache-Control", "no-store");
  return page(
    c,
    { title, path: followPath(), unlisted: true },
    <div class="stack">
      <div class="head">
        <h1>{title}</h1>
      </div>
      {body}
    </div>,
    status,
  );
}

const Again = () => (
  <p>
    <a href={followPath()}>{mailWords.again}</a>
  </p>
);

export const mailSentPage = (c: Context<AppEnv>) =>
  notice(c, mailWords.sentTitle, <p>{mailWords.sent(PENDING_DAYS)}</p>);

/** A question with one button: programs that look into mail open links, and only people press buttons. */
export const confirmPage = (c: Context<AppEnv>, token: string, name: string, often: string) =>
  notice(
    c,
    mailWords.confirmTitle,
    <>
      <p>{mailWords.confirmLead(name, often)}</p>
      <form method="post" action="/follow/confirm">
        <input type="hidden" name="t" value={token} />
        <button class="btn" type="submit">
          {mailWords.confirm}
        </button>
      </form>
    </>,
  );

export const confirmedPage = (c: Context<AppEnv>, name: string, often: string) =>
  notice(c, mailWords.confirmed, <p>{mailWords.confirmedLead(name, often)}</p>);

export const overPage = (c: Context<AppEnv>) =>
  notice(
    c,
    mailWords.confirmTitle,
    <>
      <p>{mailWords.linkOver}</p>
      <Again />
    </>,
    404,
  );

export const leavePage = (c: Context<AppEnv>, token: string, name: string) =>
  notice(
    c,
    mailWords.leaveTitle,
    <>
      <p>{mailWords.leaveLead(name)}</p>
      <form class="row" method="post" action="/follow/leave">
        <input type="hidden" name="t" value={token} />
        <button class="btn" type="submit">
          {mailWords.leave}
        </button>
        <button class="btn plain" type="submit" name="all" value="1">
          {mailWords.leaveAll}
        </button>
      </form>
    </>,
  );

export const leftPage = (c: Context<AppEnv>) =>
  notice(
    c,
    mailWords.left,
    <>
      <p>{mailWords.leftLead}</p>
      <Again />
    </>,
  );
