import { parseNumeral } from "../signs/numeral.ts";
import type { Line } from "../line.ts";
import { isRemark } from "../text/remark.ts";

const CHROME =
  /扫一扫|二维码|公众号|微信|微博|分享|收藏|打印|登录|注册|菜单|导航|搜索|无障碍|客户端|返回|加载|弹[窗出]|访问的链接|继续访问|提示|关闭|展开|收起|更多|^(?:相关)?附件(?:下载)?[:：]?$/;
const LONGEST_CHROME = 40;

/** A hidden part of a site rather than of its text: a menu that opens, a code to scan. */
export const isChrome = (text: string, isInMain: boolean): boolean =>
  /\d/.test(text) ? false : text.length <= LONGEST_CHROME && CHROME.test(text) ? true : !isInMain && !isRemark(text);

/** The text of a page for browsers without scripts. */
export const isFallbackNotice = (text: string): boolean =>
  !/\d/.test(text) && (/脚本|script|浏览器|不支持/i.test(text) || !isRemark(text));

const ABOUT =
  /(?:^|[\s_-])(?:meta|info|source|author|byline|pubtime|publish|nickname|laiyuan|xinxi|article-?info|subtitle|time|date)(?:$|[\s_-])/i;
const LONGEST = 120;
const NEAR = 8;

/** Lines of elements that are named for what they say of a page: its author, its date. */
export class PageBylines {
  readonly #lines = new Set<Line>();
  #depth = 0;
  #open: Line[] = [];

  open({ class: classes = "", id = "" }: Readonly<Record<string, string>>, depth: number): void {
    if (this.#depth > 0 || !(ABOUT.test(classes) || ABOUT.test(id))) return;
    this.#depth = depth;
    this.#open = [];
  }

  add(lines: readonly Line[]): void {
    if (this.#depth > 0) this.#open.push(...lines);
  }

  close(depth: number): void {
    if (this.#depth !== depth || depth === 0) return;
    this.#depth = 0;
    const isShort = this.#open.reduce((sum, line) => sum + line.text.length, 0) <= LONGEST;
    if (isShort && this.#open.every(isLabel)) for (const line of this.#open) this.#lines.add(line);
  }

  /** Those that stand close below the title. */
  below(lines: readonly Line[]): Line[] {
    const title = lines.findIndex((line) => line.mark === 2);
    if (title < 0) return [];
    return lines.slice(title + 1, title + NEAR).filter((line) => this.#lines.has(line));
  }
}

function isLabel(line: Line): boolean {
  if (line.table || line.mark > 0 || line.bullet !== "" || /[。；！？]/.test(line.text)) return false;
  const style = parseNumeral(line.text)?.style;
  return style === undefined || style === "space" || style === "path";
}
