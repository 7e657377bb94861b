import { isDrawnFont, readSymbols } from "../../text/symbol-fonts.ts";
import type { OpenedPdf, PdfPage } from "../open-pdf.ts";
import { apply, IDENTITY, type Transform, multiply, toMatrix } from "./matrix.ts";
import type { Glyph, Stroke } from "./page-marks.ts";

/** A character where the page's commands put it, before the page is turned. */
export interface PaintedGlyph extends Glyph {
  /** Degrees, of the line it stands on, clockwise. */
  angle: number;
  /** Set under each other, as in vertical writing. */
  isVertical: boolean;
  inkless: boolean;
  artifact: boolean;
  hidden: boolean;
  /** Part of a comment or a form field. */
  filled: boolean;
}

interface State {
  ctm: Transform;
  text: Transform;
  line: Transform;
  font: Font;
  size: number;
  characters: number;
  words: number;
  scale: number;
  leading: number;
  rise: number;
  mode: number;
}

interface Font {
  bold: boolean;
  vertical: boolean;
  unit: number;
  /** Of a font in which letters are drawings, else "". */
  drawn: string;
}

interface PdfGlyph {
  unicode?: string;
  width?: number;
  isSpace?: boolean;
  vmetric?: number[] | null;
}

const NO_FONT: Font = { bold: false, vertical: false, unit: 0.001, drawn: "" };
const BOLD = /bold|heavy|black|demi|simhei|heiti|黑体/i;
const START: State = {
  ctm: IDENTITY,
  text: IDENTITY,
  line: IDENTITY,
  font: NO_FONT,
  size: 0,
  characters: 0,
  words: 0,
  scale: 1,
  leading: 0,
  rise: 0,
  mode: 0,
};
/** A blank as wide as a character is the full-width one, whatever the file calls it. */
const WIDE_BLANK = 0.9;
const SHORTEST_STROKE = 4;

/** Follows the painting commands of one page; knows nothing of what they mean. */
export class PagePainter {
  readonly painted: PaintedGlyph[] = [];
  readonly strokes: Stroke[] = [];
  readonly #names: Record<number, string>;
  readonly #page: PdfPage;
  readonly #layers: OpenedPdf["layers"];
  readonly #states: State[] = [];
  readonly #marked: ("artifact" | "hidden" | "")[] = [];
  #state: State;
  #mark = 0;
  #annotations = 0;

  constructor(pdf: OpenedPdf, page: PdfPage) {
    this.#names = pdf.commandNames;
    this.#layers = pdf.layers;
    this.#page = page;
    const ctm = toMatrix(page.getViewport({ scale: 1 }).transform);
    this.#state = { ...START, ctm };
  }

  run(commands: { fnArray: number[]; argsArray: unknown[] }): void {
    for (const [i, command] of commands.fnArray.entries()) {
      const step = this.#steps[this.#names[command] ?? ""];
      step?.((commands.argsArray[i] ?? []) as unknown[]);
    }
  }

  readonly #steps: Record<string, (args: unknown[]) => void> = {
    save: () => this.#save(),
    restore: () => this.#restore(),
    transform: (args) => this.#transform(toMatrix(args)),
    paintFormXObjectBegin: ([matrix]) => {
      this.#save();
      if (matrix) this.#transform(toMatrix(matrix));
    },
    paintFormXObjectEnd: () => this.#restore(),
    beginAnnotation: ([, , transform, matrix]) => {
      this.#annotations++;
      this.#save();
      this.#transform(toMatrix(transform));
      this.#transform(toMatrix(matrix));
    },
    endAnnotation: () => {
      this.#annotations--;
      this.#restore();
    },
    beginText: () => this.#setText(toMatrix(null)),
    setFont: ([name, size]) => this.#setFont(String(name), Number(size)),
    setGState: ([entries]) => {
      for (const [key, value] of (entries ?? []) as [string, unknown][])
        if (key === "Font" && Array.isArray(value)) this.#setFont(String(value[0]), Number(value[1]));
    },
    setCharSpacing: ([value]) => void (this.#state.characters = Number(value)),
    setWordSpacing: ([value]) => void (this.#state.words = Number(value)),
    setHScale: ([value]) => void (this.#state.scale = Number(value) / 100),
    setLeading: ([value]) => void (this.#state.leading = -Number(value)),
    setTextRise: ([value]) => void (this.#state.rise = Number(value)),
    setTextRenderingMode: ([value]) => void (this.#state.mode = Number(value)),
    setTextMatrix: ([matrix]) => this.#setText(toMatrix(matrix)),
    moveText: ([x, y]) => this.#move(Number(x), Number(y)),
    setLeadingMoveText: ([x, y]) => {
      this.#state.leading = Number(y);
      this.#move(Number(x), Number(y));
    },
    nextLine: () => this.#move(0, this.#state.leading),
    showText: ([glyphs]) => this.#show((glyphs ?? []) as (PdfGlyph | number)[]),
    constructPath: ([painting, data]) => {
      if (this.#names[Number(painting)] !== "endPath") this.#path(((data ?? []) as unknown[])[0]);
    },
    beginMarkedContent: ([tag]) => void this.#marked.push(this.#markOf((tag as { name?: string })?.name ?? tag, null)),
    beginMarkedContentProps: ([tag, properties]) => {
      if (typeof properties === "number") this.#mark = properties + 1;
      this.#marked.push(this.#markOf(tag, properties));
    },
    endMarkedContent: () => void this.#marked.pop(),
  };

  #markOf(tag: unknown, properties: unknown): "artifact" | "hidden" | "" {
    if (tag === "Artifact") return "artifact";
    return tag === "OC" && !this.#layers.isVisible(properties) ? "hidden" : "";
  }

  #save(): void {
    this.#states.push({ ...this.#state });
  }

  #restore(): void {
    this.#state = this.#states.pop() ?? this.#state;
  }

  #transform(matrix: Transform): void {
    this.#state.ctm = multiply(this.#state.ctm, matrix);
  }

  #setText(matrix: Transform): void {
    this.#state.text = matrix;
    this.#state.line = matrix;
  }

  #move(x: number, y: number): void {
    this.#setText(multiply(this.#state.line, [1, 0, 0, 1, x, y]));
  }

