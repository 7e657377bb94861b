import { Parser } from "htmlparser2";
import { cutLines } from "../text/cuts/cut-lines.ts";
import { joinHeading, markHeadings } from "../headings/heading-marks.ts";
import { LEFT_OUT_KINDS, LeftOutText, type KindName } from "../left-out.ts";
import { dropLines, type Line } from "../line.ts";
import type { Notes } from "../notes.ts";
import { REFUSALS } from "../refusals.ts";
import { isAboutCode, isRemark } from "../text/remark.ts";
import { superscript } from "../text/superscript.ts";
import { HtmlTable } from "./html-table.ts";
import { titlesOf } from "./page-titles.ts";
import { findMain, type MainContent } from "./main-content.ts";
import { withoutSurroundings } from "./surroundings.ts";
import { ListMarks } from "./list-marks.ts";
import { WORDLESS } from "../conservation/raw-html.ts";
import { BLOCKS, BOLD, leftOutAs, VOID } from "./tags.ts";
import { isUnseen } from "./styles/look.ts";
import { PageStyles } from "./styles/page-styles.ts";
import { StruckPassages, type StruckText } from "./struck.ts";
import { STRUCK_START } from "../ink/struck-marks.ts";
import { PageBylines, isChrome, isFallbackNotice } from "./page-parts.ts";

/** A web page's lines: headings, paragraphs, list lines and tables; scripts, navigation and hidden text are left out and told. */
export function htmlLines(source: string, notes: Notes, stated: string[] = []): Line[] {
  const titles = titlesOf(source);
  stated.push(...titles);
  const { lines, hidden } = readHtml(source, titles, notes);
  const shown = lines.reduce(
    (sum, { text, table }) => sum + text.length + (table?.rows.flat().join("").length ?? 0),
    0,
  );
  if (hidden > shown)
    notes.blocking(
      "more-hidden-than-shown",
      `网页里藏起来的文字（${hidden} 字）比显示的（${shown} 字）还多，正文可能就在里面。请在浏览器中打开网页，另存或复制显示出来的文字后再上传。`,
      "",
      0,
    );
  return lines;
}

/** The lines of a piece of web code in a text of another format; `styled`: the whole text, for its style sheets. */
export const htmlFragment = (source: string, notes: Notes, styled: string): Line[] =>
  readHtml(source, [], notes, styled).lines;

function readHtml(source: string, titles: string[], notes: Notes, styled = source): { lines: Line[]; hidden: number } {
  const reader = new HtmlReader(source, titles, styled);
  const parser = new Parser({
    onopentag: (name, attributes) => reader.open(name, attributes),
    ontext: (text) => reader.text(text),
    onclosetag: (name) => reader.close(name),
    oncomment: (text) => reader.comment(text),
  });
  parser.end(source);
  return { lines: reader.end(notes), hidden: reader.hiddenCharacters() };
}

const DEEPEST = 500;
const SPACED = new Set(["p", "li", "h1", "h2", "h3", "h4", "h5", "h6"]);

class HtmlReader {
  readonly #leftOut = new LeftOutText();
  readonly #lists: ListMarks;
  readonly #tables: HtmlTable[] = [];
  readonly #top: Line[] = [];
  /** The element being left out: its kind, how deep in it, its words. */
  #skipped: { kind: KindName | null; depth: number; text: string } | null = null;
  #open: string[] = [];
  #pieces: { text: string; bold: boolean }[] = [];
  #bold = 0;
  #pre = 0;
  #mark = 0;
  #gap = 0;
  #hidden = 0;
  readonly #struck = new StruckPassages();
  readonly #about = new PageBylines();
  readonly #styles: PageStyles;
  /** Something in a part that is not visible may be set visible again. */
  readonly #isShownAgain: boolean;
  readonly #titles: string[];
  /** Elements of the main content, and the numbers of those that are open. */
  readonly #main: MainContent;
  readonly #numbers: number[] = [];
  #count = 0;
  readonly #inMain = new Set<Line>();
  #isMain = false;

  constructor(source: string, titles: string[], styled: string) {
    this.#lists = new ListMarks(source);
    this.#titles = titles;
    this.#styles = new PageStyles(styled);
    this.#isShownAgain = /visibility\s{0,9}:\s{0,9}visible/i.test(source);
    this.#main = findMain(source);
  }

