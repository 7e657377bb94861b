import { Parser } from "htmlparser2";

const NAMES = /^(?:articletitle|og:title|twitter:title|title)$/i;
const LONGEST = 300;

/** The titles of a page in its head: <title>, and those for publishing systems and social networks. */
export function titlesOf(source: string): string[] {
  const head = source.slice(0, 100_000);
  const found: string[] = [];
  let title: string | null = null;
  const parser = new Parser({
    onopentag: (name, { name: meta, property, content }) => {
      if (name === "title" && found.length === 0) title = "";
      if (name === "meta" && NAMES.test(meta ?? property ?? "") && content) found.unshift(content);
    },
    ontext: (text) => {
      if (title !== null) title += text;
    },
    onclosetag: (name) => {
      if (name !== "title" || title === null) return;
      found.push(title);
      title = null;
    },
  });
  parser.end(head);
  return [...new Set(found.map((text) => text.replace(/\s+/g, " ").trim()))].filter(
    (text) => text !== "" && text.length <= LONGEST,
  );
}
