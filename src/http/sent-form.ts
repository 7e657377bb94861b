import type { Context } from "hono";
import { AppError } from "../errors.ts";

const FORM = /^(multipart\/form-data|application\/x-www-form-urlencoded)\b/i;

/** The fields that a form has: each once, or as often as wanted. Decision 0102. */
export interface FormFields {
  once?: readonly string[];
  many?: readonly string[];
}

/** The fields of a sent form. Throws `unsupported` if the body is none, `invalid` if it is cut short or another form. */
export async function sentForm(c: Context, fields: FormFields): Promise<FormData> {
  if (!FORM.test(c.req.header("Content-Type") ?? "")) throw new AppError("unsupported", "请用页面上的表单提交。");
  const form = await c.req.formData().catch((error: unknown) => {
    if (error instanceof AppError) throw error;
    throw new AppError("invalid", "提交的内容不完整，请重新提交。");
  });
  const strange = strangeFields(form, fields);
  if (strange) throw new AppError("invalid", strange);
  return form;
}

const strangeFields = (form: FormData, fields: FormFields) => strangeNames([...form.keys()], fields);

/** The fault of a form with fields that its page has not; null if all fits. */
export function strangeNames(names: readonly string[], { once = [], many = [] }: FormFields): string | null {
  if (!names.every((name) => once.includes(name) || many.includes(name)))
    return "表单里有页面上没有的字段。请重新打开页面再提交。";
  const repeated = once.some((name) => names.indexOf(name) !== names.lastIndexOf(name));
  return repeated ? "表单里有一个字段出现了两次。请重新打开页面再提交。" : null;
}
