import { type Context, Hono } from "hono";
import { AppError } from "../../errors.ts";
import type { AppEnv } from "../../http/app-env.ts";
import { sentForm } from "../../http/sent-form.ts";
import { describeTopic } from "../describe.ts";
import { mailWords } from "./mail-words.ts";
import { confirmedPage, confirmPage, leavePage, leftPage, overPage, mailSentPage } from "./mail-pages.tsx";
import { confirmSubscription, findByToken, leaveSubscription, type Subscription } from "./subscribe.ts";

type C = Context<AppEnv>;

/** The pages that the links of letters lead to. */
export const mailRoutes = new Hono<AppEnv>();

/** The secret of a link is nobody else's to know. */
for (const path of ["/follow/confirm", "/follow/leave", "/follow/sent"])
  mailRoutes.use(path, async (c, next) => {
    c.header("Referrer-Policy", "no-referrer");
    c.header("Cache-Control", "no-store");
    await next();
  });

mailRoutes.get("/follow/sent", (c) => mailSentPage(c));

mailRoutes.get("/follow/confirm", async (c) => {
  const token = c.req.query("t") ?? "";
  const found = await findByToken(c.get("ctx"), token);
  if (!found) return overPage(c);
  const [name, often] = await toldOf(c, found);
  return found.state === "confirmed" ? confirmedPage(c, name, often) : confirmPage(c, token, name, often);
});

mailRoutes.post("/follow/confirm", async (c) => {
  const form = await sentForm(c, { once: ["t"] });
  try {
    const found = await confirmSubscription(c.get("ctx"), textIn(form, "t"));
    return confirmedPage(c, ...(await toldOf(c, found)));
  } catch (error) {
    if (error instanceof AppError && error.code === "not_found") return overPage(c);
    throw error;
  }
});

mailRoutes.get("/follow/leave", async (c) => {
  const token = c.req.query("t") ?? "";
  const found = await findByToken(c.get("ctx"), token);
  if (!found) return leftPage(c);
  const [name] = await toldOf(c, found);
  return leavePage(c, token, name);
});

/** From the page, and from a mail program by itself (RFC 8058). */
mailRoutes.post("/follow/leave", async (c) => {
  const form = await sentForm(c, { once: ["t", "all", "List-Unsubscribe"] });
  const token = textIn(form, "t") || (c.req.query("t") ?? "");
  await leaveSubscription(c.get("ctx"), token, textIn(form, "all") === "1");
  return leftPage(c);
});

const textIn = (form: FormData, name: string) => {
  const value = form.get(name);
  return typeof value === "string" ? value : "";
};

async function toldOf(c: C, { kind, target, frequency }: Subscription): Promise<[name: string, often: string]> {
  const described = await describeTopic(c.get("ctx"), { kind, target }).catch(() => null);
  return [described?.name ?? target, mailWords.often[frequency]];
}
