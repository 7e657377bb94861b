/** Faults that were met, each `port kind`, as a table of how often: a line a port. */
export function faultTable(met: readonly string[]): string[] {
  const pairs = met.map((fault) => fault.split(" "));
  const named = (place: 0 | 1) => [...new Set(pairs.map((pair) => pair[place] ?? ""))].toSorted();
  const [ports, kinds] = [named(0), named(1)];
  const count = (port: string, kind: string) => met.filter((fault) => fault === `${port} ${kind}`).length;
  const cell = (text: string | number) => `${text}`.padStart(13);
  return [
    `${" ".repeat(8)}${kinds.map(cell).join("")}`,
    ...ports.map((port) => `${port.padEnd(8)}${kinds.map((kind) => cell(count(port, kind) || "-")).join("")}`),
  ];
}
