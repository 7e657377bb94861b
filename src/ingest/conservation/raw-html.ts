import { Parser } from "htmlparser2";

/** Elements whose content is no text. */
export const WORDLESS = new Set("head title script style".split(" "));
const INLINE = new Set(
  "a abbr acronym b bdi bdo big cite code data dfn em font i ins kbd label mark q samp small span strong sub sup time tt u var wbr".split(
    " ",
  ),
);

/** All text of a web page's body, whatever its tags and styles say. */
export function rawHtml(source: string): string {
  let text = "";
  const wordless: string[] = [];
  const parser = new Parser({
    onopentag(name) {
      if (WORDLESS.has(name)) wordless.push(name);
      if (!INLINE.has(name)) text += "\n";
    },
    ontext(words) {
      if (wordless.length === 0) text += words;
    },
    onclosetag(name) {
      if (wordless.at(-1) === name) wordless.pop();
      if (!INLINE.has(name)) text += "\n";
    },
  });
  parser.end(source);
  return text;
}
