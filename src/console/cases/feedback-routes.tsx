import { type Context, Hono } from "hono";
import { beijingDay } from "../../day.ts";
import { AppError } from "../../errors.ts";
import { STATUSES } from "../../feedback/feedback.ts";
import { DUE_FILTERS } from "../../feedback/handle/due-filter.ts";
import { FEEDBACK_KINDS } from "../../feedback/kind.ts";
import { openContact } from "../../feedback/handle/open-contact.ts";
import { type QueueQuery, readCase, readQueue } from "../../feedback/handle/queue.ts";
import { previewPublic } from "../../feedback/handle/preview-public.ts";
import { BULK_EVENTS, stepSeveral } from "../../feedback/together/bulk.ts";
import { loadTemplates, MOST_TEMPLATES } from "../../feedback/handle/templates.ts";
import { markRead, readUnread } from "../../feedback/handle/reads.ts";
import { handOver, LONGEST_HANDOVER, readReaders } from "../../feedback/sealed/handover.ts";
import type { AppEnv } from "../../http/app-env.ts";
import { attachment } from "../../http/attachment.ts";
import { limitedBody } from "../../http/limited-body.ts";
import { STATUS } from "../../http/api/problem.ts";
import { sentForm } from "../../http/sent-form.ts";
import { requireRole } from "../../staff/permission.ts";
import { signedIn } from "../../staff/staff-session.ts";
import { casePath, queuePath } from "../../console-paths.ts";
import { CASE_ACTIONS, type CaseAction, isAction, type TypedFields } from "./case-actions.ts";
import type { ReturnedCaseForm } from "./returned-case-form.ts";
import { casePage, type CaseView } from "./case-page.tsx";
import { ACTION_WORDS, caseWords } from "./case-words.ts";
import { previewPage } from "./preview-page.tsx";
import { textField, textsOf } from "../form-fields.ts";
import { listBureaus } from "../../staff/people.ts";
import { queuePage } from "./queue-page.tsx";

export const staffFeedbackRoutes = new Hono<AppEnv>();

const MOST_BYTES = 256 * 1024;
const limited = limitedBody(MOST_BYTES);

staffFeedbackRoutes.get(queuePath(), signedIn, (c) => showQueue(c));

async function showQueue(c: Context<AppEnv>, refusal?: AppError) {
  const ctx = c.get("ctx");
  const query = queryOf(c);
  const [queue, unread, bureaus] = await Promise.all([readQueue(ctx, query), readUnread(ctx), listBureaus(ctx)]);
  const supervisor = c.get("person").roles.includes("supervisor");
  const done = c.req.query("done") === "transfer" ? ACTION_WORDS.transfer.done : bulkDone(c);
  const view = { queue, query, unread, bureaus, today: beijingDay(ctx.now()), supervisor, done };
  return refusal ? queuePage(c, { ...view, problem: refusal.message }, STATUS[refusal.code]) : queuePage(c, view);
}

/** The outcome of a step for several, as the address tells it. */
function bulkDone(c: Context<AppEnv>): string | undefined {
  const event = BULK_EVENTS.find((each) => each === c.req.query("bulk"));
  const count = c.req.query("count") ?? "";
  if (!event || !/^\d{1,2}$/.test(count)) return undefined;
  const refused = (c.req.query("refused") ?? "").split(",").filter((id) => /^[1-9]\d{0,9}$/.test(id));
  const done = caseWords.bulkDone(ACTION_WORDS[event].title, Number(count));
  return refused.length === 0 ? done : done + caseWords.bulkRefused(refused);
}

staffFeedbackRoutes.post(`${queuePath()}/several`, signedIn, limited, async (c) => {
  requireRole(c.get("ctx"), "officer", "supervisor");
  const form = await sentForm(c, { once: ["event"], many: ["id"] });
  const event = BULK_EVENTS.find((each) => each === textField(form, "event"));
  if (!event) throw new AppError("invalid", "请选择要做的事。", "event");
  const ids = textsOf(form, "id").filter((id) => /^[1-9]\d{0,9}$/.test(id));
  const taken = await stepSeveral(c.get("ctx"), ids.map(Number), event).catch((error: unknown) => {
    if (error instanceof AppError && (error.code === "invalid" || error.code === "conflict")) return error;
    throw error;
  });
  if (taken instanceof AppError) return showQueue(c, taken);
  const { done, refused } = taken;
  const told = new URLSearchParams({ bulk: event, count: String(done.length) });
  if (refused.length > 0) told.set("refused", refused.join(","));
  return c.redirect(queuePath(`?${told.toString()}`), 303);
});

