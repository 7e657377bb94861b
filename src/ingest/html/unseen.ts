/** How an element's own attributes keep its text from being seen. */
type Attributes = Readonly<Record<string, string>>;

/** WeChat's articles are hidden until their script has run. */
const SHOWN_BY_SCRIPT = /^(?:js_content|js_article|img-content|page-content)$/;
const GONE = [
  /(?:^|;)display:none/,
  /(?:^|;)visibility:(?:hidden|collapse)/,
  /(?:^|;)opacity:(?:0|0?\.0\d*)(?:;|!|$)/,
  /(?:^|;)(?:left|top|right|bottom|text-indent|margin-left|margin-top):-\d{3,}/,
  /(?:^|;)clip(?:-path)?:(?:rect\(0|rect\(1px|inset\((?:50|100)%)/,
  /(?:^|;)transform:[^;]{0,40}scale[xy]?\(0\)/,
];
const NO_ROOM = /(?:^|;)(?:max-)?(?:height|width):0(?:px|pt|em|%)?(?:;|!|$)/;

/** Declarations without blanks, in small letters. */
const declared = (style: string) => style.toLowerCase().replace(/\s/g, "");

const isGone = (style: string) =>
  GONE.some((form) => form.test(style)) || (NO_ROOM.test(style) && /(?:^|;)overflow:hidden/.test(style));

/** Not shown with all it holds: hidden, styled away, or of a class that the page's own style sheet hides. */
export function isHidden(attributes: Attributes, sheet: HiddenSelectors): boolean {
  const { id = "", class: classes = "", style = "", hidden } = attributes;
  if (SHOWN_BY_SCRIPT.test(id)) return false;
  if (hidden !== undefined || (style !== "" && isGone(declared(style)))) return true;
  if (sheet.size === 0) return false;
  return sheet.has(`#${id}`) || classes.split(/\s+/).some((name) => sheet.has(`.${name}`));
}

/** `.name` and `#name` that a page hides in its own style sheet. */
export type HiddenSelectors = ReadonlySet<string>;

const SIMPLE = /^[a-z0-9]{0,20}([.#][\w-]{1,80})$/i;

/** Reads the style sheets in a page: plain rules for one class or one id alone; what holds for some media only is left aside. */
export function hiddenBySheet(source: string): HiddenSelectors {
  const found = new Set<string>();
  const lower = source.toLowerCase();
  for (let at = lower.indexOf("<style"); at >= 0;) {
    const start = lower.indexOf(">", at);
    const end = lower.indexOf("</style", at);
    if (start < 0 || end < start) break;
    for (const name of hiddenIn(source.slice(start + 1, end))) found.add(name);
    at = lower.indexOf("<style", end);
  }
  return found;
}

function hiddenIn(sheet: string): string[] {
  const found: string[] = [];
  let [depth, selector] = [0, ""];
  for (const piece of withoutComments(sheet).split(/(?<=[{}])/)) {
    const text = piece.slice(0, -1);
    if (piece.endsWith("{")) {
      depth++;
      if (depth === 1) selector = text;
    } else {
      if (depth === 1 && !selector.includes("@") && isGone(declared(text))) found.push(...simpleNames(selector));
      depth = Math.max(0, depth - 1);
    }
  }
  return found;
}

const simpleNames = (selectors: string) => selectors.split(",").flatMap((one) => SIMPLE.exec(one.trim())?.[1] ?? []);

function withoutComments(sheet: string): string {
  let out = "";
  for (let at = 0; at < sheet.length;) {
    const start = sheet.indexOf("/*", at);
    out += sheet.slice(at, start < 0 ? sheet.length : start);
    if (start < 0) break;
    const end = sheet.indexOf("*/", start + 2);
    at = end < 0 ? sheet.length : end + 2;
  }
  return out;
}

/** The inherited properties that decide whether an element's text can be seen. */
export interface Ink {
  /** Set in no size. */
  tiny: boolean;
  white: boolean;
  /** Something is painted behind it. */
  backed: boolean;
}

export const PLAIN_INK: Ink = { tiny: false, white: false, backed: false };
export const isUnseen = ({ tiny, white, backed }: Ink) => tiny || (white && !backed);

const SIZE = /(?:^|;)font-size:(\d{0,4}(?:\.\d{1,6})?)(px|pt|em|rem|%)?/;
const COLOUR = /(?:^|;)color:([^;!]{1,60})/;
const BACKGROUND = /(?:^|;)background(?:-color|-image)?:([^;!]{1,200})/;
const WHITE =
  /^(?:white|transparent|#f{3,8}|#[f][5-9a-f][f][5-9a-f][f][5-9a-f]|rgba?\(255,255,255.{0,9}\)|rgba\(.{1,20},0\))$/;
const NO_BACKGROUND = /^(?:none|white|transparent|initial|inherit|#f{3,8}|rgba?\(255,255,255.{0,9}\))$/;
const SMALLEST = 1;

/** The ink of an element's text, from that of the element around it. */
export function inkOf(attributes: Attributes, around: Ink): Ink {
  const { style = "", color, bgcolor, background } = attributes;
  if (style === "" && color === undefined && bgcolor === undefined && background === undefined) return around;
  const own = declared(style);
  const size = SIZE.exec(own);
  const colour = COLOUR.exec(own)?.[1] ?? color?.toLowerCase().replace(/\s/g, "");
  const behind = BACKGROUND.exec(own)?.[1] ?? bgcolor?.toLowerCase() ?? (background ? "picture" : undefined);
  const isTiny = size && Number(size[1]) <= (/px|pt/.test(size[2] ?? "px") ? SMALLEST : 0);
  return {
    tiny: size ? Boolean(isTiny) : around.tiny,
    white: colour === undefined ? around.white : WHITE.test(colour),
    backed: behind === undefined ? around.backed : !NO_BACKGROUND.test(behind),
  };
}
