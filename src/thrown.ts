/** The message of a thrown error. */
export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** Its words and those of its causes, in which D1 says which constraint refused a batch. */
export const causeOf = (error: unknown): string =>
  error instanceof Error ? `${error.message} ${String(error.cause)}` : "";

/** Its class: all that a log may say of it. */
export const classOf = (error: unknown): string => (error instanceof Error ? error.name : "unknown");
