import { Hono } from "hono";
import { AppError } from "../../errors.ts";
import type { AppEnv } from "../../http/app-env.ts";
import { sentForm } from "../../http/sent-form.ts";
import { signedIn } from "../../staff/staff-session.ts";
import { decidePromise, listPromises } from "../../reports/promise/promises.ts";
import { promisesPath } from "../../console-paths.ts";
import { textField } from "../form-fields.ts";
import { requireRole } from "../../staff/permission.ts";
import { promisesPage } from "./promises-page.tsx";

export const promiseRoutes = new Hono<AppEnv>();

promiseRoutes.get(promisesPath(), signedIn, async (c) =>
  promisesPage(c, { ...(await listPromises(c.get("ctx"))), done: c.req.query("done") === "1" }),
);

promiseRoutes.post(promisesPath(), signedIn, async (c) => {
  requireRole(c.get("ctx"), "publisher", "admin");
  const form = await sentForm(c, { once: ["bureau", "year", "revision", "verdict"] });
  const verdict = textField(form, "verdict");
  if (verdict !== "confirmed" && verdict !== "rejected") throw new AppError("invalid", "请选择确认或否定。", "verdict");
  const of = {
    bureau: textField(form, "bureau"),
    year: Number(textField(form, "year")),
    revision: Number(textField(form, "revision")),
  };
  await decidePromise(c.get("ctx"), of, verdict);
  return c.redirect(`${promisesPath()}?done=1`, 303);
});
