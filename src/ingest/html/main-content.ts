import { Readability } from "@mozilla/readability";
import { Parser } from "htmlparser2";
import { parseHTML } from "linkedom";

/** A larger page is not looked at: the library reads a DOM, which takes many times the page's size. */
const LARGEST = 600_000;
const MOST_ELEMENTS = 15_000;
const ATTRIBUTE = "data-n";
/** A Chinese sentence says in a third of the characters what an English one does. */
const LEAST_CHARACTERS = 120;

/** WeChat's article, hidden until a script runs: the library passes over what is hidden. */
const SHOWN_BY_SCRIPT = /(<[a-z]{1,10} [^<>]{0,400}id="js_content"[^<>]{0,400}?)\sstyle="[^"<>]{0,200}"/;

/** Elements of the page that its main content is made of, by the order in which they open; null if none was found. */
export type MainContent = ReadonlySet<number> | null;

/**
 * Finds the main text of a page with Readability, the reader mode of Firefox. Its answer is a hint: text that it leaves is never
 * taken out for that alone.
 */
export function findMain(source: string): MainContent {
  if (source.length > LARGEST) return null;
  const numbered = withNumbers(source)?.replace(SHOWN_BY_SCRIPT, "$1");
  if (numbered === undefined) return null;
  try {
    const { document } = parseHTML(numbered);
    const article = new Readability<unknown>(document as never, {
      charThreshold: LEAST_CHARACTERS,
      maxElemsToParse: MOST_ELEMENTS,
      serializer: (node) => node,
    }).parse();
    const main = article?.content as unknown as ParentNode | null | undefined;
    const kept = [...(main?.querySelectorAll(`[${ATTRIBUTE}]`) ?? [])].map((one) =>
      Number(one.getAttribute(ATTRIBUTE)),
    );
    return kept.length > 0 ? new Set(kept) : null;
  } catch {
    return null;
  }
}

interface ParentNode {
  querySelectorAll(selector: string): Iterable<{ getAttribute(name: string): string | null }>;
}

/** Every opening tag with its number; null if there are too many. */
function withNumbers(source: string): string | null {
  const ends: number[] = [];
  const parser = new Parser({
    onopentagname: (name) => {
      ends.push(parser.startIndex + 1 + name.length);
    },
  });
  parser.end(source);
  if (ends.length > MOST_ELEMENTS) return null;
  let out = "";
  let last = 0;
  for (const [n, end] of ends.entries()) {
    if (end < last || !/[\s/>]/.test(source[end] ?? "")) continue;
    out += `${source.slice(last, end)} ${ATTRIBUTE}="${n}"`;
    last = end;
  }
  return out + source.slice(last);
}
