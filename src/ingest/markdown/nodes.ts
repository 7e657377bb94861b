import type { Nodes } from "mdast";

/** A withheld figure's stars stay apart from bold that holds nothing. */
export const inStars = (text: string) => (text === "" ? "" : `**${text}**`);

export function* htmlIn(node: Nodes): Generator<string> {
  if (node.type === "html") yield node.value;
  if ("children" in node) for (const child of node.children) yield* htmlIn(child);
}

/** What `[^1]` in a text names. */
export function footnotesIn(nodes: readonly Nodes[]): ReadonlySet<string> {
  const found = new Set<string>();
  const open = [...nodes];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (node.type === "footnoteReference") found.add(node.identifier);
    if ("children" in node) open.push(...node.children);
  }
  return found;
}
