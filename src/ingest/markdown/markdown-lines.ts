import type { List, Nodes, PhrasingContent, RootContent, Table } from "mdast";
import { rawHtml } from "../conservation/raw-html.ts";
import { htmlFragment } from "../html/html-lines.ts";
import { STRUCK_END, STRUCK_START } from "../ink/struck-marks.ts";
import { superscript } from "../text/superscript.ts";
import { withoutAuthorRemarks } from "./author-remarks.ts";
import { takeFrontMatter } from "./front-matter.ts";
import { footnotesIn, htmlIn, inStars } from "./nodes.ts";
import { LINE_END, withoutSoftBreaks } from "./soft-breaks.ts";
import { treeOf } from "./tree.ts";
import { WebCode } from "./web-code.ts";
import { LEFT_OUT_KINDS } from "../left-out.ts";
import { makeLine, type Line } from "../line.ts";
import type { Notes } from "../notes.ts";

/** A Markdown file's lines: headings with their depth, list lines with their marks, tables; raw HTML and link targets go to the notes. */
export function markdownLines(file: string, notes: Notes): Line[] {
  const { source: body, title } = takeFrontMatter(file, notes);
  const source = withoutAuthorRemarks(body, notes);
  const tree = treeOf(source);
  const reader = new MarkdownReader(source, notes, footnotesIn(tree.children));
  for (const node of tree.children) reader.read(node);
  const titled = reader.lines.slice(0, 12).some((line) => line.mark === 1 || /报告书?$/.test(line.text));
  if (title && !titled) notes.account("", title);
  return title && !titled ? [makeLine(title, 1, { mark: 1 }), ...reader.lines] : reader.lines;
}

/** A paragraph longer than this with === or --- below it is text with a rule under it, not a heading. */
const LONGEST_SETEXT = 40;

class MarkdownReader {
  readonly lines: Line[] = [];
  readonly #source: string;
  readonly #notes: Notes;
  readonly #code: WebCode;
  /** Footnotes that the text refers to. */
  readonly #footnotes: ReadonlySet<string>;
  /** Words struck out so far by tags that are open. */
  #struck: string[] = [];

  constructor(source: string, notes: Notes, footnotes: ReadonlySet<string>) {
    this.#source = source;
    this.#notes = notes;
    this.#code = new WebCode(source);
    this.#footnotes = footnotes;
  }

  read(node: RootContent): void {
    const line = node.position?.start.line ?? 0;
    if (node.type !== "html" && node.type !== "definition" && this.#code.isHidden) this.#hideBlock(node);
    else if (node.type === "footnoteDefinition" && !this.#footnotes.has(node.identifier)) this.#hideBlock(node);
    else if (node.type === "paragraph") this.#push(this.#inline(node.children), line);
    else if (node.type === "heading")
      this.#heading(this.#inline(node.children), node.depth, line, this.#printed(node).startsWith("#"));
    else if (node.type === "list")
      for (const item of node.children) this.#item(this.#ticked(item), this.#marker(item), line);
    else if (node.type === "blockquote") for (const child of node.children) this.read(child);
    else if (node.type === "footnoteDefinition") this.#footnote(node);
    else if (node.type === "table") this.#table(node, line);
    else if (node.type === "code") this.#codeBlock(node, line);
    else if (node.type === "thematicBreak") this.#note("ornament-left-out", "分隔线没有放进正文。", node);
    else if (node.type === "html") this.#htmlBlock(node, line);
    else this.#definition(node);
  }

  #heading(text: string, depth: number, line: number, hashed: boolean): void {
    if (!hashed && text.length > LONGEST_SETEXT) return this.#push(text, line);
    this.#push(text.replace(/[\n\v]/g, " "), line, { mark: depth });
  }

  #push(text: string, start: number, more: Partial<Line> = {}): void {
    let broken = false;
    for (const [at, printed] of text.split(LINE_END).entries()) {
      if (at % 2 === 1) broken = printed === "\n";
      const trimmed = at % 2 === 1 ? "" : printed.trim();
      if (trimmed === "") continue;
      const indent = /^[ \u3000]*/.exec(printed)?.[0].length ?? 0;
      this.lines.push(
        makeLine(trimmed, start + at / 2, { indent, gap: at === 0 ? 1 : 0, stated: true, broken, ...more }),
      );
    }
  }

