const NUMBER = /[0-9]+(?:[.,][0-9]+)*/g;
const RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹";
const WIDE = /[０-９．]/g;
const narrow = (char: string) => String.fromCharCode(char.charCodeAt(0) - 0xfee0);

/** Every number of a text as it is printed, in order. */
export function numbersIn(text: string, raised: "apart" | "joined" = "apart"): string[] {
  const plain = text.replace(WIDE, narrow).replace(/[⁰¹²³⁴-⁹]+/g, (digits) => {
    const low = Array.from(digits, (digit) => RAISED.indexOf(digit)).join("");
    return raised === "joined" ? low : `\n${low}\n`;
  });
  return plain.match(NUMBER) ?? [];
}

export interface NumberFindings {
  /** In the file, and nowhere in the archive or its notes. */
  lost: string[];
  /** In the archive, and not in the file. */
  made: string[];
  /** Printed in two pieces, put together: the whole number. */
  joined: { number: string; atPoint: boolean }[];
}

/** Compares two lots of numbers: `before` as the file prints them, `after` as they stand now. */
export function compareNumbers(before: readonly string[], after: readonly string[]): NumberFindings {
  const counts = new Map<string, number>();
  for (const number of before) counts.set(number, (counts.get(number) ?? 0) + 1);
  for (const number of after) counts.set(number, (counts.get(number) ?? 0) - 1);
  const lost = new Map([...counts].filter(([, count]) => count > 0));
  const made = new Map([...counts].filter(([, count]) => count < 0).map(([number, count]) => [number, -count]));
  const joined = [...putTogether(lost, made), ...putTogether(made, lost)];
  return { lost: spread(lost), made: spread(made), joined };
}

const LONGEST = 40;
const WELL_FORMED = /^(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?$/;

/** Takes out of both each whole that two of the pieces make, with a point between them or nothing. */
function putTogether(pieces: Map<string, number>, wholes: Map<string, number>): NumberFindings["joined"] {
  const found: NumberFindings["joined"] = [];
  for (const whole of wholes.keys()) {
    if (whole.length > LONGEST || !WELL_FORMED.test(whole)) continue;
    for (let at = 1; at < whole.length && wholes.has(whole); at++) {
      const isPoint = whole[at] === "." || whole[at] === ",";
      const [a, b] = [whole.slice(0, at), whole.slice(at + (isPoint ? 1 : 0))];
      while (wholes.has(whole) && has(pieces, a, b)) {
        for (const piece of [a, b]) take(pieces, piece);
        take(wholes, whole);
        found.push({ number: whole, atPoint: isPoint });
      }
    }
  }
  return found;
}

const has = (counts: Map<string, number>, a: string, b: string) =>
  a === b ? (counts.get(a) ?? 0) > 1 : counts.has(a) && counts.has(b);

function take(counts: Map<string, number>, number: string): void {
  const left = (counts.get(number) ?? 0) - 1;
  if (left > 0) counts.set(number, left);
  else counts.delete(number);
}

const MOST = 200;
const spread = (counts: ReadonlyMap<string, number>) =>
  [...counts].flatMap(([number, count]) => Array.from({ length: Math.min(count, MOST) }, () => number)).slice(0, MOST);

const MOST_STEPS = 600;

/** How many of `part` do not come in the same order in `whole`; null if they differ too much to be counted (Myers' greedy search). */
export function outOfOrder(part: readonly string[], whole: readonly string[]): number | null {
  const reach = new Map<number, number>([[1, 0]]);
  for (let steps = 0; steps <= MOST_STEPS; steps++) {
    for (let k = -steps; k <= steps; k += 2) {
      const down = k === -steps || (k !== steps && (reach.get(k - 1) ?? 0) < (reach.get(k + 1) ?? 0));
      let x = down ? (reach.get(k + 1) ?? 0) : (reach.get(k - 1) ?? 0) + 1;
      while (x < part.length && x - k < whole.length && part[x] === whole[x - k]) x++;
      reach.set(k, x);
      if (x >= part.length && x - k >= whole.length) return (steps + part.length - whole.length) / 2;
    }
  }
  return null;
}
