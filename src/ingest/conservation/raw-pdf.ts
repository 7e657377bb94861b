/** A character and where it is painted. */
interface PaintedCharacter {
  text: string;
  x: number;
  y: number;
  width: number;
  size: number;
  isSpace: boolean;
}

const SAME = 0.15;

/** Every character of a page in the order of painting, a line break where the next one stands elsewhere; what is painted twice in one place counts once. */
export function rawPage(painted: readonly PaintedCharacter[]): string {
  const known = new Map<string, PaintedCharacter[]>();
  let text = "";
  let last: PaintedCharacter | null = null;
  for (const glyph of painted) {
    if (!glyph.isSpace && isAgain(glyph, known)) continue;
    if (last && !follows(last, glyph)) text += "\n";
    text += glyph.text;
    last = glyph;
  }
  return text;
}

function isAgain(glyph: PaintedCharacter, known: Map<string, PaintedCharacter[]>): boolean {
  const near = Math.max(glyph.size * SAME, 0.1);
  const [column, row] = [Math.floor(glyph.x / 4), Math.floor(glyph.y / 4)];
  for (let c = column - 1; c <= column + 1; c++)
    for (let r = row - 1; r <= row + 1; r++)
      for (const one of known.get(`${glyph.text} ${c} ${r}`) ?? [])
        if (Math.abs(one.x - glyph.x) <= near && Math.abs(one.y - glyph.y) <= near) return true;
  const key = `${glyph.text} ${column} ${row}`;
  known.set(key, [...(known.get(key) ?? []), glyph]);
  return false;
}

function follows(last: PaintedCharacter, next: PaintedCharacter): boolean {
  const size = Math.max(last.size, next.size);
  const gap = Math.hypot(next.x - last.x, next.y - last.y) - last.width;
  return Math.abs(next.y - last.y) <= 0.2 * size && Math.abs(gap) <= 0.35 * size && next.size > 0.87 * last.size;
}
