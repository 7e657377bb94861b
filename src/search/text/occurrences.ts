/** How often a part stands in a text, overlapping ones too; at most `most`. */
export function occurrences(text: string, part: string, most = Infinity): number {
  let count = 0;
  for (let at = text.indexOf(part); at >= 0 && count < most; at = text.indexOf(part, at + 1)) count++;
  return count;
}