  /** The file states that this is a list line, numbered or not: it never becomes a heading. */
  #item(children: RootContent[], marker: string, fallback: number): void {
    const [first, ...rest] = children;
    const line = first?.position?.start.line ?? fallback;
    if (first?.type === "paragraph") {
      const [text = "", ...broken] = this.#inline(first.children).split(LINE_END);
      this.#push(text, line, { bullet: marker });
      if (broken.length > 0) this.#push(broken.slice(1).join(""), line + 1);
    } else if (first) this.read(first);
    else if (/^\d/.test(marker)) this.#push(marker, fallback);
    for (const child of rest) this.read(child);
  }

  /** - [x] 完成: the box is a sign of the text. */
  #ticked({ checked, children }: List["children"][number]): RootContent[] {
    const [first, ...rest] = children;
    if (checked === null || checked === undefined || first?.type !== "paragraph") return children;
    const sign = checked ? "☑ " : "☐ ";
    this.#notes.account(checked ? "x" : "", sign);
    return [{ ...first, children: [{ type: "text", value: sign }, ...first.children] }, ...rest];
  }

  #marker(item: RootContent): string {
    return /^\s*([-*+]|\d+[.)])/.exec(this.#printed(item))?.[1] ?? "-";
  }

  #table(node: Table, line: number): void {
    const rows = node.children.map((row) =>
      row.children.map((cell) =>
        this.#inline(cell.children)
          .replace(/[\n\v]/g, " ")
          .trim(),
      ),
    );
    this.#notes.info("table", `第 ${line} 行起的 ${rows.length} 行按表格读出。`, this.#printed(node), line);
    this.lines.push(makeLine("", line, { gap: 1, table: { header: 1, rows } }));
  }

  #inline(nodes: PhrasingContent[]): string {
    const { depth } = this.#code;
    const text = nodes.map((node) => this.#phrase(node)).join("");
    const struck = this.#code.isStruck;
    this.#code.endBlock(depth);
    return text + this.#struckEnd(struck);
  }

  /** Bold keeps its stars here, because `**万元` may be a withheld figure: one rule for all files decides. */
  #phrase(node: PhrasingContent): string {
    if (node.type === "html") return this.#html(node);
    if (this.#code.isHidden && (!("children" in node) || node.type === "linkReference")) return this.#hide(node);
    if (node.type === "text") return this.#text(node);
    if (node.type === "inlineCode") return this.#shown(withoutSoftBreaks(node.value));
    if (node.type === "footnoteReference") return this.#mark(node);
    if (node.type === "linkReference" || node.type === "imageReference") return this.#reference(node);
    if (node.type === "break") return "\n";
    if (node.type === "strong") return inStars(this.#inline(node.children));
    if (node.type === "emphasis") return this.#emphasis(node);
    if (node.type === "delete") return this.#deleted(node);
    if (node.type === "link") return this.#link(node, node.url);
    if (node.type === "image") return this.#link(node, node.alt ?? "", "图片没有放进正文。");
    this.#note("markup-left-out", "引用标记没有放进正文。", node);
    return "";
  }

  /** 5*10*3 is a sum. */
  #emphasis(node: Extract<PhrasingContent, { type: "emphasis" }>): string {
    const inner = this.#inline(node.children);
    const before = this.#source[(node.position?.start.offset ?? 0) - 1] ?? "";
    const star = this.#source[node.position?.start.offset ?? 0] ?? "*";
    return /[\dA-Za-z]/.test(before) && /^[\dA-Za-z]/.test(inner) ? `${star}${inner}${star}` : inner;
  }

  #deleted(node: Extract<PhrasingContent, { type: "delete" }>): string {
    const text = this.#inline(node.children);
    if (text.trim() === "" || this.#code.isStruck) return text;
    this.#tellStruck(text, node.position?.start.line ?? 0);
    return STRUCK_START + text + STRUCK_END;
  }

  #tellStruck(text: string, line: number): void {
    this.#notes.account("", STRUCK_START + STRUCK_END);
    this.#notes.hidden([text]);
    this.#notes.unsure("markup-left-out", `1 处${LEFT_OUT_KINDS.struck.what}`, text, line);
  }

  /** Text in sight, perhaps with a line through it that a tag began. */
  #shown(text: string): string {
    if (!this.#code.isStruck || text.trim() === "") return text;
    const isFirst = this.#struck.length === 0;
    this.#struck.push(text);
    return isFirst ? STRUCK_START + text : text;
  }

  #struckEnd(wasStruck: boolean): string {
    if (!wasStruck || this.#code.isStruck || this.#struck.length === 0) return "";
    this.#tellStruck(this.#struck.join(""), 0);
    this.#struck = [];
    return STRUCK_END;
  }

  /** Between tags that hide it. */
  #hide(node: Nodes): string {
    const printed = this.#printed(node);
    this.#notes.account(printed, "");
    if (printed.trim() !== "") this.#tellHidden(printed.trim(), node);
    return "";
  }

  #hideBlock(node: RootContent): void {
    const printed = this.#printed(node);
    this.#notes.account(printed, "");
    for (const code of htmlIn(node)) this.#code.feed(code);
    this.#tellHidden(printed.trim(), node);
  }

  #tellHidden(text: string, node: Nodes): void {
    this.#note("markup-left-out", "隐藏文字没有放进正文，请核对。", node);
    this.#notes.hidden([text]);
  }

  #link(
    node: Extract<PhrasingContent, { type: "link" | "image" }>,
    target: string,
    message = "链接的网址没有放进正文，文字保留。",
  ): string {
    const text = node.type === "link" ? this.#inline(node.children) : "";
    if (node.type === "image" || text !== target) {
      this.#note("markup-left-out", message, node);
      this.#notes.account(this.#printed(node), text);
    }
    return text;
  }

  #html(node: Extract<PhrasingContent, { type: "html" }>): string {
    this.#notes.account(node.value, "");
    if (node.value.startsWith("<!")) this.#comment(node);
    else this.#note("markup-left-out", "网页代码没有放进正文。", node);
    const wasStruck = this.#code.isStruck;
    this.#code.feed(node.value);
    if (/^<br\s{0,9}\/?>$/i.test(node.value)) return this.#code.isHidden ? "" : "\n";
    return this.#struckEnd(wasStruck);
  }

  #text(node: Extract<PhrasingContent, { type: "text" }>): string {
    const printed = this.#printed(node);
    if (printed.includes("&")) this.#notes.account(printed, node.value);
    return this.#shown(withoutSoftBreaks(this.#code.isRaised ? superscript(node.value) : node.value));
  }

  /** [^1] in the text, and the note's own mark before it: both as [1]. */
  #mark(node: Extract<PhrasingContent, { type: "footnoteReference" }>): string {
    const mark = `[${node.label ?? node.identifier}]`;
    this.#notes.account(this.#printed(node), mark);
    return mark;
  }

  #footnote(node: Extract<RootContent, { type: "footnoteDefinition" }>): void {
    const from = this.lines.length;
    for (const child of node.children) this.read(child);
    const first = this.lines[from];
    const mark = `[${node.label ?? node.identifier}]`;
    if (first && !first.table)
      this.lines[from] = { ...first, text: mark + first.text, width: first.width + mark.length };
    else this.#push(mark, node.position?.start.line ?? 0);
  }

  #reference(node: Extract<PhrasingContent, { type: "linkReference" | "imageReference" }>): string {
    const text = node.type === "linkReference" ? this.#inline(node.children) : "";
    this.#note(
      "markup-left-out",
      node.type === "linkReference" ? "链接的网址没有放进正文，文字保留。" : "图片没有放进正文。",
      node,
    );
    this.#notes.account(this.#printed(node), text);
    return text;
  }

  /** [//]: # (words) is the usual way to write a comment in Markdown. */
  #definition(node: Nodes): void {
    this.#notes.account(this.#printed(node), "");
    this.#note("markup-left-out", "链接定义没有放进正文。", node);
    const title = node.type === "definition" ? (node.title ?? "") : "";
    if (/\p{Script=Han}/u.test(title)) this.#notes.hidden([title]);
  }

  #codeBlock(node: Extract<RootContent, { type: "code" }>, line: number): void {
    this.#notes.account(`${node.lang ?? ""}${node.meta ?? ""}`, "");
    this.#push(node.value, line + 1);
  }

  #comment(node: Nodes): void {
    this.#note("markup-left-out", "注释没有放进正文。", node);
    this.#notes.hidden([this.#printed(node)]);
  }

  /** A block of web code: its paragraphs are text like any other. */
  #htmlBlock(node: Extract<RootContent, { type: "html" }>, line: number): void {
    if (/^<!(?!doctype)/i.test(node.value)) {
      this.#notes.account(node.value, "");
      return this.#comment(node);
    }
    this.#notes.account(node.value, rawHtml(node.value));
    this.#note("markup-left-out", "网页代码没有放进正文，里面的文字按段落读出。", node);
    for (const read of htmlFragment(this.#code.opening + node.value, this.#notes, this.#source))
      this.lines.push({ ...read, number: line });
    this.#code.feed(node.value);
  }

  #note(code: "markup-left-out" | "ornament-left-out", message: string, node: Nodes): void {
    const line = node.position?.start.line ?? 0;
    this.#notes.info(code, `第 ${line} 行的${message}`, this.#printed(node), line);
  }

  #printed(node: Nodes): string {
    return this.#source.slice(node.position?.start.offset ?? 0, node.position?.end.offset ?? 0);
  }
}
