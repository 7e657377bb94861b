import type { KindName } from "../left-out.ts";

const words = (text: string) => new Set(text.split(" "));

/** Elements that begin and end a line of their own. */
export const BLOCKS = words(
  "address article blockquote body caption center dd details div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 " +
    "header hr html legend li main nav aside ol p pre section summary table tbody td tfoot th thead tr ul",
);
export const BOLD = words("b strong");
/** Elements without an end. */
export const VOID = words("area base br col embed hr img input link meta param source track wbr");

const CODE = words("script style title");
/** Their content is shown in place of something that cannot be, or when a script asks for it. */
const FALLBACKS = words("noscript noframes template iframe object canvas video audio datalist");
const CONTROLS = words("button select textarea");
const AROUND = words("nav aside menu");

/** Why an element is left out with all it holds (null: without a word); undefined for one that is read. */
export function leftOutAs(
  name: string,
  open: string[],
  attributes: Readonly<Record<string, string>> = {},
): KindName | null | undefined {
  if (name === "head") return null;
  if (CODE.has(name) || FALLBACKS.has(name)) return "script";
  if (name === "dialog" && attributes["open"] === undefined) return "script";
  if (CONTROLS.has(name)) return "control";
  if (name === "svg") return "drawing";
  if (AROUND.has(name)) return "navigation";
  if ((name === "header" || name === "footer") && !open.includes("article") && !open.includes("main"))
    return "navigation";
  return name === "rt" || name === "rp" ? "ruby" : undefined;
}
