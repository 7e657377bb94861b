/** The title of a report with its bureau, if it begins with it, on a line of its own. */
export function titleLines(title: string, bureau: string): [first: string, ...rest: string[]] {
  const rest = title.startsWith(bureau) ? title.slice(bureau.length).trim() : "";
  return rest ? [bureau, rest] : [title];
}
