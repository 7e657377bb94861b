import type { ErrorCode } from "../errors.ts";
import type { ParsedReport } from "./document.ts";

/**
 * Reads one report file of any format; the name tells its type. Throws AppError with what to do: a refusal of the file, or
 * `unavailable` where nothing could be read at the moment. The portal never reads a file itself: whatever stands behind this runs apart
 * (a Worker without bindings, a thread), so that a file on which it hangs or runs out of memory costs a refusal and no page.
 */
export type ReportReader = (bytes: Uint8Array, fileName: string) => Promise<ParsedReport>;

/** What comes back from a reader that runs apart. */
export type ReadingAnswer = { report: ParsedReport } | { refused: { code: ErrorCode; message: string } };
