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

const CONTROLS = words(
  "script style noscript template iframe object button select textarea svg canvas video audio dialog",
);
const AROUND = words("nav aside menu");

/** Why an element is left out with all it holds (null: without a word); undefined for one that is read. */
export function leftOutAs(name: string, open: string[]): KindName | null | undefined {
  if (name === "head") return null;
  if (CONTROLS.has(name)) return "script";
  if (AROUND.has(name)) return "navigation";
  if ((name === "header" || name === "footer") && !open.includes("article") && !open.includes("main"))
    return "navigation";
  return name === "rt" || name === "rp" ? "ruby" : undefined;
}

/** WeChat's articles are hidden until their script has run. */
const SHOWN_BY_SCRIPT = /^(?:js_content|js_article|img-content|page-content)$/;

/** Not shown: hidden, or styled away. */
export const isHidden = (attributes: Record<string, string>) =>
  !SHOWN_BY_SCRIPT.test(attributes["id"] ?? "") &&
  ("hidden" in attributes ||
    /(?:display\s{0,9}:\s{0,9}none|visibility\s{0,9}:\s{0,9}hidden)/i.test(attributes["style"] ?? ""));
