import { z } from "zod";

const LONGEST = 500;

/** The note of a revision: public, and may be empty. */
export const revisionNote = z
  .string()
  .trim()
  .max(LONGEST, { error: ({ input }) => `修订说明最多${LONGEST}字，现在有${(input as string).length}字，请缩短` });

/** The reason of a withdrawal: public. */
const REASON = `请写明撤回理由，2 到${LONGEST}字；理由会公开`;
export const withdrawalReason = z.string().trim().min(2, REASON).max(LONGEST, REASON);
