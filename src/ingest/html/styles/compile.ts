import type { CssNode, Selector } from "css-tree";
import parse from "css-tree/parser";
import { ident } from "css-tree/utils";

export type Test =
  | { kind: "any" }
  | { kind: "never" }
  | { kind: "name" | "id" | "class"; value: string }
  | { kind: "attribute"; name: string; matcher: string; value: string; isFolded: boolean }
  | { kind: "one-of" | "none-of"; selectors: Compiled[] }
  | { kind: "root" | "link" }
  /** a·n + b, counted from the start or the end. */
  | { kind: "place"; a: number; b: number; ofType: boolean; fromEnd: boolean };

export interface Compound {
  /** How it stands to the one before: "" for the first. */
  combinator: string;
  tests: Test[];
}
export interface Compiled {
  compounds: Compound[];
  specificity: number;
}

const LONGEST = 20_000;
const MOST_COMPOUNDS = 30;

/** Selectors ready to be matched, from the right; those that match nothing that is shown are left out. */
export function compile(text: string, parents: Compiled[] = []): Compiled[] {
  if (text.length > LONGEST) return [];
  const nested = parents.length > 0 && !text.includes("&") ? splitNested(text) : text;
  const list = parse(nested, { context: "selectorList", onParseError: () => {} });
  if (list.type !== "SelectorList") return [];
  return [...list.children].flatMap((one) => (one.type === "Selector" ? (compiled(one, parents) ?? []) : []));
}

const splitNested = (text: string) =>
  text
    .split(",")
    .map((one) => `& ${one}`)
    .join(",");

const NEVER: Test = { kind: "never" };

function compiled(selector: Selector, parents: Compiled[]): Compiled | null {
  const compounds: Compound[] = [{ combinator: "", tests: [] }];
  let specificity = 0;
  for (const node of selector.children) {
    if (node.type === "Combinator") {
      compounds.push({ combinator: node.name.trim(), tests: [] });
      continue;
    }
    const test = testOf(node, parents);
    compounds.at(-1)?.tests.push(test);
    specificity += weightOf(test, node);
  }
  const isDead = compounds.length > MOST_COMPOUNDS || compounds.some(({ tests }) => tests.includes(NEVER));
  return isDead ? null : { compounds, specificity };
}

function testOf(node: CssNode, parents: Compiled[]): Test {
  if (node.type === "TypeSelector") {
    const name = ident.decode(node.name).toLowerCase();
    return name === "*" ? { kind: "any" } : { kind: "name", value: name.split("|").at(-1) ?? "" };
  }
  if (node.type === "IdSelector") return { kind: "id", value: ident.decode(node.name) };
  if (node.type === "ClassSelector") return { kind: "class", value: ident.decode(node.name) };
  if (node.type === "NestingSelector") return { kind: "one-of", selectors: parents };
  if (node.type === "AttributeSelector") {
    const value = node.value?.type === "String" ? node.value.value : ident.decode(node.value?.name ?? "");
    const name = ident.decode(node.name.name).toLowerCase();
    return { kind: "attribute", name, matcher: node.matcher ?? "", value, isFolded: node.flags === "i" };
  }
  return node.type === "PseudoClassSelector" ? pseudo(node) : NEVER;
}

type Pseudo = Extract<CssNode, { type: "PseudoClassSelector" }>;

function pseudo({ name, children }: Pseudo): Test {
  const lower = name.toLowerCase();
  const selectors = () =>
    [...(children ?? [])].flatMap((list) =>
      list.type === "SelectorList"
        ? [...list.children].flatMap((one) => (one.type === "Selector" ? (compiled(one, []) ?? []) : []))
        : [],
    );
  if (lower === "not") return { kind: "none-of", selectors: selectors() };
  if (lower === "is" || lower === "where" || lower === "matches") return { kind: "one-of", selectors: selectors() };
  if (lower === "root") return { kind: "root" };
  if (lower === "link" || lower === "any-link") return { kind: "link" };
  const place = /^(?:(first|last)-(child|of-type)|nth-(last-)?(child|of-type))$/.exec(lower);
  if (!place) return NEVER;
  const ofType = (place[2] ?? place[4]) === "of-type";
  const fromEnd = place[1] === "last" || place[3] !== undefined;
  const nth = place[1] ? { a: 0, b: 1 } : nthOf(children?.first ?? null);
  return nth === null || (ofType && fromEnd) ? NEVER : { kind: "place", ...nth, ofType, fromEnd };
}

function nthOf(node: CssNode | null): { a: number; b: number } | null {
  if (node?.type !== "Nth") return null;
  const { nth } = node;
  if (nth.type === "AnPlusB") return { a: Number(nth.a ?? 0), b: Number(nth.b ?? 0) };
  return nth.type === "Identifier" && nth.name === "odd" ? { a: 2, b: 1 } : { a: 2, b: 0 };
}

const [ID, CLASS, NAME] = [1_000_000, 1_000, 1];

function weightOf(test: Test, node: CssNode): number {
  if (test.kind === "id") return ID;
  if (test.kind === "name") return NAME;
  if (test.kind === "any" || (node.type === "PseudoClassSelector" && node.name === "where")) return 0;
  if (test.kind === "one-of" || test.kind === "none-of")
    return Math.max(0, ...test.selectors.map(({ specificity }) => specificity));
  return CLASS;
}
