import { dropLines, type Line } from "../line.ts";
import type { Notes } from "../notes.ts";

const REACH = 15;
const TOP =
  /^(?:首页|网站首页|返回首页|您?(?:当前|现在)?(?:的|所在)?位置|当前位置|[[【]?(?:打印本页|打印|关闭窗口|关闭|收藏本页)|字[号体](?:大小)?[:：]|【?字体|分享到|分享至|来源[:：]|信息来源|发布(?:时间|日期|机构)|日期[:：]|时间[:：]\d{4}|作者[:：]|浏览(?:次数|量)?|阅读(?:次数|量)?|点击(?:次数|量|率)?|访问量|索取?引?号[:：]|无障碍|设为首页|(?:关联|相关)(?:稿件|解读|文档)\s?[:：]?$|登录|繁體|简体版?$|English$|搜索$)/;
const BOTTOM =
  /^(?:上一[篇条页]|下一[篇条页]|责任编辑|相关(?:链接|文章|新闻|附件)|[[【]?(?:打印本页|打印|关闭窗口|关闭|收藏本页|返回顶部)|分享到|分享至|扫一扫|浏览(?:次数|量)|阅读(?:次数|量)|点击(?:次数|量)|版权所有|技术支持[:：]|网站(?:地图|标识码)|.{0,4}ICP备|.{0,6}公网安备|联系我们$|友情链接|Copyright|©)/i;

const CARD =
  /^(?:索\s*引\s*号|信息(?:分类|名称|索引号)|主题(?:分类|词)|发[布文](?:机构|单位|日期|时间|字号)|成文日期|生成日期|公开(?:方式|日期|时限|范围|类别)|文\s*号|有\s*效\s*性|标\s*题|名\s*称|体裁分类|组配分类|关\s*键\s*词|内容概述)\s*[:：]?$/;
const FEWEST_FIELDS = 3;

/** 索引号, 发布机构, 成文日期 …: the card of a document above it. */
function isCard({ table }: Line): boolean {
  const cells = table?.rows.flat() ?? [];
  return cells.length <= 40 && cells.filter((cell) => CARD.test(cell.trim())).length >= FEWEST_FIELDS;
}

/** The lines that a web page puts around the report within its main content: the path to it, print and share buttons, 上一篇, 责任编辑. */
export function withoutWebChrome(lines: Line[], notes: Notes): Line[] {
  const middle = Math.floor(lines.length / 2);
  const top = lines
    .slice(0, Math.min(REACH, middle))
    .filter((line) => isCard(line) || (line.text.length < 120 && TOP.test(line.text)));
  const rest = lines.slice(Math.max(middle, lines.length - REACH));
  const bottom = rest.filter((line) => line.text.length < 160 && BOTTOM.test(line.text));
  const dropped = [...top, ...bottom];
  const first = dropped[0];
  if (!first) return lines;
  const text = dropped.map((line) => line.table?.rows.map((row) => row.join("\t")).join("\n") ?? line.text).join("\n");
  notes.info("page-furniture-left-out", `网页上的导航、按钮等 ${dropped.length} 行没有放进正文。`, text, first.number);
  return dropLines(lines, new Set(dropped));
}
