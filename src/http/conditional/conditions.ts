/** The server's version of a file: its entity tags, quoted, and the second in which it last changed, if that is known. */
export interface Validators {
  etags: readonly string[];
  lastModified?: Date | undefined;
}

/** The outcome of a request's conditions: send it, 304, 412. */
export type Verdict = "send" | "unchanged" | "failed";

const TAG = /(W\/)?"([^"]*)"/g;

interface Tag {
  weak: boolean;
  text: string;
}

const tagsIn = (list: string): Tag[] =>
  Array.from(list.matchAll(TAG), ([, weak, text]) => ({ weak: weak !== undefined, text: `"${text}"` }));

/** Weak comparison, as If-None-Match asks: the same text, whether or not either is weak. */
export function matchesEtag(ifNoneMatch: string | undefined, etags: readonly string[]): boolean {
  if (ifNoneMatch === undefined) return false;
  if (ifNoneMatch.trim() === "*") return true;
  return tagsIn(ifNoneMatch).some(({ text }) => etags.includes(text));
}

/** Strong comparison, as If-Match and If-Range ask: a weak tag matches nothing. */
function matchesStrongly(list: string, etags: readonly string[]): boolean {
  return list.trim() === "*" || tagsIn(list).some(({ weak, text }) => !weak && etags.includes(text));
}

/** A date of HTTP, in whole seconds; null for anything else, which then counts as not sent. */
function httpDate(text: string | null | undefined): number | null {
  if (!text || !/^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*,? .{6,40}$/.test(text)) return null;
  const at = Date.parse(/GMT\s*$/.test(text) ? text : `${text} GMT`);
  return Number.isNaN(at) ? null : Math.floor(at / 1000);
}

const secondOf = (date: Date) => Math.floor(date.getTime() / 1000);

/** The conditions in the order of RFC 9110, section 13.2.2; for GET and HEAD. */
export function judge(headers: Headers, { etags, lastModified }: Validators): Verdict {
  const changed = lastModified && secondOf(lastModified);
  const ifMatch = headers.get("If-Match");
  if (ifMatch !== null) {
    if (!matchesStrongly(ifMatch, etags)) return "failed";
  } else {
    const before = httpDate(headers.get("If-Unmodified-Since"));
    if (before !== null && changed !== undefined && changed > before) return "failed";
  }
  const ifNoneMatch = headers.get("If-None-Match");
  if (ifNoneMatch !== null) return matchesEtag(ifNoneMatch, etags) ? "unchanged" : "send";
  const since = httpDate(headers.get("If-Modified-Since"));
  return since !== null && changed !== undefined && changed <= since ? "unchanged" : "send";
}

/** True if a range may be sent: no If-Range, or one that names these very bytes. */
export function rangeStillHolds(headers: Headers, { etags, lastModified }: Validators): boolean {
  const condition = headers.get("If-Range");
  if (condition === null) return true;
  if (condition.includes('"')) return matchesStrongly(condition, etags);
  return lastModified !== undefined && httpDate(condition) === secondOf(lastModified);
}
