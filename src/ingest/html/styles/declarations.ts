import type { CssNode } from "css-tree";
import parse from "css-tree/parser";
import { ident } from "css-tree/utils";

/** Properties that bear on whether a text can be seen; and variables, which stand for their values. */
const TELLING =
  /^(?:display|visibility|content-visibility|opacity|filter|color|-webkit-text-fill-color|background(?:-color|-image)?|font(?:-size)?|position|inset|left|right|top|bottom|margin(?:-left|-top)?|text-indent|letter-spacing|(?:max-)?(?:width|height)|padding(?:-top|-bottom)?|overflow(?:-[xy])?|clip(?:-path)?|transform|scale|text-decoration(?:-line)?|--.{1,80})$/;

export interface Declared {
  value: string;
  isImportant: boolean;
}
/** The winning value of each property of an element. */
export type Winning = ReadonlyMap<string, string>;
/** The last declaration of each property. */
export type Declarations = ReadonlyMap<string, Declared>;

export function declarationsOf(block: { children: Iterable<CssNode> }): Declarations {
  const found = new Map<string, Declared>();
  for (const node of block.children) {
    if (node.type !== "Declaration") continue;
    const name = node.property.startsWith("--") ? node.property : ident.decode(node.property).toLowerCase();
    if (!TELLING.test(name)) continue;
    const value = node.value.type === "Raw" ? plain(node.value.value) : "";
    const isImportant = Boolean(node.important);
    if (found.get(name)?.isImportant && !isImportant) continue;
    found.delete(name);
    found.set(name, { value, isImportant });
  }
  return found;
}

const LONGEST = 300;

/** In small letters, blanks one each, without comments. */
function plain(value: string): string {
  const text = value.slice(0, LONGEST).replace(/\/\*[^*]{0,300}(?:\*(?!\/)[^*]{0,300}){0,20}\*\//g, " ");
  const read = text.includes("\\") ? ident.decode(text) : text;
  return read.replace(/\s+/g, " ").trim().toLowerCase();
}

const NONE: Declarations = new Map();
const MOST_KEPT = 2_000;

/** Reads `style` attributes; pages repeat them. */
export class InlineStyles {
  readonly #known = new Map<string, Declarations>();

  read(style: string): Declarations {
    if (style === "") return NONE;
    const known = this.#known.get(style);
    if (known) return known;
    const list = parse(style, { context: "declarationList", parseValue: false, onParseError: () => {} });
    const found = "children" in list && list.children ? declarationsOf(list as never) : NONE;
    if (this.#known.size < MOST_KEPT) this.#known.set(style, found);
    return found;
  }
}
