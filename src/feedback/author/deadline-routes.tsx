import type { Context } from "hono";
import { AppError } from "../../errors.ts";
import type { AppEnv } from "../../http/app-env.ts";
import { feedbackPath, feedbackStatusPath } from "../../paths.ts";
import type { Deadline } from "../clock.ts";
import { toCalendar } from "./calendar-file.ts";
import { feedbackWords } from "../words.ts";

interface Dated {
  id: number;
  /** Null if it is told to its author alone. */
  title: string | null;
  deadline: Deadline | null;
}

/** The deadline that runs, as a file for a calendar. Throws `not_found` if none runs. */
export function answerDeadline(c: Context<AppEnv>, { id, title, deadline }: Dated) {
  if (!deadline) throw new AppError("not_found", feedbackWords.noDeadline);
  const name = feedbackWords.untitled(id);
  const file = toCalendar({
    uid: `feedback-${id}-${deadline.due}@${new URL(c.get("origin")).hostname}`,
    day: deadline.due,
    stamp: c.get("ctx").now(),
    summary: feedbackWords.dueOf(name),
    description: [title, deadline.explanation].filter(Boolean).join("\n"),
    url: c.get("origin") + (title === null ? feedbackStatusPath() : feedbackPath(id)),
  });
  return c.body(file, 200, {
    "Content-Type": "text/calendar; charset=utf-8",
    "Content-Disposition": `attachment; filename="feedback-${id}.ics"`,
  });
}