  open(name: string, attributes: Record<string, string>): void {
    if (this.#open.length > DEEPEST) throw REFUSALS.htmlTooDeep();
    const number = this.#count++;
    if (!VOID.has(name)) {
      this.#open.push(name);
      this.#numbers.push(number);
    }
    const look = this.#styles.open(name, attributes, VOID.has(name));
    if (this.#skipped) {
      if (!VOID.has(name)) this.#skipped.depth++;
      return;
    }
    const isHidden = look.isGone || (!look.isVisible && !this.#isShownAgain);
    const kind = isHidden && !WORDLESS.has(name) ? "hidden" : leftOutAs(name, this.#open, attributes);
    if (kind !== undefined && !VOID.has(name)) {
      if (BLOCKS.has(name)) this.#flush();
      this.#skipped = { kind, depth: 1, text: "" };
      return;
    }
    if (BLOCKS.has(name)) this.#openBlock(name, attributes);
    if (BOLD.has(name)) this.#bold++;
    if (name === "pre") this.#pre++;
    if (look.isStruck && !VOID.has(name)) this.#struck.open(this.#open.length);
    this.#about.open(attributes, this.#open.length);
    if (name === "br") this.#push("\n");
    if (name === "img") this.#leftOut.add("picture", attributes["alt"] ?? "", this.#at());
    if (name === "a") this.#link(attributes["href"] ?? "");
  }

  close(name: string): void {
    if (VOID.has(name)) return;
    const depth = this.#open.length;
    this.#open.pop();
    this.#numbers.pop();
    this.#styles.close();
    if (this.#skipped) {
      this.#skipped.depth--;
      if (this.#skipped.depth === 0) this.#endSkipped();
      return;
    }
    const struck = this.#struck.close(depth);
    if (struck !== null) this.#push(struck.end);
    if (BLOCKS.has(name)) this.#closeBlock(name);
    this.#about.close(depth);
    if (BOLD.has(name)) this.#bold--;
    if (name === "pre") this.#pre--;
    if (struck?.text) this.#tellStruck(struck);
  }

  text(text: string): void {
    if (this.#skipped) {
      if (!this.#open.some((name) => WORDLESS.has(name))) this.#skipped.text += text;
    } else if (isUnseen(this.#styles.look)) this.#hide(text);
    else if (this.#open.at(-1) === "sup") this.#push(superscript(text));
    else this.#push(this.#pre > 0 ? text.replace(/\r\n?/g, "\n") : collapse(text));
  }

  /** Templates name their parts in a few words; whoever takes text out of a page leaves sentences. */
  comment(text: string): void {
    const words = text.replace(/\s+/g, " ").trim();
    if (isRemark(words) && !isAboutCode(words)) this.#leftOut.add("comment", words, this.#at());
  }

  /** How much was hidden. */
  hiddenCharacters(): number {
    return this.#hidden;
  }

  end(notes: Notes): Line[] {
    this.#flush();
    while (this.#tables.length > 0) this.#endTable();
    const about = this.#about.below(this.#top);
    for (const line of about) this.#leftOut.add("about", line.text, line.number);
    this.#leftOut.tell(notes);
    const lines = dropLines(this.#top, new Set(about));
    return markHeadings(withoutSurroundings(lines, this.#inMain, this.#titles, notes));
  }

  #tellStruck({ text, end }: StruckText): void {
    this.#leftOut.leave("", STRUCK_START + end);
    this.#leftOut.add("struck", text, this.#at());
  }

  /** Set in no size, or white on white. */
  #hide(text: string): void {
    const words = text.replace(/\s+/g, " ").trim();
    if (words === "") return this.#push(collapse(text));
    this.#leftOut.leave(text);
    const told = this.#toldAs("hidden", words) as KindName;
    if (told === "hidden") this.#hidden += words.length;
    this.#leftOut.add(told, words, this.#at());
  }

  #sink(): Line[] {
    return this.#tables.at(-1)?.cellLines() ?? this.#top;
  }

  #at(): number {
    return this.#top.length + 1;
  }

  #push(text: string): void {
    if (text === "") return;
    this.#pieces.push({ text: this.#struck.before(text) + text, bold: this.#bold > 0 });
    if (text.trim() !== "" && this.#main?.has(this.#numbers.at(-1) ?? -1)) this.#isMain = true;
  }

  #openBlock(name: string, attributes: Record<string, string>): void {
    this.#flush();
    if (SPACED.has(name)) this.#gap = 1;
    if (/^h[1-6]$/.test(name)) this.#mark = Number(name[1]) + 1;
    if (name === "ul" || name === "ol") this.#lists.open(name, attributes);
    if (name === "li") this.#lists.item(attributes);
    if (name === "table") this.#tables.push(new HtmlTable());
    if (name === "tr") this.#tables.at(-1)?.row();
    if (name === "td" || name === "th") this.#tables.at(-1)?.cell(name, attributes);
  }

  #closeBlock(name: string): void {
    this.#flush();
    if (SPACED.has(name)) this.#gap = 1;
    if (/^h[1-6]$/.test(name)) this.#mark = 0;
    if (name === "ul" || name === "ol") this.#lists.close();
    if (name === "table" && this.#tables.length > 0) this.#endTable();
  }

  #endTable(): void {
    const table = this.#tables.pop() as HtmlTable;
    const { lines, merged } = table.end(this.#gap);
    if (merged > 0) this.#leftOut.add("merged", "", this.#at());
    this.#tables.at(-1)?.hasTable();
    const inMain = table.lines().some((line) => this.#inMain.has(line));
    if (inMain) for (const line of lines) if (line.table) this.#inMain.add(line);
    this.#sink().push(...lines);
    this.#gap = 1;
  }

  #flush(): void {
    const pieces = withoutSegmentBreaks(this.#pieces);
    this.#pieces = [];
    if (pieces.every(({ text }) => text.trim() === "")) {
      if (pieces.some(({ text }) => text.includes("\u00a0"))) this.#gap++;
      return;
    }
    const mark = this.#lists.take();
    this.#leftOut.leave("", mark);
    const isHeading = this.#mark > 0;
    const numbered = isHeading && mark && mark !== "•" ? [{ text: `${mark} `, bold: false }, ...pieces] : pieces;
    const cut = cutLines(numbered, { mark: this.#mark, bullet: isHeading ? "" : mark, gap: this.#gap });
    const lines = isHeading ? joinHeading(cut) : unmarked(cut);
    this.#about.add(lines);
    if (this.#isMain) for (const line of lines) this.#inMain.add(line);
    this.#isMain = false;
    this.#sink().push(...lines);
    this.#gap = 0;
  }

  #link(href: string): void {
    if (/^(?:https?:|mailto:|\/)/.test(href)) this.#leftOut.add("link", href, this.#at());
  }

  #endSkipped(): void {
    const { kind, text } = this.#skipped as { kind: KindName | null; text: string };
    this.#skipped = null;
    if (kind === null || LEFT_OUT_KINDS[kind].code !== "page-furniture-left-out") this.#leftOut.leave(text);
    const words = text.replace(/\s+/g, " ").trim();
    const told = this.#toldAs(kind, words);
    if (told === "hidden") this.#hidden += text.replace(/\s/g, "").length;
    if (told !== null && (words !== "" || told === "script")) this.#leftOut.add(told, words, this.#at());
  }

  #toldAs(kind: KindName | null, words: string): KindName | null {
    if (kind === "script" && words !== "") return isFallbackNotice(words) ? "script" : "hidden";
    const isInMain = this.#main === null || this.#main.has(this.#numbers.at(-1) ?? -1);
    return kind === "hidden" && isChrome(words, isInMain) ? "hiddenTool" : kind;
  }
}

/** The mark of a list line stands before its first line alone. */
const unmarked = (lines: Line[]) => lines.map((line, i) => (i > 0 ? { ...line, bullet: "" } : line));

const WIDE = /[\u3000-\u9fff\uff00-\uffef]/;

/** White space of the source is one space; "\r" stands for one in which the source broke a line. */
const collapse = (text: string) => text.replace(/[ \t\r\n]+/g, (blank) => (/[\r\n]/.test(blank) ? "\r" : " "));

/** A line break of the source between two Chinese characters is no space, nor is one at the start of a printed line. */
function withoutSegmentBreaks(pieces: { text: string; bold: boolean }[]) {
  let before = "\n";
  return pieces.map(({ text, bold }, i) => {
    const next = pieces[i + 1]?.text[0] ?? "";
    const whole = text.replace(/\r/g, (_, at: number) => {
      const wide = WIDE.test(text[at - 1] ?? before) && WIDE.test(text[at + 1] ?? next);
      return wide ? "" : " ";
    });
    const shown = /\s$/.test(before) ? whole.replace(/^ +/, "") : whole;
    before = shown.at(-1) ?? before;
    return { text: shown.replaceAll("\u00a0", " "), bold };
  });
}
