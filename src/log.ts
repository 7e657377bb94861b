/** Everything a log line may hold. Names and numbers: no text, contact, address of a person, or receipt. */
export interface LogFields {
  request_id?: string;
  method?: string;
  /** The route's pattern, never the address asked for. */
  route?: string;
  status?: number;
  ms?: number;
  code?: string;
  /** The class of an error, never its message. */
  error?: string;
  id?: number;
  kind?: string;
  attempt?: number;
  outcome?: string;
  count?: number;
  job?: string;
}

const FIELDS = [
  "request_id",
  "method",
  "route",
  "status",
  "ms",
  "code",
  "error",
  "id",
  "kind",
  "attempt",
  "outcome",
  "count",
  "job",
] as const satisfies (keyof LogFields)[];

const PLAIN = /^[\w./:*{}-]{1,100}$/;
const RECEIPT = /([0-9A-Z]{4}-){2}/;
const WITHHELD = "(withheld)";

/**
 * Writes one JSON line. A field that is not listed is dropped, and a string that is not a plain name is withheld.
 * Decision 0062.
 */
export function log(event: string, fields: LogFields = {}) {
  const line: Record<string, string | number> = { event: plain(event) };
  for (const field of FIELDS) {
    const value = fields[field];
    if (value !== undefined) line[field] = typeof value === "number" ? value : plain(value);
  }
  // oxlint-disable-next-line no-console -- the one place that writes
  console.log(JSON.stringify(line));
}

const plain = (text: string) => (PLAIN.test(text) && !RECEIPT.test(text) ? text : WITHHELD);
