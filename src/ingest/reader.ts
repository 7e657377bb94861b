import type { ErrorCode } from "../errors.ts";
import type { ParsedReport } from "./document.ts";

/**
 * Reads one report file of any format; the name tells its type. Throws AppError with what to do: a refusal of the file, or
 * `unavailable` if nothing could be read at the moment. The portal never reads a file itself: whatever stands behind this runs apart
 * (a Worker without bindings, a thread), so that a file on which it hangs or runs out of memory costs a refusal and no page.
 */
export type ReportReader = (bytes: Uint8Array, fileName: string) => Promise<ParsedReport>;

/** A Word file or PDF without what it says of its author; throws as `ReportReader`. */
export type FileCleaner = (bytes: Uint8Array, fileName: string) => Promise<Uint8Array<ArrayBuffer>>;

/** The lines of a Word file or PDF of whatever kind; throws as `ReportReader`. */
export type TextReader = (bytes: Uint8Array, fileName: string) => Promise<string>;

export type ReadingRefusal = { refused: { code: ErrorCode; message: string } };

/** The answer of a reader that runs apart. */
export type ReadingAnswer = { report: ParsedReport } | ReadingRefusal;
