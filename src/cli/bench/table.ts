export type BenchRow = Record<string, string | number>;

/** Wide characters count as two columns. */
const width = (text: string) => text.replaceAll(/[\u2e80-\uffef]/g, "xx").length;

/** Rows as an aligned Markdown table; numbers to the right. */
export function markdownTable(rows: BenchRow[]): string {
  const names = Object.keys(rows[0] ?? {});
  const cells = rows.map((row) => names.map((name) => `${row[name] ?? ""}`));
  const isNumeric = names.map((name) => rows.every((row) => typeof row[name] === "number"));
  const widths = names.map((name, at) => Math.max(3, width(name), ...cells.map((row) => width(row[at] ?? ""))));
  const pad = (text: string, at: number) => {
    const space = " ".repeat((widths[at] ?? 0) - width(text));
    return isNumeric[at] ? space + text : text + space;
  };
  const line = (row: string[]) => `| ${row.map(pad).join(" | ")} |`;
  const rule = widths.map((w, at) => (isNumeric[at] ? `${"-".repeat(w - 1)}:` : "-".repeat(w)));
  return [line(names), `| ${rule.join(" | ")} |`, ...cells.map(line)].join("\n");
}

export const roundedTo = (value: number, digits = 0) => Number(value.toFixed(digits));

/** A row as soon as it is known, on one line. */
export const printLine = (row: BenchRow) =>
  process.stdout.write(
    `${Object.entries(row)
      .map(([name, value]) => `${name} ${value}`)
      .join(", ")}\n`,
  );