  #setFont(name: string, size: number): void {
    this.#state.size = size;
    this.#state.font = this.#page.commonObjs.has(name) ? toFont(this.#page.commonObjs.get(name)) : NO_FONT;
  }

  #show(glyphs: (PdfGlyph | number)[]): void {
    const state = this.#state;
    for (const glyph of glyphs) {
      if (typeof glyph === "number") {
        this.#advance((-glyph / 1000) * state.size);
        continue;
      }
      const vertical = state.font.vertical && glyph.vmetric;
      const along = vertical ? Math.abs(glyph.vmetric?.[0] ?? 1000) : (glyph.width ?? 0);
      const width = along * state.font.unit * state.size;
      this.#paint(glyph, width);
      this.#advance(width + state.characters + (glyph.isSpace ? state.words : 0));
    }
  }

  #advance(by: number): void {
    const { font, scale, text } = this.#state;
    this.#state.text = multiply(text, font.vertical ? [1, 0, 0, 1, 0, -by] : [1, 0, 0, 1, by * scale, 0]);
  }

  #paint(glyph: PdfGlyph, width: number): void {
    const { ctm, text, rise, size, font, mode, scale } = this.#state;
    const matrix = multiply(ctm, text);
    const [x, y] = apply(matrix, 0, rise);
    const reach = Math.hypot(matrix[0], matrix[1]) * (size < 0 ? -1 : 1);
    const direction = size < 0 ? [-matrix[0], -matrix[1]] : [matrix[0], matrix[1]];
    const angle = (Math.atan2(direction[1] ?? 0, direction[0] ?? 1) * 180) / Math.PI;
    const [wide, high] = [Math.abs(width * reach * scale), Math.abs(Math.hypot(matrix[2], matrix[3]) * size)];
    const isSpace = (glyph.unicode ?? "").trim() === "";
    this.painted.push({
      text: isSpace && wide > WIDE_BLANK * high ? "\u3000" : textOfGlyph(glyph.unicode ?? "", font.drawn),
      x,
      y,
      width: wide,
      angle,
      size: high,
      isSpace,
      bold: font.bold,
      isVertical: font.vertical,
      inkless: mode === 3 || mode === 7,
      artifact: this.#marked.includes("artifact"),
      hidden: this.#marked.includes("hidden"),
      mark: this.#mark,
      filled: this.#annotations > 0,
    });
  }

  /** Only lines along the axes matter: they are the rules of tables and above footnotes. */
  #path(data: unknown): void {
    const { ctm } = this.#state;
    for (const [x1, y1, x2, y2] of segments(data)) {
      const [a, b] = apply(ctm, x1, y1);
      const [c, d] = apply(ctm, x2, y2);
      const [width, height] = [Math.abs(a - c), Math.abs(b - d)];
      if (Math.min(width, height) > 0.6 || Math.max(width, height) < SHORTEST_STROKE) continue;
      this.strokes.push({ x1: Math.min(a, c), y1: Math.min(b, d), x2: Math.max(a, c), y2: Math.max(b, d) });
    }
  }
}

const textOfGlyph = (unicode: string, drawn: string) => (drawn === "" ? unicode : readSymbols(drawn, unicode));

function toFont(value: unknown): Font {
  const font = (value ?? {}) as Record<string, unknown>;
  const unit = Math.abs(toMatrix(font["fontMatrix"] ?? [NO_FONT.unit])[0]);
  return {
    bold:
      (typeof font["name"] === "string" && BOLD.test(font["name"])) || font["bold"] === true || font["black"] === true,
    vertical: font["vertical"] === true,
    unit: unit > 0 && unit < 1 ? unit : NO_FONT.unit,
    drawn: typeof font["name"] === "string" && isDrawnFont(font["name"]) ? font["name"] : "",
  };
}

/** PDF.js packs a path as numbers: 0 x y moves, 1 x y draws, 2 and 3 are curves, 4 closes. */
function* segments(data: unknown): Generator<[number, number, number, number]> {
  const packed = Object.values((data ?? {}) as Record<string, number>);
  let [x, y, startX, startY] = [0, 0, 0, 0];
  let at = 0;
  const take = () => packed[at++] ?? 0;
  while (at < packed.length) {
    const kind = take();
    if (kind === 0) [startX, startY] = [x, y] = [take(), take()];
    else if (kind === 1) {
      const [nextX, nextY] = [take(), take()];
      yield [x, y, nextX, nextY];
      [x, y] = [nextX, nextY];
    } else if (kind === 2 || kind === 3) {
      at += kind === 2 ? 4 : 2;
      [x, y] = [take(), take()];
    } else if (kind === 4) {
      yield [x, y, startX, startY];
      [x, y] = [startX, startY];
    } else return;
  }
}
