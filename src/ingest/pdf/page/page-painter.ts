import { readSymbols } from "../../text/symbol-fonts.ts";
import type { OpenedPdf, PdfPage } from "../open-pdf.ts";
import { boxOf, Cover } from "./cover.ts";
import { type Font, NO_FONT, toFont } from "./fonts.ts";
import { apply, IDENTITY, type Transform, multiply, toMatrix } from "./matrix.ts";
import { isWhole, segments } from "./paths.ts";
import type { Glyph, Stroke } from "./page-marks.ts";

/** A character in the place that the page's commands give it, before the page is turned. */
export interface PaintedGlyph extends Glyph {
  /** Degrees, of the line it stands on, clockwise. */
  angle: number;
  /** Set under each other, as in vertical writing. */
  isVertical: boolean;
  inkless: boolean;
  /** Set in white on unpainted ground. */
  white: boolean;
  /** Something was painted over it. */
  covered: boolean;
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
  fill: "white" | "colour";
  /** Its fills are solid: neither seen through nor mixed with the paint below. */
  solid: boolean;
}

interface PdfGlyph {
  unicode?: string;
  width?: number;
  isSpace?: boolean;
  vmetric?: number[] | null;
}

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
  fill: "colour",
  solid: true,
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
  readonly #cover = new Cover();

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
        else if (key === "ca") this.#state.solid = Number(value) >= 1;
        else if (key === "BM" && value !== "source-over" && value !== "Normal") this.#state.solid = false;
    },
    setFillRGBColor: ([colour]) => void (this.#state.fill = WHITE.test(String(colour)) ? "white" : "colour"),
    setFillColorN: () => void (this.#state.fill = "colour"),
    shadingFill: () => this.#cover.fill(EVERYWHERE, false, false, this.painted),
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
    constructPath: ([painting, data, bounds]) => {
      if (/fill/i.test(this.#names[Number(painting)] ?? "")) this.#fill(((data ?? []) as unknown[])[0], bounds);
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
    const place = { x, y, width: wide, size: high, covered: false };
    this.painted.push({
      ...place,
      text: isSpace && wide > WIDE_BLANK * high ? "\u3000" : textOfGlyph(glyph.unicode ?? "", font.drawn),
      angle,
      isSpace,
      bold: font.bold,
      isVertical: font.vertical,
      inkless: mode === 3 || mode === 7,
      white: this.#state.fill === "white" && mode === 0 && !this.#cover.isBacked(place),
      artifact: this.#marked.includes("artifact"),
      hidden: this.#marked.includes("hidden"),
      mark: this.#mark,
      filled: this.#annotations > 0,
    });
  }

  #fill(data: unknown, bounds: unknown): void {
    const box = boxOf(bounds, this.#state.ctm);
    if (!box) return;
    const isBox = [...segments(data)].every(([x1, y1, x2, y2]) => x1 === x2 || y1 === y2);
    const { fill, solid } = this.#state;
    this.#cover.fill(box, fill === "white", solid && isBox && isWhole(data), this.painted);
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

const WHITE = /^#(?:f[5-9a-f]){3}$/i;
const EVERYWHERE = { left: 0, top: 0, right: 5_999, bottom: 5_999 };

const textOfGlyph = (unicode: string, drawn: string) => (drawn === "" ? unicode : readSymbols(drawn, unicode));
