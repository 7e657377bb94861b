import { z } from "@hono/zod-openapi";
import { bureauSlug, yearText } from "../../fields.ts";
import { SLUG } from "../../paths.ts";

/** Fields of requests, as an address or a body has them. A clone has `openapi`, however early its schema was made. */
export const slugField = z.string().regex(SLUG, "只能有小写字母、数字和连字符").max(80);

export const bureauField = bureauSlug.clone().openapi({ description: "单位代号", example: "songjiang" });

export const yearField = yearText
  .clone()
  .openapi({ type: "integer", minimum: 1000, maximum: 9999, description: "报告年度", example: 2023 });

export const sha256Field = z.string().regex(/^[0-9a-f]{64}$/, "应是64位小写十六进制的SHA-256");

/** As the document says it of a `wholeNumber`. */
export const wholeNumberShape = (most = 999_999) => ({ type: "integer" as const, minimum: 1, maximum: most });

/** A whole number from 1 on, written out in an address. */
export const wholeNumber = (most = 999_999) =>
  z
    .string()
    .regex(/^[1-9]\d{0,5}$/, "应是从1起的整数")
    .transform(Number)
    .refine((n) => n <= most, `不能大于${most}`);
