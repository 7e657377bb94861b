import type { Ctx } from "../../ctx.ts";
import { caseFeedBase, feedbackFeedBase, feedbackPath, feedbackRegisterPath } from "../../paths.ts";
import { type Feed, FEED_ENTRIES, type FeedEntry } from "../../ui/feeds/feed.ts";
import { KINDS } from "../kind.ts";
import { type PublicFeedback, readPublicFeedback, readRegister, type RegisterRow } from "./register.ts";
import { feedbackWords } from "../words.ts";

/** All that was published, the newest first; an entry is updated by its answer. */
export async function readRegisterFeed(ctx: Ctx, origin: string): Promise<Feed> {
  const { rows } = await readRegister(ctx, {}, 1, FEED_ENTRIES);
  const entries = rows.map((row) => toEntry(row, origin));
  return { base: feedbackFeedBase(), title: feedbackWords.feedTitle, about: feedbackRegisterPath(), entries };
}

const titleOf = ({ id, kind, title }: RegisterRow) => `${KINDS[kind].name}：${title || feedbackWords.untitled(id)}`;

function toEntry(row: RegisterRow, origin: string): FeedEntry {
  const { id, text, publishedAt, answeredAt } = row;
  const href = origin + feedbackPath(id);
  return {
    id: href,
    href,
    title: titleOf(row),
    published: publishedAt,
    ...(answeredAt !== null && answeredAt > publishedAt && { updated: answeredAt }),
    summary: text,
  };
}

/** One published feedback: each step of it, as its page tells. Throws `not_found`, `gone`. */
export async function readCaseFeed(ctx: Ctx, id: number, origin: string): Promise<Feed> {
  const view = await readPublicFeedback(ctx, id);
  const feed = { base: caseFeedBase(id), title: feedbackWords.caseFeed(titleOf(view)), about: feedbackPath(id) };
  return { ...feed, entries: stepsOf(view, origin).slice(-FEED_ENTRIES) };
}

/** No two steps are taken at the same instant by the same event: the two name one for good. */
function stepsOf(view: PublicFeedback, origin: string): FeedEntry[] {
  const href = origin + feedbackPath(view.id);
  const author = view.bureauName === null ? {} : { author: { name: view.bureauName } };
  const step = (at: string, name: string, title: string, summary: string): FeedEntry => ({
    id: `${href}#${name}-${at}`,
    href,
    title: `${feedbackWords.untitled(view.id)}：${title}`,
    ...author,
    published: at,
    summary: summary || title,
  });
  return [
    ...view.history.map(({ at, event, note }) =>
      step(at, event, feedbackWords.events[event], event === "submit" ? view.text : note),
    ),
    ...view.replies.map(({ at, text }) => step(at, "reply", feedbackWords.reply, text)),
  ];
}
