import type { Compiled, Test } from "./compile.ts";
import type { Rule } from "./sheet.ts";
import { REFUSALS } from "../../refusals.ts";

/** An element that is open, as far as selectors look. */
export interface Element {
  name: string;
  attributes: Readonly<Record<string, string>>;
  classes: readonly string[];
  parent: Element | null;
  /** The element before it below the same parent; kept if a sheet asks for neighbours. */
  previous: Element | null;
  /** From 1, among all below its parent and among those of its name. */
  place: number;
  placeOfType: number;
  /** How many stand below its parent. */
  siblings: number;
}

const MOST_STEPS = 20_000_000;

/** Finds the rules that hold for an element. */
export class RuleBook {
  readonly #by = new Map<string, Rule[]>();
  #steps = 0;
  /** What its selectors ask for beyond an element and those around it. */
  readonly asksNeighbours: boolean;
  readonly asksEnd: boolean;

  constructor(rules: readonly Rule[]) {
    for (const rule of rules) {
      const key = keyOf(rule.selector);
      const known = this.#by.get(key);
      if (known) known.push(rule);
      else this.#by.set(key, [rule]);
    }
    const compounds = rules.flatMap(({ selector }) => selector.compounds);
    this.asksNeighbours = compounds.some(({ combinator }) => combinator === "+" || combinator === "~");
    this.asksEnd = compounds.some(({ tests }) => tests.some(countsFromEnd));
  }

  get isEmpty(): boolean {
    return this.#by.size === 0;
  }

  /** Weakest first. */
  rulesFor(element: Element): Rule[] {
    const { id } = element.attributes;
    const keys = [`<${element.name}`, "*", ...element.classes.map((name) => `.${name}`), ...(id ? [`#${id}`] : [])];
    const found = keys.flatMap((key) =>
      (this.#by.get(key) ?? []).filter(({ selector }) => this.#holds(selector, element)),
    );
    if (found.length < 2) return found;
    return found.sort((a, b) => a.selector.specificity - b.selector.specificity || a.order - b.order);
  }

  #holds({ compounds }: Compiled, element: Element): boolean {
    return this.#matches(compounds, compounds.length - 1, element);
  }

  #matches(compounds: Compiled["compounds"], at: number, element: Element): boolean {
    if (++this.#steps > MOST_STEPS) throw REFUSALS.stylesTooMany();
    const compound = compounds[at];
    if (!compound?.tests.every((test) => this.#passes(test, element))) return false;
    if (at === 0) return true;
    const { combinator } = compound;
    if (combinator === ">") return element.parent !== null && this.#matches(compounds, at - 1, element.parent);
    if (combinator === "+") return element.previous !== null && this.#matches(compounds, at - 1, element.previous);
    const next = combinator === "~" ? "previous" : "parent";
    for (let one = element[next]; one !== null; one = one[next]) if (this.#matches(compounds, at - 1, one)) return true;
    return false;
  }

  #passes(test: Test, element: Element): boolean {
    const { name, attributes, classes } = element;
    switch (test.kind) {
      case "any":
        return true;
      case "name":
        return name === test.value;
      case "id":
        return attributes["id"] === test.value;
      case "class":
        return classes.includes(test.value);
      case "attribute":
        return hasAttribute(test, attributes[test.name]);
      case "one-of":
        return test.selectors.some((one) => this.#holds(one, element));
      case "none-of":
        return !test.selectors.some((one) => this.#holds(one, element));
      case "root":
        return element.parent === null;
      case "link":
        return name === "a" && attributes["href"] !== undefined;
      case "place":
        return standsAt(test, element);
      default:
        return false;
    }
  }
}

const countsFromEnd = (test: Test): boolean =>
  "selectors" in test
    ? test.selectors.some(({ compounds }) => compounds.some(({ tests }) => tests.some(countsFromEnd)))
    : test.kind === "place" && test.fromEnd;

/** What the last part of a selector asks for above all. */
function keyOf({ compounds }: Compiled): string {
  const tests = compounds.at(-1)?.tests ?? [];
  for (const [kind, sign] of [
    ["id", "#"],
    ["class", "."],
    ["name", "<"],
  ] as const) {
    const test = tests.find((one) => one.kind === kind);
    if (test && "value" in test) return sign + test.value;
  }
  return "*";
}

function hasAttribute(
  { matcher, value, isFolded }: Extract<Test, { kind: "attribute" }>,
  own: string | undefined,
): boolean {
  if (own === undefined) return false;
  const [text, wanted] = isFolded ? [own.toLowerCase(), value.toLowerCase()] : [own, value];
  if (matcher === "") return true;
  if (matcher === "=") return text === wanted;
  if (matcher === "|=") return text === wanted || text.startsWith(`${wanted}-`);
  if (matcher === "~=") return text.split(/\s+/).includes(wanted);
  if (wanted === "") return false;
  if (matcher === "^=") return text.startsWith(wanted);
  return matcher === "$=" ? text.endsWith(wanted) : text.includes(wanted);
}

function standsAt({ a, b, ofType, fromEnd }: Extract<Test, { kind: "place" }>, element: Element): boolean {
  const place = fromEnd ? element.siblings - element.place + 1 : ofType ? element.placeOfType : element.place;
  const rest = place - b;
  return a === 0 ? rest === 0 : rest % a === 0 && rest / a >= 0;
}
