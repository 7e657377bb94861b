import type { Context } from "hono";
import { AppError } from "../errors.ts";

const FORM = /^(multipart\/form-data|application\/x-www-form-urlencoded)\b/i;

/** The fields of a sent form. Throws `unsupported` where the body is none, `invalid` where it is cut short. */
export async function sentForm(c: Context): Promise<FormData> {
  if (!FORM.test(c.req.header("Content-Type") ?? "")) throw new AppError("unsupported", "请用页面上的表单提交。");
  try {
    return await c.req.formData();
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw new AppError("invalid", "提交的内容不完整，请重新提交。");
  }
}
