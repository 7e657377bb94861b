/** A number that follows another in a paragraph stands so near behind it in the file. */
const NEAR = 16;
const MOST_PLACES = 500;

/**
 * Pairs of numbers that follow each other in a text and nowhere in the file: for a file that states no order of reading, whose columns and cells may
 * be painted in any. Numbers that the file prints in pieces are passed over.
 */
export function strangeNeighbours(file: readonly string[], texts: readonly (readonly string[])[]): [string, string][] {
  const places = new Map<string, number[]>();
  for (const [at, number] of file.entries()) {
    const known = places.get(number);
    if (known) known.push(at);
    else places.set(number, [at]);
  }
  const follows = (a: string, b: string) => {
    const [here, there] = [places.get(a), places.get(b)];
    if (!here || !there || here.length > MOST_PLACES) return true;
    return here.some((at) => file.slice(at + 1, at + 1 + NEAR).includes(b));
  };
  return texts.flatMap((numbers) =>
    numbers.slice(1).flatMap((b, at): [string, string][] => {
      const a = numbers[at] as string;
      return follows(a, b) ? [] : [[a, b]];
    }),
  );
}
