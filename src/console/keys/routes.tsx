import { type Context, Hono } from "hono";
import { AppError } from "../../errors.ts";
import {
  addSupervisorKey,
  demoKeys,
  readSupervisorKeys,
  recipientsInForce,
  retireKey,
} from "../../feedback/seal/keys.ts";
import { listUnreadable } from "../../feedback/sealed/handover.ts";
import { changeHoldRule, loadHoldRule } from "../../feedback/sealed/hold.ts";
import type { AppEnv } from "../../http/app-env.ts";
import { sentForm } from "../../http/sent-form.ts";
import { requireRole } from "../../staff/permission.ts";
import { isLocal, signedIn } from "../../staff/staff-session.ts";
import { keysPath } from "../../console-paths.ts";
import { confirmSupervisor, listProposed } from "../../staff/people.ts";
import { textField } from "../form-fields.ts";
import { keysPage, type KeysView } from "./keys-page.tsx";
import { keysWords } from "./keys-words.ts";

export const keysRoutes = new Hono<AppEnv>();

keysRoutes.get(keysPath(), signedIn, (c) => show(c, { done: keysWords.done[c.req.query("done") ?? ""] }));

keysRoutes.post(keysPath(), signedIn, async (c) => {
  const typed = textField(await sentForm(c, { once: ["recipient"] }), "recipient");
  try {
    await addSupervisorKey(c.get("ctx"), typed);
  } catch (error) {
    if (!(error instanceof AppError) || (error.code !== "invalid" && error.code !== "conflict")) throw error;
    // A private key that was typed by mistake is not sent back.
    const shown = typed.startsWith("age1") ? typed : "";
    return show(c, { returned: { field: "recipient", typed: shown, message: error.message } });
  }
  return c.redirect(`${keysPath()}?done=added`, 303);
});

keysRoutes.post(`${keysPath()}/retire`, signedIn, async (c) => {
  await retireKey(c.get("ctx"), textField(await sentForm(c, { once: ["recipient"] }), "recipient"));
  return c.redirect(`${keysPath()}?done=retired`, 303);
});

keysRoutes.post(`${keysPath()}/hold`, signedIn, async (c) => {
  requireRole(c.get("ctx"), "supervisor", "admin");
  const form = await sentForm(c, { once: ["hours", "triage"] });
  const typed = { hours: textField(form, "hours"), triage: form.get("triage") === "1" };
  try {
    await changeHoldRule(c.get("ctx"), typed);
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== "invalid") throw error;
    return show(c, { returned: { field: "hours", typed: typed.hours, message: error.message } });
  }
  return c.redirect(`${keysPath()}?done=held`, 303);
});

keysRoutes.post(`${keysPath()}/confirm`, signedIn, async (c) => {
  await confirmSupervisor(c.get("ctx"), textField(await sentForm(c, { once: ["email"] }), "email"));
  return c.redirect(`${keysPath()}?done=confirmed`, 303);
});

async function show(c: Context<AppEnv>, extra: Pick<KeysView, "done" | "returned">) {
  const ctx = c.get("ctx");
  const [keys, proposed, hold] = await Promise.all([readSupervisorKeys(ctx), listProposed(ctx), loadHoldRule(ctx)]);
  const { email, roles } = c.get("person");
  const supervisor = roles.includes("supervisor") ? email : null;
  const demo = isLocal(c) && supervisor !== null ? await demoKeys(ctx) : null;
  const unreadable = supervisor === null ? [] : await listUnreadable(ctx);
  return keysPage(c, {
    unreadable,
    keys,
    proposed,
    hold,
    ready: (await recipientsInForce(ctx)) !== null,
    demo,
    supervisor,
    ...extra,
  });
}
