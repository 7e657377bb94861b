import { Parser } from "htmlparser2";
import { InlineStyles } from "./declarations.ts";
import { type Look, lookOf, PLAIN_LOOK } from "./look.ts";
import { type Element, RuleBook } from "./matching.ts";
import { readSheets, type Rule } from "./sheet.ts";

/** WeChat's articles are hidden until their script has run. */
const SHOWN_BY_SCRIPT = /^(?:js_content|js_article|img-content|page-content)$/;
type Attributes = Readonly<Record<string, string>>;
type Variables = ReadonlyMap<string, string>;

interface Open {
  element: Element;
  look: Look;
  variables: Variables;
  /** How many elements have begun below it, and of each name. */
  below: number;
  named: Map<string, number>;
  last: Element | null;
}

const NO_VARIABLES: Variables = new Map();
const NONE: readonly string[] = [];

/** Follows the elements of a page as they open and close, and says how the text of each is seen: style sheets, attributes and all around it. */
export class PageStyles {
  readonly #book: RuleBook;
  readonly #inline = new InlineStyles();
  readonly #open: Open[] = [];
  readonly #root: Open = openOf(
    { name: "", attributes: {}, classes: NONE, parent: null, previous: null, place: 1, placeOfType: 1, siblings: 1 },
    PLAIN_LOOK,
    NO_VARIABLES,
  );
  /** How many elements stand below each, by the order in which they open. */
  readonly #totals: readonly number[];
  readonly #numbers: number[] = [];
  #count = 0;

  constructor(source: string) {
    this.#book = new RuleBook(readSheets(source));
    this.#totals = this.#book.asksEnd ? countBelow(source) : [];
  }

  /** How the innermost open element's text is seen. */
  get look(): Look {
    return this.#around().look;
  }

  /** Something around, or the element itself, hides all it holds. */
  get isWithinGone(): boolean {
    return this.#open.some(({ look }) => look.isGone);
  }

  /** An element opens; one without an end (`isVoid`) is not entered. */
  open(name: string, attributes: Attributes, isVoid: boolean): Look {
    const number = this.#count++;
    const around = this.#around();
    const element = this.#elementIn(around, name, attributes);
    if (isVoid) return around.look;
    const entered = this.#entered(element, around);
    this.#open.push(entered);
    this.#numbers.push(number);
    return entered.look;
  }

  close(): void {
    this.#open.pop();
    this.#numbers.pop();
  }

  #around(): Open {
    return this.#open.at(-1) ?? this.#root;
  }

  #elementIn(around: Open, name: string, attributes: Attributes): Element {
    const place = ++around.below;
    const placeOfType = (around.named.get(name) ?? 0) + 1;
    around.named.set(name, placeOfType);
    const classes = attributes["class"]?.split(/\s+/) ?? NONE;
    const parent = this.#open.at(-1)?.element ?? null;
    const previous = this.#book.asksNeighbours ? around.last : null;
    const siblings = this.#totals[this.#numbers.at(-1) ?? -1] ?? 0;
    const element = { name, attributes, classes, parent, previous, place, placeOfType, siblings };
    if (this.#book.asksNeighbours) around.last = element;
    return element;
  }

  #entered(element: Element, around: Open): Open {
    const { name, attributes } = element;
    const { hidden, style = "" } = attributes;
    const rules = this.#book.isEmpty ? [] : this.#book.rulesFor(element);
    const own = this.#winning(rules, style, hidden);
    const variables = withVariables(own, around.variables);
    if (variables.size > 0) for (const [property, value] of own) own.set(property, resolved(value, variables));
    if (SHOWN_BY_SCRIPT.test(attributes["id"] ?? "")) own.clear();
    return openOf(element, lookOf(name, attributes, own, around.look), variables);
  }

  #winning(rules: readonly Rule[], style: string, hidden: string | undefined): Map<string, string> {
    const own = new Map<string, string>(hidden === undefined ? [] : [["display", "none"]]);
    const inline = this.#inline.read(style);
    for (const important of [false, true])
      for (const declarations of [...rules.map((rule) => rule.declarations), inline])
        for (const [property, { value, isImportant }] of declarations)
          if (isImportant === important) {
            if (property === "background")
              for (const part of ["background-color", "background-image"]) own.delete(part);
            if (property === "font") own.delete("font-size");
            own.set(property, value);
          }
    return own;
  }
}

const openOf = (element: Element, look: Look, variables: Variables): Open => ({
  element,
  look,
  variables,
  below: 0,
  named: new Map(),
  last: null,
});

function withVariables(own: ReadonlyMap<string, string>, around: Variables): Variables {
  const mine = [...own].filter(([property]) => property.startsWith("--"));
  return mine.length === 0 ? around : new Map([...around, ...mine]);
}

const VARIABLE = /var\(\s*(--[\w-]{1,80})\s*(?:,\s*([^()]{0,80}))?\)/g;

const resolved = (value: string, variables: Variables): string =>
  value.includes("var(")
    ? value.replace(VARIABLE, (_, name: string, other: string | undefined) => variables.get(name) ?? other ?? "")
    : value;

function countBelow(source: string): number[] {
  const totals: number[] = [];
  const open: number[] = [];
  let count = 0;
  const parser = new Parser({
    onopentag: () => {
      const parent = open.at(-1);
      if (parent !== undefined) totals[parent] = (totals[parent] ?? 0) + 1;
      totals[count] = 0;
      open.push(count++);
    },
    onclosetag: () => void open.pop(),
  });
  parser.end(source);
  return totals;
}
