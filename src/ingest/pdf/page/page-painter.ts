import { readSymbols } from "../../text/symbol-fonts.ts";
import type { OpenedPdf, PdfPage } from "../open-pdf.ts";
import { type Box, boxOf, Cover } from "./cover.ts";
import { DrawnBoxes } from "./drawn-boxes.ts";
import { NO_FONT, toFont } from "./fonts.ts";
import { apply, type Transform, multiply, toMatrix } from "./matrix.ts";
import { inksOf, isCutOff, narrowed, PLAIN_STATE, type State } from "./paint-state.ts";
import { packedOf, segments, STRAIGHT } from "./paths.ts";
import type { Glyph, Stroke } from "./page-marks.ts";
import { markStruckGlyphs } from "./struck-glyphs.ts";

/** A character in the place that the page's commands give it, before the page is turned. */
export interface PaintedGlyph extends Glyph {
  /** Degrees, of the line it stands on, clockwise. */
  angle: number;
  /** Set under each other, as in vertical writing. */
  isVertical: boolean;
  inkless: boolean;
  /** Set in white on unpainted ground. */
  white: boolean;
  /** Something was painted over it, or it has the colour of what is behind. */
  covered: boolean;
  /** Where a line through it and its neighbours begins and ends. */
  struck: "" | "within" | "start" | "end" | "alone";
  artifact: boolean;
  hidden: boolean;
  /** Part of a comment or a form field. */
  filled: boolean;
}

interface PdfGlyph {
  unicode?: string;
  width?: number;
  isSpace?: boolean;
  vmetric?: number[] | null;
}

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
  readonly #boxes = new DrawnBoxes();
  #clips = false;

  constructor(pdf: OpenedPdf, page: PdfPage) {
    this.#names = pdf.commandNames;
    this.#layers = pdf.layers;
    this.#page = page;
    const ctm = toMatrix(page.getViewport({ scale: 1 }).transform);
    this.#state = { ...PLAIN_STATE, ctm };
  }

  run(commands: { fnArray: number[]; argsArray: unknown[] }): void {
    for (const [i, command] of commands.fnArray.entries()) {
      const step = this.#steps[this.#names[command] ?? ""];
      step?.((commands.argsArray[i] ?? []) as unknown[]);
    }
    this.strokes.push(...this.#boxes.edges(this.painted));
    markStruckGlyphs(this.painted, this.strokes);
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
        else if (key === "ca") {
          this.#state.fillShare = Number(value);
          this.#state.solid = Number(value) >= 1;
        } else if (key === "CA") this.#state.strokeShare = Number(value);
        else if (key === "BM" && value !== "source-over" && value !== "Normal") this.#state.solid = false;
    },
    setFillRGBColor: ([colour]) => void (this.#state.fill = String(colour)),
    setFillColorN: () => void (this.#state.fill = ""),
    setStrokeRGBColor: ([colour]) => void (this.#state.stroke = String(colour)),
    setStrokeColorN: () => void (this.#state.stroke = ""),
    shadingFill: () => this.#cover.fill(EVERYWHERE, "", false, this.painted),
    clip: () => void (this.#clips = true),
    eoClip: () => void (this.#clips = true),
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
      const how = this.#names[Number(painting)] ?? "";
      const path = packedOf(((data ?? []) as unknown[])[0]);
      const box = boxOf(bounds, this.#state.ctm);
      if (this.#clips && box) this.#state.clip = narrowed(this.#state.clip, box);
      this.#clips = false;
      const isBox = /fill/i.test(how) && box !== null && this.#fill(path, box);
      if (how === "endPath") return;
      const lines = this.#lines(path);
      if (isBox && box && !/stroke/i.test(how)) this.#boxes.add(box, lines);
      else this.strokes.push(...lines);
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
    const inks = inksOf(this.#state);
    const place = { x, y, width: wide, size: high, covered: false };
    const seen = inks.length === 0 ? "seen" : this.#cover.lookOf(place, inks);
    this.painted.push({
      ...place,
      text: isSpace && wide > WIDE_BLANK * high ? "\u3000" : textOfGlyph(glyph.unicode ?? "", font.drawn),
      angle,
      isSpace,
      bold: font.bold,
      isVertical: font.vertical,
      covered: seen === "lost",
      struck: "",
      inkless: mode === 3 || mode === 7,
      white: seen === "white",
      artifact: this.#marked.includes("artifact"),
      hidden:
        this.#marked.includes("hidden") ||
        (inks.length === 0 && mode !== 3 && mode !== 7) ||
        isCutOff(this.#state, x + wide / 2, y - high * 0.35),
      mark: this.#mark,
      filled: this.#annotations > 0,
    });
  }

  /** Whether the filled shape is a box. */
  #fill(path: ArrayLike<number>, box: Box): boolean {
    const { fill, solid, fillShare } = this.#state;
    if (fillShare <= 0.06) return false;
    const isBox = path.length <= STRAIGHT && [...segments(path)].every(([x1, y1, x2, y2]) => x1 === x2 || y1 === y2);
    this.#cover.fill(box, isBox && solid ? fill : "", solid && isBox, this.painted);
    return isBox;
  }

  /** Only lines along the axes matter: they are the rules of tables and above footnotes. */
  #lines(path: ArrayLike<number>): Stroke[] {
    const { ctm } = this.#state;
    const lines: Stroke[] = [];
    for (const [x1, y1, x2, y2] of segments(path)) {
      const [a, b] = apply(ctm, x1, y1);
      const [c, d] = apply(ctm, x2, y2);
      const [width, height] = [Math.abs(a - c), Math.abs(b - d)];
      if (Math.min(width, height) > 0.6 || Math.max(width, height) < SHORTEST_STROKE) continue;
      lines.push({ x1: Math.min(a, c), y1: Math.min(b, d), x2: Math.max(a, c), y2: Math.max(b, d) });
    }
    return lines;
  }
}

const EVERYWHERE = { left: 0, top: 0, right: 5_999, bottom: 5_999 };

const textOfGlyph = (unicode: string, drawn: string) => (drawn === "" ? unicode : readSymbols(drawn, unicode));