/** Opened anew, the address of that form is the queue again. */
staffFeedbackRoutes.get(`${queuePath()}/several`, signedIn, (c) => c.redirect(queuePath(), 303));

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
    due: DUE_FILTERS.find((due) => due === c.req.query("due")),
    unread: c.req.query("unread") === "1" || undefined,
    page: Number.isInteger(page) && page > 0 && page < 10_000 ? page : 1,
  };
}

staffFeedbackRoutes.get(`${queuePath()}/:id{[1-9][0-9]{0,9}}`, signedIn, async (c) => {
  const id = Number(c.req.param("id"));
  const done = c.req.query("done") ?? "";
  await markRead(c.get("ctx"), id);
  const asked = Number(c.req.query("template")) - 1;
  const template = Number.isInteger(asked) && asked >= 0 && asked < MOST_TEMPLATES ? asked : undefined;
  return show(c, id, { template, done: isAction(done) ? ACTION_WORDS[done].done : undefined });
});

async function show(c: Context<AppEnv>, id: number, extra: Partial<CaseView>, code: AppError["code"] | null = null) {
  const ctx = c.get("ctx");
  const [of, bureaus, templates] = await Promise.all([readCase(ctx, id), listBureaus(ctx), loadTemplates(ctx)]);
  const readers = of.feedback.sealedTo === null ? undefined : await readReaders(ctx, id);
  return casePage(
    c,
    { of, readers, bureaus, templates, today: beijingDay(ctx.now()), ...extra },
    code === null ? 200 : STATUS[code],
  );
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

staffFeedbackRoutes.post(`${queuePath()}/:id{[1-9][0-9]{0,9}}/handover`, signedIn, limited, async (c) => {
  const id = Number(c.req.param("id"));
  const form = await sentForm(c, { once: ["text"] });
  const typed = form.get("text");
  const text = typeof typed === "string" ? typed : "";
  try {
    await handOver(c.get("ctx"), id, text);
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== "invalid") throw error;
    return show(c, id, { handover: { typed: text.slice(0, LONGEST_HANDOVER), message: error.message } }, error.code);
  }
  return c.redirect(`${casePath(id)}?done=handover#handover`, 303);
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
  if (!isAction(name)) throw new AppError("not_found", "您访问的页面不存在。请检查网址。");
  const action: CaseAction = CASE_ACTIONS[name];
  const form = await sentForm(c, { once: action.fields });
  const typed: TypedFields = Object.fromEntries(action.fields.map((field) => [field, textField(form, field)]));
  return answer(c, id, name, typed, async () => {
    await action.run(c.get("ctx"), id, typed);
    const leaves = name === "transfer";
    return c.redirect(leaves ? `${queuePath()}?done=transfer` : `${casePath(id)}?done=${name}`, 303);
  });
});

/** The public page before it is public; what publishing would refuse comes back at once. */
staffFeedbackRoutes.post(
  `${queuePath()}/:id{[1-9][0-9]{0,9}}/:action{publish(?:-reply)?}/preview`,
  signedIn,
  limited,
  async (c) => {
    const id = Number(c.req.param("id"));
    const name = c.req.param("action") as "publish" | "publish-reply";
    const action = CASE_ACTIONS[name];
    const form = await sentForm(c, { once: [...action.fields, "back"] });
    const typed = Object.fromEntries(action.fields.map((field) => [field, textField(form, field)]));
    if (form.has("back")) return show(c, id, { returned: { action: name, typed, field: undefined, message: "" } });
    return answer(c, id, name, typed, async () =>
      previewPage(c, { view: await previewPublic(c.get("ctx"), id, action.event, typed), action: name, typed }),
    );
  },
);

/** A form that was sent back leaves its reader at this address; opened anew, it shows the matter again. */
staffFeedbackRoutes.get(`${queuePath()}/:id{[1-9][0-9]{0,9}}/:action{[a-z-]+}/:step{preview}?`, signedIn, (c) => {
  const name = c.req.param("action");
  if (name !== "contact" && name !== "handover" && !isAction(name))
    throw new AppError("not_found", "您访问的页面不存在。请检查网址。");
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
