import { type Context, Hono } from "hono";
import { AppError } from "../errors.ts";
import type { AppEnv } from "../http/app-env.ts";
import { STATUS } from "../http/api/problem.ts";
import { publicPage } from "../http/page-cache/public-page.ts";
import { followPath } from "../paths.ts";
import { readDirectory } from "../reports/catalog/directory.ts";
import { type Described, describeTopic } from "./describe.ts";
import { followPage } from "./follow-page.tsx";
import { TOPIC_KINDS, type Topic, type TopicKind } from "./topic.ts";
import { followWords } from "./words.ts";

type C = Context<AppEnv>;

export const followRoutes = new Hono<AppEnv>();

followRoutes.get(followPath(), publicPage({ query: ["kind", "target", "q"] }), async (c) => {
  const kind = c.req.query("kind") ?? "";
  if (kind === "") return show(c, null);
  try {
    return await show(c, await describeTopic(c.get("ctx"), topicIn(c.req.query())));
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return show(c, null, error);
  }
});

/** `q` is a search as it was typed; `target` the whole query of a search's address, or a slug. */
function topicIn({ kind = "", target = "", q }: Record<string, string>): Topic {
  if (!isKind(kind)) throw new AppError("invalid", followWords.noKind);
  const typed = kind === "search" && q !== undefined ? new URLSearchParams({ q }).toString() : target;
  return { kind, target: kind === "all" || kind === "feedback" ? "" : typed };
}

const isKind = (text: string): text is TopicKind => (TOPIC_KINDS as readonly string[]).includes(text);

async function show(c: C, chosen: Described | null, failed?: AppError) {
  const bureaus = (await readDirectory(c.get("ctx"))).map(({ name }) => name);
  const errors = failed ? [{ id: failed.field === "q" ? "follow-q" : null, message: failed.message }] : [];
  const view = { chosen, bureaus, words: c.req.query("q") ?? "", errors, mail: null };
  return followPage(c, view, failed ? STATUS[failed.code] : 200);
}
