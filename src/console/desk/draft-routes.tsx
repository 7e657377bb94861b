import { type Context, Hono } from "hono";
import { beijingDay, beijingMinute } from "../../day.ts";
import { addEdit, describeDraft, discardDraft, removeEdit } from "../../drafts/edit-draft.ts";
import { isSettled } from "../../drafts/draft.ts";
import { loadFile } from "../../drafts/draft-files.ts";
import { requireDraft, requireUnsettled } from "../../drafts/load.ts";
import { type Preview, previewOf, readPreview } from "../../drafts/preview.ts";
import {
  cancelSchedule,
  checkDraft,
  type DraftPublication,
  publishDraft,
  scheduleDraft,
} from "../../drafts/publish-draft.ts";
import { requirePublishTime } from "../../drafts/publish-time.ts";
import { AppError } from "../../errors.ts";
import { readCorrectable } from "../../feedback/handle/correction.ts";
import type { AppEnv } from "../../http/app-env.ts";
import { attachment } from "../../http/attachment.ts";
import { limitedBody } from "../../http/limited-body.ts";
import { STATUS } from "../../http/api/problem.ts";
import { sentForm } from "../../http/sent-form.ts";
import { signedIn } from "../../staff/staff-session.ts";
import { draftPath, publishPath } from "../../console-paths.ts";
import { editPage } from "./draft-edit-page.tsx";
import { draftCheckPage, publishedPage, type SentPublication } from "./draft-check-page.tsx";
import { type TypedEdit, toEdit } from "./draft-edit-form.ts";
import { draftPage, settledPage } from "./draft-page.tsx";
import type { DraftView } from "./draft-view.ts";
import { linkId } from "./draft-reading.ts";
import type { ReturnedDraftForm } from "./draft-returned.ts";
import { textField, textsOf } from "../form-fields.ts";
import { draftWords } from "./publish-words.ts";

export const draftRoutes = new Hono<AppEnv>();

const DRAFT = `${publishPath()}/:id{[1-9][0-9]{0,9}}` as const;
const limited = limitedBody(64 * 1024);
const idOf = (c: Context<AppEnv>) => Number(c.req.param("id"));
const versionOf = (form: FormData) => Number(textField(form, "version")) || 0;

draftRoutes.get(DRAFT, signedIn, (c) => show(c, { done: draftWords.done[c.req.query("done") ?? ""] }));

async function show(
  c: Context<AppEnv>,
  extra: Pick<DraftView, "returned" | "done">,
  code: AppError["code"] | null = null,
) {
  const ctx = c.get("ctx");
  const { draft } = await requireDraft(ctx, idOf(c));
  if (draft.publishedPath !== null && !extra.returned) return publishedPage(c, draft, draft.publishedPath);
  if (isSettled(draft)) return settledPage(c, draft, extra.returned?.message);
  const preview = await previewOf(ctx, draft);
  const view = {
    preview,
    correctable: await correctableOf(c, preview),
    today: beijingDay(ctx.now()),
    origin: new URL(c.req.url).origin,
    ...extra,
  };
  return draftPage(c, view, code === null ? 200 : STATUS[code]);
}

const correctableOf = async (c: Context<AppEnv>, { plan, year }: Preview) =>
  plan && plan.number > 1 && year !== null ? readCorrectable(c.get("ctx"), plan.bureau, year) : [];

const SHOWN_AGAIN = new Set<AppError["code"]>(["invalid", "conflict", "blocked"]);

/** A refused form comes back on the newest state of the draft, with the typed text. */
async function orAgain(
  c: Context<AppEnv>,
  form: ReturnedDraftForm["form"],
  typed: ReturnedDraftForm["typed"],
  run: () => Promise<Response>,
) {
  try {
    return await run();
  } catch (error) {
    if (!(error instanceof AppError) || !SHOWN_AGAIN.has(error.code)) throw error;
    const field = error.field ?? (form === "edits" ? "edits" : "preview");
    return show(c, { returned: { form, typed, field, message: error.message } }, error.code);
  }
}

draftRoutes.post(`${DRAFT}/facts`, signedIn, limited, async (c) => {
  const form = await sentForm(c, { once: ["version", "title", "bureauName", "bureau", "year"] });
  const typed = {
    title: textField(form, "title"),
    bureauName: textField(form, "bureauName"),
    bureau: textField(form, "bureau"),
    year: textField(form, "year"),
  };
  return orAgain(c, "facts", typed, async () => {
    await describeDraft(c.get("ctx"), idOf(c), versionOf(form), typed);
    return c.redirect(`${draftPath(idOf(c))}?done=described`, 303);
  });
});

/** The uploaded file, to compare it with the text read from it. */
draftRoutes.get(`${DRAFT}/original`, signedIn, async (c) => {
  const { draft } = await requireDraft(c.get("ctx"), idOf(c));
  const bytes = await loadFile(c.get("ctx"), requireUnsettled(draft));
  return c.body(bytes, 200, {
    "Content-Type": "application/octet-stream",
    "Content-Disposition": attachment(draft.fileName),
  });
});

draftRoutes.get(`${DRAFT}/edit`, signedIn, async (c) => {
  const preview = await readPreview(c.get("ctx"), idOf(c));
  return editPage(c, { preview, at: c.req.query("at") ?? "" });
});

