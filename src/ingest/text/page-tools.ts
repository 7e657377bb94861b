import { isClosed } from "../signs/closing.ts";
import { dropLines, type Line } from "../line.ts";
import type { Notes } from "../notes.ts";
import { parseNumeral } from "../signs/numeral.ts";

const TOOLS = new Set(
  (
    "下载 下载本页 打印 打印本页 打印页面 打印预览 全屏 收藏 收藏本页 加入收藏 分享 分享到 分享至 一键分享 关闭 关闭窗口 关闭本页 加大 还原 减小 放大 缩小 " +
    "大 中 小 特大 超大 默认 标准 字号 字号大小 字体 字体大小 文字大小 A A+ A- A＋ A－ T T+ T- 无障碍 无障碍浏览 长者模式 适老化 关怀版 微信 微博 新浪微博 QQ QQ空间 QQ好友 朋友圈 " +
    "微信好友 复制链接 扫一扫 扫码分享 扫码阅读 手机阅读 手机版 语音播报 朗读 听全文 繁 简 繁體 繁体 繁體版 简体 简体版 English 首页 网站首页 登录 注册 退出 返回 返回顶部 返回首页 返回列表 " +
    "网站支持IPv6 本网站支持IPv6 纠错 我要纠错 网站地图 网站无障碍 智能问答 站内搜索 搜索 导航 菜单 设为首页 政务邮箱 移动端 客户端 正文 > >> › » / | · ＞"
  ).split(" "),
);
const BREAKS = /[\s【】[\]()（）|:：、，]/;
const META =
  /^(?:(?:信息|文章|稿件)?来源|(?:发布|更新|成文|生成|发文)?(?:时间|日期)|作者|记者|摄影|(?:责任)?编辑|(?:发布|发文|信息提供)?(?:机构|单位)|(?:索取?|信息)?索引号|文号|发文字号|主题分类|公开(?:方式|范围|类别)|有效性|浏览(?:次数|量)?|阅读(?:次数|量|数)?|点击(?:次数|量|率|数)?|访问量)\s{0,4}[:：]/;
/** 原创 示例水务 2024-01-25 18:30 江苏; an address: nobody's text. */
const SOURCE =
  /^[^。，；]{0,40}\d{4}-\d{1,2}-\d{1,2}\s{1,4}\d{1,2}:\d{2}(?::\d{2})?[^。，；]{0,20}$|^https?:\/\/\S{4,200}(?:\s+\d{4}-\d{1,2}-\d{1,2})?$/;
/** What WeChat puts above an article. */
const POSTED = /^原创(?:\s|$)/;
const STAMP = /^\d{4}\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{1,2}\s?日?\s{0,4}(?:\d{1,2}[:：]\d{2}(?:[:：]\d{2})?)?$/;
const PATH =
  /^[【[]?(?:您|你)?(?:现在|当前)?(?:所在|所处|的)?(?:的)?位置\s?(?:是|为)?\s?[:：]?|^当前(?:栏目|页面)\s?[:：]|^(?:网站)?首页\s?[>›»＞]/;
const BELOW =
  /^(?:上一[篇条页]|下一[篇条页]|责任编辑|相关(?:链接|文章|新闻)|(?:微信)?扫一扫|关注(?:该|我们的)?公众号|(?:阅读|赞|在看|点赞|喜欢|推荐|分享|收藏|评论|留言|转发)\s{0,2}[\d.]*[万w]?\+?$|阅读原文|写下你的留言|精选留言|预览时标签不可点|轻触阅读原文|(?:向上|继续)滑动看下一个|人划线|喜欢此内容的人还喜欢)/;
const SEPARATOR = /^[>›»＞/|·]{1,3}$/;
const HEAD = 45;
const LONGEST = 60;
const LONGEST_CRUMB = 14;
/** So many buttons before the text show that a page was pasted. */
const FEWEST = 3;

/** A button, or several on one line: 打印, 【字号：大 中 小】. */
export function isTool(text: string): boolean {
  return toolsOn(text) > 0;
}

function toolsOn(text: string): number {
  if (text.length > LONGEST) return 0;
  if (/^[【】[\]]$/.test(text)) return 1;
  const words = text.split(BREAKS).filter((word) => word !== "");
  return words.length > 0 && words.every((word) => TOOLS.has(word)) ? words.length : 0;
}

/** Text copied off a web page brings its buttons, its path and its source: these lines go to a note, named as such. */
export function withoutPageTools(lines: Line[], notes: Notes): Line[] {
  const head = lines.slice(0, headEnd(lines));
  const tools = head.reduce((sum, line) => sum + toolsOn(line.text), 0);
  const hasPath = head.some((line) => PATH.test(line.text));
  if (tools < FEWEST && !hasPath && !head.some((line) => POSTED.test(line.text))) return lines;
  const crumbs = crumbsOf(head);
  const furniture = head.filter(
    (line) =>
      isTool(line.text) || crumbs.has(line) || META.test(line.text) || STAMP.test(line.text) || SOURCE.test(line.text),
  );
  const tail = tailTools(lines.slice(head.length));
  const dropped = [...furniture, ...tail];
  const first = dropped[0];
  if (!first) return lines;
  const text = dropped.map((line) => line.text).join("\n");
  notes.info(
    "page-furniture-left-out",
    `网页上的按钮、路径和来源等 ${dropped.length} 行没有放进正文。`,
    text,
    first.number,
  );
  return dropLines(lines, new Set(dropped));
}

/** The beginning of the text: its first sentence, or its first numbered heading. */
function headEnd(lines: Line[]): number {
  const at = lines.slice(0, HEAD).findIndex((line) => {
    if (line.table || line.text.length > LONGEST * 2) return true;
    if (isTool(line.text) || META.test(line.text) || PATH.test(line.text)) return false;
    const numeral = parseNumeral(line.text);
    const isPoint = numeral !== null && numeral.style !== "space" && numeral.style !== "path";
    return isPoint || line.text.length > LONGEST || (isClosed(line.text) && line.text.length > 4);
  });
  return at < 0 ? Math.min(lines.length, HEAD) : at;
}

/** 您的位置： with the names and the > between them, on one line or on many. */
function crumbsOf(head: Line[]): Set<Line> {
  const start = head.findIndex((line) => PATH.test(line.text));
  const crumbs = new Set<Line>();
  if (start < 0) return crumbs;
  crumbs.add(head[start] as Line);
  const isSeparator = (at: number) => SEPARATOR.test(head[at]?.text ?? "");
  for (let at = start + 1; at < head.length; at++) {
    const line = head[at] as Line;
    const again = [...crumbs].some((crumb) => crumb.text === line.text);
    const isCrumb =
      line.text.length <= LONGEST_CRUMB &&
      (isSeparator(at - 1) || isSeparator(at + 1) || again || TOOLS.has(line.text));
    if (!isSeparator(at) && !isCrumb) break;
    crumbs.add(line);
  }
  return crumbs;
}

/** Buttons below the text of a page that had them above it. */
function tailTools(lines: Line[]): Line[] {
  const last = lines.findLastIndex((line) => !isTool(line.text) && !BELOW.test(line.text));
  return lines.slice(last + 1);
}
