import { z } from "zod";
import { submissionFields, targetFields } from "./fields.ts";
import type { TargetQuery } from "./target/target.ts";

const submission = z.object(submissionFields);
const asked = z.object(targetFields);

/** A citizen's submission, valid and cleaned. */
export type Submission = z.output<typeof submission>;

export interface FieldError {
  field: string;
  message: string;
}

type Parsed<T> = { ok: true; value: T } | { ok: false; errors: FieldError[] };
export type ParsedSubmission = Parsed<Submission>;

/** The fields of the form and of the API, as they arrived. */
export type RawSubmission = { [field in keyof Submission]?: unknown };

/** Reads every field and names everything that needs another look, in the order of the form. */
export const parseSubmission = (raw: RawSubmission): ParsedSubmission => parse(submission, raw);

/** The place that a form is about, from its address. */
export const parseAsked = (raw: RawSubmission): Parsed<TargetQuery> => parse(asked, raw);

function parse<T>(schema: z.ZodType<T>, raw: RawSubmission): Parsed<T> {
  const parsed = schema.safeParse(raw);
  if (parsed.success) return { ok: true, value: parsed.data };
  return {
    ok: false,
    errors: parsed.error.issues.map(({ path, message }) => ({ field: String(path[0]), message })),
  };
}
