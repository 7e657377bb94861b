import { transform } from "lightningcss";

/** A version as lightningcss wants it: the major one in the third byte. */
const version = (major: number, minor = 0) => (major << 16) | (minor << 8);

/** The oldest engines that show every page as it was drawn: the autumn of 2020, and what offices still have. */
const OLDEST = {
  chrome: version(86),
  edge: version(86),
  firefox: version(78),
  safari: version(14),
  ios_saf: version(14),
};

/** `@container NAME (inline-size > WIDTHrem)`, as the style sheet writes its breakpoints. */
const CONTAINER = /@container (\w+) \(inline-size (>|<=) ([\d.]+)rem\)/g;
/** How much wider the window is than the container, in rem, for browsers without container queries. */
const BESIDE: Readonly<Record<string, number>> = { page: 0, record: 24 };
/** One step below what `@container` compares with, so that `>` and `<=` stay apart. */
const STEP = 0.01;

/** Container queries again as media queries, for engines that know only those. */
function withMediaQueries(source: string): string {
  const copies: string[] = [];
  for (const match of source.matchAll(CONTAINER)) {
    const [query = "", name = "", comparison, width = "0"] = match;
    const rem = Number(width) + (BESIDE[name] ?? 0);
    const media = comparison === ">" ? `min-width: ${rem + STEP}rem` : `max-width: ${rem}rem`;
    copies.push(`@media (${media}) ${blockAfter(source, match.index + query.length)}`);
  }
  return `${source}\n@supports not (container-type: inline-size) {\n${copies.join("\n")}\n}\n`;
}

/** The block in braces that begins at or after `from`. */
function blockAfter(source: string, from: number): string {
  const begin = source.indexOf("{", from);
  let depth = 0;
  for (let at = begin; at < source.length; at += 1) {
    if (source[at] === "{") depth += 1;
    if (source[at] === "}") depth -= 1;
    if (depth === 0) return source.slice(begin, at + 1);
  }
  throw new Error("The style sheet ends inside a block.");
}

/** The style sheet as engines of 2020 read it, and smaller; throws what lightningcss cannot read. Decision 0140. */
export function lowerSheet(source: string): string {
  const { code, warnings } = transform({
    filename: "gongshi.css",
    code: new TextEncoder().encode(withMediaQueries(source)),
    minify: true,
    targets: OLDEST,
  });
  if (warnings.length > 0) throw new Error(warnings.map((each) => each.message).join("\n"));
  return new TextDecoder().decode(code);
}
