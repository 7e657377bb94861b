import { Hono } from "hono";
import type { AppEnv } from "../http/app-env.ts";
import { sentForm } from "../http/sent-form.ts";
import { signedIn } from "../http/staff-session.ts";
import { outboxPath } from "../staff/addresses.ts";
import { textOf } from "../staff/form-fields.ts";
import { listDeadLetters, retryAllDeadLetters, retryDeadLetter } from "./dead-letters.ts";
import { outboxPage } from "./outbox-page.tsx";

export const outboxRoutes = new Hono<AppEnv>();

outboxRoutes.get(outboxPath(), signedIn, async (c) =>
  outboxPage(c, await listDeadLetters(c.get("ctx")), c.req.query("done") === "retried"),
);

outboxRoutes.post(`${outboxPath()}/retry`, signedIn, async (c) => {
  const id = textOf(await sentForm(c, { once: ["id"] }), "id");
  if (id === "all") await retryAllDeadLetters(c.get("ctx"));
  else await retryDeadLetter(c.get("ctx"), Number(id));
  return c.redirect(`${outboxPath()}?done=retried`, 303);
});
