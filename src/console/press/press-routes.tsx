import { type Context, Hono } from "hono";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import { AppError } from "../../errors.ts";
import type { FieldError } from "../../feedback/submission.ts";
import { readTargetBureaus } from "../../feedback/target/targets.ts";
import type { AppEnv } from "../../http/app-env.ts";
import { STATUS } from "../../http/api/problem.ts";
import { sentForm } from "../../http/sent-form.ts";
import { pressDeskPath } from "../../console-paths.ts";
import { PRESS_FIELDS, pressFields } from "../../press/fields.ts";
import { decidePress, listPress, recordPress } from "../../press/record.ts";
import { requireRole } from "../../staff/permission.ts";
import { signedIn } from "../../staff/staff-session.ts";
import { textField } from "../form-fields.ts";
import { pressDeskPage } from "./press-desk-page.tsx";
import { pressDeskWords } from "./press-words.ts";

export const pressDeskRoutes = new Hono<AppEnv>();

const DONE = `${pressDeskPath()}?done=1`;

pressDeskRoutes.get(pressDeskPath(), signedIn, (c) => show(c, {}, []));

pressDeskRoutes.post(`${pressDeskPath()}/record`, signedIn, async (c) => {
  const ctx = c.get("ctx");
  requireRole(ctx, "publisher", "admin");
  const form = await sentForm(c, { once: PRESS_FIELDS });
  const typed = Object.fromEntries(PRESS_FIELDS.map((name) => [name, textField(form, name)]));
  const parsed = pressFields(ctx.now()).safeParse(typed);
  if (!parsed.success) {
    const faults = parsed.error.issues.map(({ path, message }) => ({ field: String(path[0]), message }));
    return show(c, typed, faults, 422);
  }
  try {
    await recordPress(ctx, parsed.data);
    return c.redirect(DONE, 303);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return show(c, typed, [{ field: error.field ?? "", message: error.message }], STATUS[error.code]);
  }
});

pressDeskRoutes.post(pressDeskPath(), signedIn, async (c) => {
  const ctx = c.get("ctx");
  requireRole(ctx, "publisher", "admin");
  const form = await sentForm(c, { once: ["id", "verdict", "reason"] });
  const [id, verdict] = [Number(textField(form, "id")), textField(form, "verdict")];
  if (verdict !== "accepted" && verdict !== "refused" && verdict !== "removed")
    throw new AppError("invalid", pressDeskWords.badVerdict, "verdict");
  try {
    await decidePress(ctx, id, verdict, textField(form, "reason"));
    return c.redirect(DONE, 303);
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== "invalid") throw error;
    return show(c, {}, [{ field: `reason-${id}`, message: error.message }], 422);
  }
});

async function show(
  c: Context<AppEnv>,
  typed: Record<string, string>,
  errors: readonly FieldError[],
  status: ContentfulStatusCode = 200,
) {
  const ctx = c.get("ctx");
  const [listed, bureaus] = [await listPress(ctx), await readTargetBureaus(ctx)];
  return pressDeskPage(c, { ...listed, bureaus, typed, errors, done: c.req.query("done") === "1" }, status);
}
