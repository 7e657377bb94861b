/** Marks that a sentence puts behind an address and that nobody means as part of it. */
const TAIL = /[\s。．.，,、；;：:！!？?）)】\]》>」』”’"'…]+$/u;
/** The characters of this site's addresses: anything else was not pasted out of a sentence. */
const OURS = /^\/(?!\/)[\w./-]*$/;

/**
 * The address that was meant by one that leads nowhere: without the mark of a sentence behind it, in small letters. Null
 * if that is the same address.
 */
export function addressMeant({ pathname, search }: Pick<URL, "pathname" | "search">): string | null {
  const path = decoded(pathname);
  const query = decoded(search);
  if (path === null || query === null) return null;
  const core = search === "" ? path.replace(TAIL, "") || "/" : path;
  if (!OURS.test(core) || !pathname.startsWith(core)) return null;
  const meant = small(core) + searchMeant(search, query);
  return meant === pathname + search ? null : meant;
}

/** The last parameter without the mark behind its value; the rest as it was written. */
function searchMeant(search: string, query: string) {
  if (search === "") return "";
  const tail = TAIL.exec(query)?.[0] ?? "";
  const written = encodeURIComponent(tail);
  if (tail === "") return search;
  if (search.endsWith(tail)) return search.slice(0, -tail.length);
  return search.endsWith(written) ? search.slice(0, -written.length) : search;
}

const small = (path: string) => path.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());

function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}
