import type { CssNode } from "css-tree";
import parse from "css-tree/parser";
import { compile, type Compiled } from "./compile.ts";
import { type Declarations, declarationsOf } from "./declarations.ts";
import { holdsOnScreen } from "./media.ts";

export interface Rule {
  selector: Compiled;
  declarations: Declarations;
  order: number;
}

const DEEPEST = 20;

/** The rules of a page's own style sheets that bear on whether a text can be seen on a screen. */
export function readSheets(source: string): Rule[] {
  const rules: Rule[] = [];
  for (const sheet of sheetsIn(source)) gather(parseSheet(sheet), [], rules, 0);
  return rules;
}

function sheetsIn(source: string): string[] {
  const found: string[] = [];
  const lower = source.toLowerCase();
  for (let at = lower.indexOf("<style"); at >= 0;) {
    const start = lower.indexOf(">", at);
    const end = lower.indexOf("</style", start);
    if (start < 0 || end < start) break;
    const media = /\bmedia\s{0,9}=\s{0,9}["']?([^"'>]{1,200})/i.exec(source.slice(at, start))?.[1] ?? "";
    if (holdsOnScreen(media)) found.push(source.slice(start + 1, end));
    at = lower.indexOf("<style", end);
  }
  return found;
}

const parseSheet = (text: string) =>
  parse(text, { parseValue: false, parseAtrulePrelude: false, parseRulePrelude: false, onParseError: () => {} });

/** `parents`: the selectors that a nested rule stands in. */
function gather(node: CssNode, parents: Compiled[], rules: Rule[], depth: number): void {
  if (depth > DEEPEST || !("children" in node) || !node.children) return;
  for (const child of node.children) {
    if (child.type === "Atrule" && child.block && entered(child.name, textOf(child.prelude)))
      gather(child.block, parents, rules, depth + 1);
    if (child.type === "Raw" && child.value.includes("{")) gather(parseSheet(child.value), parents, rules, depth + 1);
    if (child.type !== "Rule") continue;
    const selectors = compile(textOf(child.prelude), parents);
    const declarations = declarationsOf(child.block);
    if (declarations.size > 0)
      for (const selector of selectors) rules.push({ selector, declarations, order: rules.length });
    if (hasRules(child.block)) gather(child.block, selectors, rules, depth + 1);
  }
}

const hasRules = (block: { children: Iterable<CssNode> }) =>
  [...block.children].some(({ type }) => type === "Rule" || type === "Atrule" || type === "Raw");

const textOf = (prelude: CssNode | null | undefined) => (prelude?.type === "Raw" ? prelude.value : "");

function entered(name: string, prelude: string): boolean {
  if (name === "media") return holdsOnScreen(prelude);
  return name === "layer" || (name === "supports" && !prelude.trim().startsWith("not"));
}
