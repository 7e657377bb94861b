import { Hono } from "hono";
import type { AppEnv } from "../../http/app-env.ts";
import { sentForm } from "../../http/sent-form.ts";
import { signedIn } from "../../staff/staff-session.ts";
import { outboxPath } from "../../console-paths.ts";
import { textField } from "../form-fields.ts";
import { listDeadLetters, retryAllDeadLetters, retryDeadLetter } from "../../outbox/dead-letters.ts";
import { outboxPage } from "./outbox-page.tsx";

export const outboxRoutes = new Hono<AppEnv>();

outboxRoutes.get(outboxPath(), signedIn, async (c) =>
  outboxPage(c, await listDeadLetters(c.get("ctx")), c.req.query("done") === "retried"),
);

outboxRoutes.post(`${outboxPath()}/retry`, signedIn, async (c) => {
  const id = textField(await sentForm(c, { once: ["id"] }), "id");
  if (id === "all") await retryAllDeadLetters(c.get("ctx"));
  else await retryDeadLetter(c.get("ctx"), Number(id));
  return c.redirect(`${outboxPath()}?done=retried`, 303);
});
