import { type Context, Hono } from "hono";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import { AppError } from "../errors.ts";
import { GUARD_FIELDS, readGuard } from "../feedback/submit/guarded-form.ts";
import { LimitedError } from "../feedback/guard/limited.ts";
import { setLimited } from "../feedback/guard/rate-limit.ts";
import { visitorAddress } from "../feedback/guard/visitor-address.ts";
import { takesContact } from "../feedback/private/contact-keys.ts";
import { formToken } from "../feedback/submit/new-form.ts";
import type { FieldError } from "../feedback/submission.ts";
import type { AppEnv } from "../http/app-env.ts";
import { STATUS } from "../http/api/problem.ts";
import { publicPage } from "../http/page-cache/public-page.ts";
import { sentForm } from "../http/sent-form.ts";
import { followPath } from "../paths.ts";
import { readDirectory } from "../reports/catalog/directory.ts";
import { type TopicDescription, describeTopic } from "./describe.ts";
import { followPage } from "./follow-page.tsx";
import { MailForm } from "./mail/mail-form.tsx";
import { isMailed, subscribe, subscriptionFields } from "./mail/subscribe.ts";
import { TOPIC_KINDS, type Topic, type TopicKind } from "./topic.ts";
import { followWords } from "./words.ts";

type C = Context<AppEnv>;

export const followRoutes = new Hono<AppEnv>();

followRoutes.get(followPath(), publicPage({ query: ["kind", "target", "q"] }), async (c) => {
  if ((c.req.query("kind") ?? "") === "") return show(c, { chosen: null });
  try {
    return await show(c, { chosen: await describeTopic(c.get("ctx"), topicIn(c.req.query())) });
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return show(c, { chosen: null, ...refused(error) });
  }
});

const FIELDS = ["kind", "target", "address", "frequency"];

/** Asks for mail. Any error shows the form again with everything typed. */
followRoutes.post(followPath(), async (c) => {
  const ctx = c.get("ctx");
  const form = await sentForm(c, { once: [...FIELDS, ...GUARD_FIELDS] });
  const text = (name: string) => {
    const value = form.get(name);
    return typeof value === "string" ? value : "";
  };
  const typed = { address: text("address"), frequency: text("frequency") };
  const chosen = await describeTopic(ctx, topicIn({ kind: text("kind"), target: text("target") }));
  const guard = await readGuard(ctx, text);
  const parsed = subscriptionFields.safeParse(typed);
  const faults = parsed.success
    ? []
    : parsed.error.issues.map(({ path, message }) => ({ field: String(path[0]), message }));
  const errors = [...guard.errors, ...faults];
  if (errors.length > 0 || !parsed.success) return show(c, { chosen, typed, errors, status: 422 });
  try {
    const address = visitorAddress(c.env, (name) => c.req.header(name));
    await subscribe(ctx, chosen, parsed.data, { ...guard.pass, address });
    return c.redirect("/follow/sent", 303);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    if (error instanceof LimitedError) setLimited(c, error);
    return show(c, { chosen, typed, ...refused(error) });
  }
});

/** `q` is a search as it was typed; `target` the whole query of a search's address, or a slug. */
function topicIn({ kind = "", target = "", q }: Record<string, string>): Topic {
  if (!isKind(kind)) throw new AppError("invalid", followWords.noKind);
  const typed = kind === "search" && q !== undefined ? new URLSearchParams({ q }).toString() : target;
  return { kind, target: ["all", "feedback", "press"].includes(kind) ? "" : typed };
}

const isKind = (text: string): text is TopicKind => (TOPIC_KINDS as readonly string[]).includes(text);

interface Shown {
  chosen: TopicDescription | null;
  typed?: { address: string; frequency: string };
  errors?: readonly FieldError[];
  limited?: LimitedError | null;
  status?: ContentfulStatusCode;
}

const refused = (error: AppError) => ({
  errors: [{ field: error.field ?? "", message: error.message }],
  limited: error instanceof LimitedError ? error : null,
  status: STATUS[error.code],
});

const ANCHORS: Record<string, string> = { q: "follow-q", address: "address", frequency: "frequency-first" };

async function show(c: C, { chosen, typed, errors = [], limited = null, status = 200 }: Shown) {
  const ctx = c.get("ctx");
  const bureaus = (await readDirectory(ctx)).map(({ name }) => name);
  const view = {
    chosen,
    bureaus,
    words: c.req.query("q") ?? "",
    errors: errors.map(({ field, message }) => ({ id: ANCHORS[field] ?? null, message })),
    limited,
  };
  if (!ctx.mail || !takesContact(ctx) || !chosen || !isMailed(chosen.topic.kind))
    return followPage(c, { ...view, mail: null }, status);
  c.header("Cache-Control", "no-store");
  const { address = "", frequency = "weekly" } = typed ?? {};
  const form = { topic: chosen.topic, address, frequency, errors, limited, token: await formToken(ctx) };
  return followPage(c, { ...view, mail: <MailForm view={form} /> }, status);
}
