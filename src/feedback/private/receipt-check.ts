/**
 * Two of a receipt's letters follow from the others, so that a mistake can be placed. Letters are elements of GF(32) (x⁵ + x² +
 * 1); a receipt c₀ … cₙ is right if Σ cᵢ = 0 and Σ αⁱ·cᵢ = 0: a code of distance 3, which places any single wrong letter.
 */
const ORDER = 31;

const EXP = new Uint8Array(2 * ORDER);
const LOG = new Uint8Array(32);
for (let power = 0, value = 1; power < ORDER; power += 1) {
  EXP[power] = value;
  EXP[power + ORDER] = value;
  LOG[value] = power;
  value <<= 1;
  if (value & 32) value ^= 0b100101;
}

const power = (exponent: number) => EXP[exponent % ORDER]!;
const times = (a: number, b: number) => (a === 0 || b === 0 ? 0 : EXP[LOG[a]! + LOG[b]!]!);
const over = (a: number, b: number) => (a === 0 ? 0 : EXP[LOG[a]! + ORDER - LOG[b]!]!);

function syndromes(letters: readonly number[]): readonly [number, number] {
  let [plain, weighted] = [0, 0];
  for (const [place, letter] of letters.entries()) {
    plain ^= letter;
    weighted ^= times(letter, power(place));
  }
  return [plain, weighted];
}

/** The two letters that make it right. Decision 0241. */
export function checkLetters(letters: readonly number[]): [number, number] {
  const [plain, weighted] = syndromes(letters);
  const [first, second] = [power(letters.length), power(letters.length + 1)];
  const last = over(weighted ^ times(plain, first), first ^ second);
  return [plain ^ last, last];
}

/**
 * The place of a single mistake: a wrong letter, or two neighbours in each other's place. Null if the letters are right, or
 * nothing single explains them.
 */
export function placeOfMistake(letters: readonly number[]): number | null {
  const [plain, weighted] = syndromes(letters);
  if (plain === 0 && weighted === 0) return null;
  if (plain === 0) {
    // Neighbours exchanged: both places add the same difference, and α^i + α^(i+1) = α^i·(1 + α).
    for (let place = 0; place + 1 < letters.length; place += 1) {
      const difference = letters[place]! ^ letters[place + 1]!;
      if (times(difference, power(place) ^ power(place + 1)) === weighted) return place;
    }
    return null;
  }
  if (weighted === 0) return null;
  const place = (LOG[weighted]! + ORDER - LOG[plain]!) % ORDER;
  return place < letters.length ? place : null;
}
