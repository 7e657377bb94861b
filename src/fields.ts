import { z } from "zod";
import { instantInBeijing } from "./day.ts";
import { AppError } from "./errors.ts";
import { SLUG, YEAR } from "./paths.ts";

/** Fields of more than one domain, for forms, addresses and the API: each has one shape and one wording. */
const FOUR_DIGITS = "年度应是四位数字，例如 2023";
export const yearText = z.string({ error: FOUR_DIGITS }).trim().regex(YEAR, FOUR_DIGITS).transform(Number);

export const bureauSlug = z
  .string()
  .trim()
  .regex(SLUG, "单位代号只能有小写字母、数字和连字符，例如 songjiang")
  .max(60, "单位代号最多60个字符");

const DAY = "日期请写成 2026-11-21 的样子";
/** A day as it is written, whether or not the calendar has it. */
export const dayShape = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, DAY);
export const dayText = dayShape.refine((day) => instantInBeijing(`${day} 00:00`) !== null, DAY);

/** The value that the schema makes of a field. Throws `invalid` in the schema's words. */
export function requireField<T>(schema: z.ZodType<T>, value: unknown, field: string): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new AppError("invalid", `${parsed.error.issues[0]?.message ?? ""}。`, field);
}
