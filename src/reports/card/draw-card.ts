import { breakLines, limitLines } from "../quote/lines.ts";
import { type Canvas, fillContours, fillGlyph, newCanvas } from "./canvas.ts";
import { blockName, blockOf, EM, type GlyphOutline, glyphIn } from "./glyph-block.ts";
import { type Colour, toPng } from "./png.ts";

/** The contents of the card of a report. */
export interface CardText {
  brand: string;
  title: string;
  source: string;
  address: string;
}

/** As `ctx.glyphs`; the commands, which know no `Ctx`, draw too. */
type GlyphFiles = (name: string) => Promise<Uint8Array | null>;

const [WIDTH, HEIGHT, MARGIN] = [1200, 630, 90];
const PAPER: Colour = [0xee, 0xee, 0xee];
const INK: Colour = [0x11, 0x14, 0x16];
const INDIGO: Colour = [0x06, 0x52, 0x79];
const BRAND = { size: 64, baseline: 136 };
const RULES = [
  { top: 184, height: 8 },
  { top: 198, height: 3 },
];
/** A title is set in the largest size in which it stays within its lines. */
const TITLES = [
  { size: 76, line: 112, most: 2 },
  { size: 62, line: 86, most: 3 },
] as const;
const TITLE_TOP = 226;
const SOURCE = { size: 34, baseline: 530 };
const ADDRESS = { size: 24, baseline: 578 };

/** The picture that goes with a link to a report; null if a character has no outline: no title is shown with a gap in it. */
export async function drawCard(text: CardText, files: GlyphFiles): Promise<Uint8Array<ArrayBuffer> | null> {
  const glyphs = await loadGlyphs(Object.values(text).join(""), files);
  if (glyphs === null) return null;
  const [ink, accent] = [newCanvas(WIDTH, HEIGHT), newCanvas(WIDTH, HEIGHT)];
  const write = (line: string, at: { x: number; size: number; baseline: number }) => writeLine(ink, glyphs, line, at);
  const brandEnd = write(text.brand, { x: MARGIN + 50, ...BRAND });
  drawBrackets(accent, brandEnd + 10);
  for (const { top, height } of RULES) fillBox(ink, MARGIN, top, WIDTH - MARGIN, top + height);
  const { size, line, lines } = setTitle(text.title);
  lines.forEach((each, n) => write(each, { x: MARGIN, size, baseline: TITLE_TOP + (n + 0.5) * line + 0.36 * size }));
  write(firstLine(text.source, SOURCE.size), { x: MARGIN, ...SOURCE });
  write(firstLine(text.address, ADDRESS.size), { x: MARGIN, ...ADDRESS });
  return toPng(PAPER, [
    { canvas: ink, colour: INK },
    { canvas: accent, colour: INDIGO },
  ]);
}

function setTitle(title: string) {
  const room = WIDTH - 2 * MARGIN;
  const [large, small] = TITLES;
  const inLarge = balanced(title, room / large.size);
  if (inLarge.length <= large.most) return { ...large, lines: inLarge };
  return { ...small, lines: limitLines(balanced(title, room / small.size), small.most).lines };
}

/** As few lines as there is room for, and these about as long as each other: no last line of one character. */
function balanced(title: string, widest: number): string[] {
  const lines = breakLines(title, widest);
  let width = widest;
  while (width > 1 && breakLines(title, width - 1).length === lines.length) width -= 1;
  return breakLines(title, width);
}

const firstLine = (text: string, size: number) =>
  limitLines(breakLines(text, (WIDTH - 2 * MARGIN) / size), 1).lines[0] ?? "";

/** The outlines of all characters, and of the marks that tell of an omission. */
async function loadGlyphs(text: string, files: GlyphFiles): Promise<Map<string, GlyphOutline> | null> {
  const characters = [...new Set(`${text.replaceAll("\n", "")}…`)];
  const blocks = [...new Set(characters.map((each) => blockOf(each.codePointAt(0)!)))];
  const loaded = new Map(
    await Promise.all(blocks.map(async (block) => [block, await files(blockName(block))] as const)),
  );
  const glyphs = new Map<string, GlyphOutline>();
  for (const each of characters) {
    const codePoint = each.codePointAt(0)!;
    const block = loaded.get(blockOf(codePoint));
    const glyph = block ? glyphIn(block, codePoint) : null;
    if (glyph === null) return null;
    glyphs.set(each, glyph);
  }
  return glyphs;
}

/** Answers the end of the line. */
function writeLine(
  canvas: Canvas,
  glyphs: ReadonlyMap<string, GlyphOutline>,
  line: string,
  { x, size, baseline }: { x: number; size: number; baseline: number },
): number {
  let at = x;
  for (const each of line) {
    const glyph = glyphs.get(each)!;
    if (glyph.contours.length > 0) fillGlyph(canvas, glyph, { x: at, y: baseline, size });
    at += (glyph.advance * size) / EM;
  }
  return at;
}

/** The brand's 【 and 】: as in `favicon.svg`, whose square is 32 wide. */
function drawBrackets(canvas: Canvas, right: number) {
  const [top, scale] = [BRAND.baseline - 62, 2.4];
  const place = (points: readonly number[], x: number) =>
    points.map((value, at) => (at % 2 === 0 ? x + value * scale : top + value * scale));
  fillContours(canvas, [place([0, 0, 11, 0, 6, 14, 11, 28, 0, 28], MARGIN)]);
  fillContours(canvas, [place([0, 0, 11, 0, 11, 28, 0, 28, 5, 14], right)]);
}

const fillBox = (canvas: Canvas, left: number, top: number, right: number, bottom: number) =>
  fillContours(canvas, [[left, top, right, top, right, bottom, left, bottom]]);
