import type { NoteCode } from "./document.ts";
import type { Notes } from "./notes.ts";

interface Kind {
  code: NoteCode;
  level: "info" | "unsure";
  /** Whoever opens the original finds it. */
  isHidden?: true;
  /** Completes "N 处". */
  what: string;
}

/** The parts of a file besides its text, and what became of them. */
export const LEFT_OUT_KINDS = {
  picture: { code: "markup-left-out", level: "info", what: "图片没有放进正文。" },
  drawing: { code: "markup-left-out", level: "unsure", what: "图表或智能图形没有放进正文，里面的文字请另行核对。" },
  embedded: { code: "markup-left-out", level: "unsure", what: "嵌入的对象没有放进正文，里面的文字请另行核对。" },
  hidden: {
    code: "markup-left-out",
    level: "unsure",
    what: "隐藏文字没有放进正文，请核对。",
    isHidden: true,
  },
  ruby: { code: "markup-left-out", level: "info", what: "注音没有放进正文。" },
  comment: {
    code: "markup-left-out",
    level: "unsure",
    what: "批注没有放进正文，请确认报告已经定稿。",
    isHidden: true,
  },
  deleted: {
    code: "tracked-change",
    level: "unsure",
    what: "修订中删除的文字没有放进正文，请确认修订都已处理。",
    isHidden: true,
  },
  inserted: { code: "tracked-change", level: "unsure", what: "修订中插入的文字已放进正文，请确认修订都已处理。" },
  struck: {
    code: "markup-left-out",
    level: "unsure",
    what: "画了删除线的文字保留在正文里，前后写明已划去，请核对。",
    isHidden: true,
  },
  unreferenced: {
    code: "markup-left-out",
    level: "unsure",
    what: "正文没有引用的脚注、尾注没有放进正文，打印时看不到。",
    isHidden: true,
  },
  code: {
    code: "markup-left-out",
    level: "unsure",
    what: "域代码或附带数据里的文字没有放进正文，打印时看不到。",
    isHidden: true,
  },
  remark: {
    code: "markup-left-out",
    level: "unsure",
    what: "文件属性里的备注没有放进正文，请核对。",
    isHidden: true,
  },
  formula: { code: "markup-left-out", level: "unsure", what: "公式按一行文字读出，请核对。" },
  furniture: { code: "page-furniture-left-out", level: "info", what: "页眉页脚没有放进正文。" },
  footnote: { code: "footnote", level: "info", what: "脚注或尾注放在所在段落之后，序号写在方括号里。" },
  textbox: { code: "text-box", level: "info", what: "文本框的文字放在所在段落之后。" },
  merged: { code: "table", level: "info", what: "合并的单元格：文字放在第一格，其余各格留空。" },
  nested: { code: "table", level: "unsure", what: "表格套在另一个表格里，按文字放进所在的单元格，请核对。" },
  frame: { code: "table", level: "info", what: "只有一列的表格，按段落读出。" },
  number: { code: "numbering", level: "info", what: "自动编号，照打印的样子写进了正文。" },
  format: { code: "numbering", level: "unsure", what: "自动编号的样式不认识，按阿拉伯数字写出，请核对。" },
  link: { code: "markup-left-out", level: "info", what: "链接的网址没有放进正文，文字保留。" },
  script: { code: "markup-left-out", level: "info", what: "网页的脚本、样式和控件没有放进正文。" },
  control: { code: "page-furniture-left-out", level: "info", what: "网页的按钮等控件没有放进正文。" },
  hiddenTool: { code: "markup-left-out", level: "info", what: "隐藏的网页部件没有放进正文。" },
  about: { code: "page-furniture-left-out", level: "info", what: "标题下方的来源、作者、时间等没有放进正文。" },
  navigation: { code: "page-furniture-left-out", level: "info", what: "网页的导航、页眉、页脚或侧栏没有放进正文。" },
} as const satisfies Record<string, Kind>;

export type KindName = keyof typeof LEFT_OUT_KINDS;

/** Gathers notes of one kind into one each. */
export class LeftOutText {
  readonly #account: [before: string, after: string][] = [];
  readonly #found = new Map<KindName, { line: number; texts: string[]; count: number }>();

  add(kind: KindName, text: string, line: number): void {
    const found = this.#found.get(kind) ?? { line, texts: [], count: 0 };
    this.#found.set(kind, found);
    found.count++;
    if (text !== "") found.texts.push(text);
  }

  /** Words of the file that are left out, to the letter: what a note tells may be shortened. */
  leave(before: string, after = ""): void {
    this.#account.push([before, after]);
  }

  tell(notes: Notes): void {
    for (const [before, after] of this.#account) notes.account(before, after);
    for (const [name, { line, texts, count }] of this.#found) {
      const kind: Kind = LEFT_OUT_KINDS[name];
      notes[kind.level](kind.code, `${count} 处${kind.what}`, texts.join("\n"), line);
      if (kind.isHidden) notes.hidden(texts, count);
    }
  }
}