draftRoutes.post(`${DRAFT}/edit`, signedIn, limited, async (c) => {
  const ctx = c.get("ctx");
  const at = c.req.query("at") ?? "";
  const names = ["op", "depth", "standard", "offset", "words", "numeral", "rows"] as const;
  const form = await sentForm(c, { once: ["version", ...names] });
  const preview = await readPreview(ctx, idOf(c));
  const typed = Object.fromEntries(names.map((name) => [name, textField(form, name)])) as TypedEdit;
  try {
    const place = await addEdit(ctx, idOf(c), versionOf(form), toEdit(preview, at, typed));
    return c.redirect(`${draftPath(idOf(c))}?done=edited#${linkId(place)}`, 303);
  } catch (error) {
    if (!(error instanceof AppError) || (error.code !== "invalid" && error.code !== "conflict")) throw error;
    const field = error.field ?? "edit";
    const returned = { form: "edit" as const, typed, field, message: error.message };
    return editPage(c, { preview: await readPreview(ctx, idOf(c)), at, returned }, STATUS[error.code]);
  }
});

draftRoutes.post(`${DRAFT}/undo`, signedIn, limited, async (c) => {
  const form = await sentForm(c, { once: ["version", "index"] });
  return orAgain(c, "edits", {}, async () => {
    const index = /^\d{1,4}$/.test(textField(form, "index")) ? Number(textField(form, "index")) : -1;
    await removeEdit(c.get("ctx"), idOf(c), versionOf(form), index);
    return c.redirect(`${draftPath(idOf(c))}?done=undone#edits`, 303);
  });
});

/** The fields of the form to publish; unknown ones are refused. */
async function sentPublication(c: Context<AppEnv>): Promise<SentPublication> {
  const form = await sentForm(c, {
    once: ["version", "number", "digest", "note", "when", "at"],
    many: ["feedback", "accept"],
  });
  return {
    version: textField(form, "version"),
    number: textField(form, "number"),
    digest: textField(form, "digest"),
    note: textField(form, "note"),
    when: textField(form, "when"),
    at: textField(form, "at"),
    feedback: textsOf(form, "feedback").slice(0, 100),
    accept: textsOf(form, "accept").slice(0, 100),
  };
}

const typedOf = ({ note, when, at, feedback, accept }: SentPublication) => ({
  note,
  when,
  at,
  feedback: feedback.join(","),
  accept: accept.join(","),
});

const publicationOf = (sent: SentPublication): DraftPublication => ({
  note: sent.note,
  feedback: sent.feedback.map(toNumber),
  accept: sent.accept,
  seen: { version: Number(sent.version) || 0, number: Number(sent.number) || 0, digest: sent.digest },
});

/** Refuses what would be refused at once; then shows what will be published as what. Nothing is written. */
draftRoutes.post(`${DRAFT}/check`, signedIn, limited, async (c) => {
  const sent = await sentPublication(c);
  return orAgain(c, "publish", typedOf(sent), async () => {
    if (sent.when === "later") requirePublishTime(sent.at, c.get("ctx").now());
    else await requireNoTime(c, sent.at.trim());
    return draftCheckPage(c, { preview: await checkDraft(c.get("ctx"), idOf(c), publicationOf(sent)), sent });
  });
});

draftRoutes.post(`${DRAFT}/publish`, signedIn, limited, async (c) => {
  const sent = await sentPublication(c);
  return orAgain(c, "publish", typedOf(sent), async () => {
    if (sent.when !== "later") await requireNoTime(c, sent.at.trim());
    const publication = publicationOf(sent);
    if (sent.when !== "later") return publishOnce(c, publication);
    await scheduleDraft(c.get("ctx"), idOf(c), publication, sent.at);
    return c.redirect(`${draftPath(idOf(c))}?done=scheduled#publish`, 303);
  });
});

/** Refuses a time typed beside “now”; the one that a scheduled draft shows is no typed one. */
async function requireNoTime(c: Context<AppEnv>, typed: string) {
  const { publishAt } = (await requireDraft(c.get("ctx"), idOf(c))).draft;
  const shown = publishAt === null ? "" : beijingMinute(publishAt);
  if (typed !== "" && typed !== shown) throw new AppError("invalid", draftWords.timeWithoutLater, "at");
}

/** A second click on the same button finds the draft published as its form showed it, and goes to the same page as the first. */
async function publishOnce(c: Context<AppEnv>, publication: DraftPublication) {
  const ctx = c.get("ctx");
  try {
    await publishDraft(ctx, idOf(c), publication);
    return c.redirect(`${draftPath(idOf(c))}?done=published`, 303);
  } catch (error) {
    const { draft } = await requireDraft(ctx, idOf(c));
    if (draft.publishedPath === null || draft.version !== publication.seen.version + 1) throw error;
    return c.redirect(`${draftPath(idOf(c))}?done=published`, 303);
  }
}

/** A form that was sent back leaves its reader at this address; opened anew, it shows the draft again. */
draftRoutes.get(`${DRAFT}/:step{facts|undo|check|publish|cancel|discard}`, signedIn, (c) => show(c, {}));

function toNumber(text: string) {
  if (!/^[1-9]\d{0,9}$/.test(text)) throw new AppError("invalid", "请从列表中选择意见。", "feedback");
  return Number(text);
}

draftRoutes.post(`${DRAFT}/cancel`, signedIn, limited, async (c) => {
  await sentForm(c, {});
  return orAgain(c, "publish", {}, async () => {
    await cancelSchedule(c.get("ctx"), idOf(c));
    return c.redirect(`${draftPath(idOf(c))}?done=cancelled#publish`, 303);
  });
});

draftRoutes.post(`${DRAFT}/discard`, signedIn, limited, async (c) => {
  await sentForm(c, {});
  return orAgain(c, "edits", {}, async () => {
    await discardDraft(c.get("ctx"), idOf(c));
    return c.redirect(`${publishPath()}?done=discarded`, 303);
  });
});
