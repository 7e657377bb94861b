import type { Paragraph, Section } from "../report.ts";

type Table = Extract<Paragraph, { kind: "table" }>;

/** The table under this anchor, or under one that it had in an earlier revision. */
export function tableAt(sections: readonly Section[], anchor: string): Table | undefined {
  const tables = sections.flatMap(({ blocks }) => blocks).filter((block): block is Table => block.kind === "table");
  return tables.find((table) => table.anchor === anchor) ?? tables.find(({ was }) => was?.includes(anchor));
}
