const LABELS_ALIKE = 0.6;
const FEWEST_LABELS = 3;

/** The table below is a form of the same make as the one above, and no continuation: it has a title of its own, or asks for the same things again. */
export function isAnotherForm(above: string[][], below: string[][]): boolean {
  const first = (below[0] ?? []).filter((cell) => cell !== "");
  const isTitle = first.length === 1 && (below[0]?.length ?? 0) > 1;
  if (isTitle && (first[0] === above[0]?.join("") || first[0]?.endsWith("表"))) return true;
  const labels = new Set(above.map((row) => row[0] ?? "").filter(isLabel));
  const asked = below.map((row) => row[0] ?? "").filter(isLabel);
  const alike = asked.filter((label) => labels.has(label)).length;
  return alike >= FEWEST_LABELS && alike >= asked.length * LABELS_ALIKE;
}

const isLabel = (text: string) => /\p{Script=Han}/u.test(text);
