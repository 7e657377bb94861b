import { type Context, Hono } from "hono";
import { beijingDay } from "../../day.ts";
import { AppError } from "../../errors.ts";
import { STATUSES } from "../../feedback/feedback.ts";
import { FEEDBACK_KINDS } from "../../feedback/kind.ts";
import { openContact } from "../../feedback/handle/open-contact.ts";
import { type QueueQuery, readCase, readQueue } from "../../feedback/handle/queue.ts";
import { markRead, readUnread } from "../../feedback/handle/reads.ts";
import type { AppEnv } from "../../http/app-env.ts";
import { attachment } from "../../http/attachment.ts";
import { limitedBody } from "../../http/limited-body.ts";
import { STATUS } from "../../http/api/problem.ts";
import { sentForm } from "../../http/sent-form.ts";
import { signedIn } from "../../staff/staff-session.ts";
import { casePath, queuePath } from "../../console-paths.ts";
import { CASE_ACTIONS, type CaseAction, isAction, type TypedFields } from "./case-actions.ts";
import type { ReturnedCaseForm } from "./case-forms.tsx";
import { casePage, type CaseView } from "./case-page.tsx";
import { ACTION_WORDS } from "./case-words.ts";
import { textField } from "../form-fields.ts";
import { listBureaus } from "../../staff/people.ts";
import { queuePage } from "./queue-page.tsx";

export const staffFeedbackRoutes = new Hono<AppEnv>();

const MOST_BYTES = 256 * 1024;
const limited = limitedBody(MOST_BYTES);

staffFeedbackRoutes.get(queuePath(), signedIn, async (c) => {
  const ctx = c.get("ctx");
  const query = queryOf(c);
  const [queue, unread, bureaus] = await Promise.all([readQueue(ctx, query), readUnread(ctx), listBureaus(ctx)]);
  const supervisor = c.get("person").roles.includes("supervisor");
  const done = c.req.query("done") === "transfer" ? ACTION_WORDS.transfer.done : undefined;
  return queuePage(c, { queue, query, unread, bureaus, today: beijingDay(ctx.now()), supervisor, done });
});

/** A filter that is none of the known ones is no filter. */
function queryOf(c: Context<AppEnv>): QueueQuery {
  const page = Number(c.req.query("page") ?? "1");
  return {
    bureau: c.req.query("bureau")?.slice(0, 80) || undefined,
    kind: FEEDBACK_KINDS.find((kind) => kind === c.req.query("kind")),
    status: STATUSES.find((status) => status === c.req.query("status")),
    drafts: c.req.query("drafts") === "1" || undefined,
    toPublish: c.req.query("publish") === "1" || undefined,
    all: c.req.query("all") === "1" || undefined,
    page: Number.isInteger(page) && page > 0 && page < 10_000 ? page : 1,
  };
}

staffFeedbackRoutes.get(`${queuePath()}/:id{[1-9][0-9]{0,9}}`, signedIn, async (c) => {
  const id = Number(c.req.param("id"));
  const done = c.req.query("done") ?? "";
  await markRead(c.get("ctx"), id);
  return show(c, id, { done: isAction(done) ? ACTION_WORDS[done].done : undefined });
});

async function show(c: Context<AppEnv>, id: number, extra: Partial<CaseView>, code: AppError["code"] | null = null) {
  const ctx = c.get("ctx");
  const [of, bureaus] = await Promise.all([readCase(ctx, id), listBureaus(ctx)]);
  return casePage(c, { of, bureaus, today: beijingDay(ctx.now()), ...extra }, code === null ? 200 : STATUS[code]);
}

/** The sealed text as it is kept, for the `age` command. */
staffFeedbackRoutes.get(`${queuePath()}/:id{[1-9][0-9]{0,9}}/sealed`, signedIn, async (c) => {
  const id = Number(c.req.param("id"));
  const { feedback } = await readCase(c.get("ctx"), id);
  if (feedback.sealedTo === null) throw new AppError("not_found", "这件意见没有加密。");
  await markRead(c.get("ctx"), id);
  return c.body(feedback.text, 200, {
    "Content-Type": "application/octet-stream",
    "Content-Disposition": attachment(`${id}.age`),
  });
});

staffFeedbackRoutes.post(`${queuePath()}/:id{[1-9][0-9]{0,9}}/contact`, signedIn, limited, async (c) => {
  const id = Number(c.req.param("id"));
  const typed = { reason: textField(await sentForm(c, { once: ["reason"] }), "reason") };
  return answer(c, id, "contact", typed, async () => {
    const contact = await openContact(c.get("ctx"), id, typed.reason);
    return show(c, id, { contact });
  });
});

staffFeedbackRoutes.post(`${queuePath()}/:id{[1-9][0-9]{0,9}}/:action`, signedIn, limited, async (c) => {
  const id = Number(c.req.param("id"));
  const name = c.req.param("action");
  if (!isAction(name)) throw new AppError("not_found", "没有这个地址。");
  const action: CaseAction = CASE_ACTIONS[name];
  const form = await sentForm(c, { once: action.fields });
  const typed: TypedFields = Object.fromEntries(action.fields.map((field) => [field, textField(form, field)]));
  return answer(c, id, name, typed, async () => {
    await action.run(c.get("ctx"), id, typed);
    const leaves = name === "transfer";
    return c.redirect(leaves ? `${queuePath()}?done=transfer` : `${casePath(id)}?done=${name}`, 303);
  });
});

/** Where a form that was sent back leaves its reader: opened anew, that address is the matter again. */
staffFeedbackRoutes.get(`${queuePath()}/:id{[1-9][0-9]{0,9}}/:action{[a-z-]+}`, signedIn, (c) => {
  const name = c.req.param("action");
  if (name !== "contact" && !isAction(name)) throw new AppError("not_found", "没有这个地址。");
  return show(c, Number(c.req.param("id")), {});
});

/** Runs the step; what the rules or the fields refuse comes back with everything that was typed. */
async function answer(
  c: Context<AppEnv>,
  id: number,
  action: ReturnedCaseForm["action"],
  typed: TypedFields,
  run: () => Promise<Response>,
) {
  try {
    return await run();
  } catch (error) {
    if (!(error instanceof AppError) || (error.code !== "invalid" && error.code !== "conflict")) throw error;
    return show(c, id, { returned: { action, typed, field: error.field, message: error.message } }, error.code);
  }
}
