import { halfWidth } from "../../signs/numeral.ts";
import { STRUCK_END, STRUCK_START } from "../../ink/struck-marks.ts";
import { LEFT_OUT_KINDS } from "../../left-out.ts";
import type { Notes } from "../../notes.ts";
import { REFUSALS } from "../../refusals.ts";
import { isRemark } from "../../text/remark.ts";
import type { LaidPage } from "./page-layout.ts";
import type { PageMarks } from "./page-marks.ts";

const FEW_CHARACTERS = 12;
const MOSTLY = 0.5;
const LEAST_CHINESE = 0.15;

/** Gathers the notes about the pages, and refuses a file that is nothing but pictures or cannot be deciphered. */
export class PageNotes {
  readonly #empty: number[] = [];
  readonly #twoColumns: number[] = [];
  readonly #turned: number[] = [];
  readonly #recognised: number[] = [];
  readonly #artifacts: string[] = [];
  readonly #hidden: string[] = [];
  readonly #slanted: string[] = [];
  #furniture: { titles: string[]; numbers: string[] } = { titles: [], numbers: [] };
  #characters = 0;
  #chinese = 0;
  #pages = 0;
  readonly #pictures: number;
  readonly #filled: string[] = [];
  readonly #white: string[] = [];
  readonly #struck: string[] = [];
  #strokesThrough = 0;

  constructor(pictures: number) {
    this.#pictures = pictures;
  }

  page(marks: PageMarks, { number, isTwoColumn }: LaidPage): void {
    const inked = marks.glyphs.filter((glyph) => !glyph.isSpace);
    this.#pages++;
    this.#characters += inked.length;
    this.#chinese += inked.filter((glyph) => /[\p{Script=Han}]/u.test(glyph.text)).length;
    if (inked.length <= FEW_CHARACTERS && isOnlyNumber(inked.map((glyph) => glyph.text).join("")))
      this.#empty.push(number);
    if (isTwoColumn) this.#twoColumns.push(number);
    if (marks.turned !== 0) this.#turned.push(number);
    if (marks.inkless > inked.length * MOSTLY) this.#recognised.push(number);
    if (marks.artifacts !== "") this.#artifacts.push(marks.artifacts);
    if (marks.hidden !== "") this.#hidden.push(marks.hidden);
    if (marks.filled !== "") this.#filled.push(marks.filled);
    if (marks.struck !== "") this.#struck.push(marks.struck);
    this.#strokesThrough += marks.strokesThrough;
    if (marks.white !== "") this.#white.push(marks.white);
    if (marks.slanted !== "") this.#slanted.push(marks.slanted);
  }

  requireText(): void {
    if (this.#empty.length === this.#pages || this.#characters === 0) throw REFUSALS.scannedPdf();
    if (this.#chinese < this.#characters * LEAST_CHINESE) throw REFUSALS.garbledPdf();
  }

  furniture(titles: string[], numbers: string[]): void {
    this.#furniture = { titles, numbers };
  }

  tell(notes: Notes): void {
    const { titles, numbers } = this.#furniture;
    this.#left(notes, titles, "页眉页脚");
    this.#left(notes, numbers, "页码");
    this.#leftAsArtifacts(notes);
    for (const text of [...this.#hidden, ...this.#slanted]) notes.account(text, "");
    notes.hidden(this.#hidden);
    if (this.#hidden.length > 0)
      notes.unsure(
        "markup-left-out",
        "隐藏图层上、版面以外、没有着墨、白色、极小或被遮盖的文字没有放进正文，请核对。",
        this.#hidden.join("\n"),
        0,
      );
    if (this.#slanted.length > 0)
      notes.unsure(
        "markup-left-out",
        "斜放或与正文方向不同的文字（如水印）没有放进正文，请核对。",
        this.#slanted.join("\n"),
        0,
      );
    this.#tellStruck(notes);
    const remarks = this.#white.flatMap((text) => text.split("\n")).filter(isRemark);
    notes.hidden(remarks);
    if (this.#filled.length > 0)
      notes.unsure("markup-left-out", "批注或表单里填写的文字也放进了正文，请核对。", this.#filled.join("\n"), 0);
    if (this.#white.length > 0)
      notes.unsure(
        "markup-left-out",
        "白色的文字放进了正文，下面没有底色，可能印在图片上，请核对。",
        this.#white.join("\n"),
        0,
      );
    if (this.#pictures > 0)
      notes.info("markup-left-out", `${this.#pictures} 幅图片没有放进正文，图片里的文字不会读出。`, "", 0);
    const unsure: [number[], string][] = [
      [this.#empty, "没有读到文字，可能是扫描的图片或空白页，请对照原件核对"],
      [this.#twoColumns, "分两栏，先读左栏、再读右栏，请核对先后次序"],
      [this.#turned, "是横放的，转正后读出，请核对"],
      [this.#recognised, "的文字是扫描后识别的，可能有错字，请逐字核对"],
    ];
    for (const [pages, what] of unsure)
      if (pages.length > 0) notes.unsure("outline", `第 ${listed(pages)} 页${what}。`, "", 0);
  }

  #tellStruck(notes: Notes): void {
    if (this.#strokesThrough === 0) return;
    notes.account("", (STRUCK_START + STRUCK_END).repeat(this.#strokesThrough));
    notes.hidden(this.#struck, this.#strokesThrough);
    const message = `${this.#strokesThrough} 处${LEFT_OUT_KINDS.struck.what}`;
    notes.unsure("markup-left-out", message, this.#struck.join("\n"), 0);
  }

  /** A header or an ornament, as a file marks it, repeats on several pages; if it does not, a person looks. */
  #leftAsArtifacts(notes: Notes): void {
    const lines = this.#artifacts.flatMap((text) => text.split("\n"));
    const counts = Map.groupBy(lines, (line) => line.replace(/\s/g, "").replace(/\d+/g, "#"));
    const lone = lines.filter(
      (line) => /\p{L}/u.test(line) && counts.get(line.replace(/\s/g, "").replace(/\d+/g, "#"))?.length === 1,
    );
    const known = new Set(lone);
    this.#left(
      notes,
      lines.filter((line) => !known.has(line)),
      "文件标明为页眉、页脚或装饰的文字",
    );
    if (lone.length > 0)
      notes.unsure(
        "page-furniture-left-out",
        `${lone.length} 处文件标明为页眉、页脚或装饰的文字没有放进正文，只出现一次，请核对。`,
        lone.join("\n"),
        0,
      );
  }

  #left(notes: Notes, texts: string[], what: string): void {
    if (texts.length > 0)
      notes.info("page-furniture-left-out", `${texts.length} 处${what}没有放进正文。`, texts.join("\n"), 0);
  }
}

const isOnlyNumber = (text: string) => /^[-—–·第页共/\d\s]*$/.test(halfWidth(text));

/** 3、5—8 */
function listed(pages: number[]): string {
  const runs: [number, number][] = [];
  for (const page of pages) {
    const last = runs.at(-1);
    if (last && page === last[1] + 1) last[1] = page;
    else runs.push([page, page]);
  }
  return runs.map(([from, to]) => (from === to ? `${from}` : `${from}—${to}`)).join("、");
}
