import { expect, test } from "vitest";
import type { ParsedReport } from "../document.ts";
import { notesOf, outline, texts } from "../fixtures/read-text.ts";
import { parseReport } from "../read-report.ts";

const TITLE = "示例市网页供电局2021年度社会责任报告";
const read = (body: string, head = `<title>${TITLE}_某某市人民政府</title>`): ParsedReport =>
  parseReport(new TextEncoder().encode(`<html><head>${head}</head><body>${body}</body></html>`), "page.html");
const left = (parsed: ParsedReport) =>
  notesOf(parsed, "page-furniture-left-out")
    .map((note) => note.text)
    .join("\n");

const TEXT =
  "<p>　　<b>一、供电概况</b></p><p>　　全年供电可靠率99.95%。</p><p>　　<b>二、客户服务</b></p><p>　　受理诉求1,024件。</p>";
const OUTLINE = ["1 一、供电概况 t", "1 二、客户服务 t"];

test("what a site puts around a report is named in the notes and not in the text", () => {
  const parsed = read(
    `<div class="header">网站支持IPv6 <a href="/">首页</a> <a href="/zwgk">政务公开</a></div><div class="location">当前位置：<a href="/">首页</a> &gt; 政务公开 &gt; 社会责任报告</div><div class="article"><h1>${TITLE}</h1><div class="info">发布时间：2022-03-01 10:21 来源：网页供电局 浏览次数：<span>1024</span> 字体：[<a>大</a> <a>中</a> <a>小</a>]</div><div class="TRS_Editor">${TEXT}</div><div class="share">分享到：微信 微博</div></div><div class="footer">主办：某某市人民政府办公室 ICP备00000000号 公安备案</div>`,
  );
  expect(parsed).toMatchObject({ title: TITLE, bureau: "示例市网页供电局", year: 2021 });
  expect(outline(parsed)).toEqual(OUTLINE);
  expect(texts(parsed)).toEqual(["全年供电可靠率99.95%。", "受理诉求1,024件。"]);
  for (const furniture of ["网站支持IPv6", "当前位置", "发布时间", "分享到", "ICP备"])
    expect(left(parsed)).toContain(furniture);
});

test.each([
  ["a banner", "<div>网站支持IPv6</div>"],
  ["a table of buttons", "<table><tr><td>登录</td><td>注册</td></tr></table>"],
  ["a list of columns", "<ul><li>首页</li><li>机构概况</li><li>政务公开</li></ul>"],
  ["another heading", "<h3>示例市人民政府</h3><p>今天是2022年3月1日 星期二</p>"],
])("%s above the title is no part of it", (_, above) => {
  const parsed = read(
    `${above}<h1>${TITLE}</h1><h2>一、供电概况</h2><p>全年供电可靠率99.95%。</p><h2>二、客户服务</h2><p>受理诉求1,024件。</p>`,
  );
  expect(parsed).toMatchObject({ title: TITLE, bureau: "示例市网页供电局" });
  expect(outline(parsed)).toEqual(OUTLINE);
  expect(left(parsed)).not.toBe("");
});

test("tables that lay out a page are no tables, and none of their text is lost", () => {
  const parsed = read(
    `<table width="100%"><tr><td><a href="/">首页</a></td><td><h1>${TITLE}</h1>${TEXT}<table><tr><th>指标</th><th>2021</th></tr><tr><td>可靠率</td><td>99.95</td></tr></table></td></tr><tr><td colspan=2>版权所有 某某市人民政府</td></tr></table>`,
  );
  expect(outline(parsed)).toEqual(["1 一、供电概况 t", "1 二、客户服务 tT"]);
  expect(texts(parsed)).toContain("99.95");
});

test("sentences and tables of figures outside of the main content stay", () => {
  const sentence = "本局对报告内容的真实性负责，欢迎社会各界监督。";
  const long = `<p>${"全年供水一千万吨，水质综合合格率保持稳定，二次供水设施改造按计划推进，用户来电及时处理。".repeat(4)}</p>`;
  const parsed = read(
    `<div class="sidebar"><p>${sentence}</p></div><div class="content"><h1>${TITLE}</h1>${TEXT}${long}${long}</div><div class="comment"><table><tr><td>供水</td><td>1,200</td></tr><tr><td>用户</td><td>3,400</td></tr></table><p>主办单位：管网科、工程科，负责改造老旧管网十二公里。</p></div><div>版权所有</div>`,
  );
  const all = `${parsed.sections.flatMap((s) => [s.heading, ...s.blocks.map((b) => (b.kind === "table" ? b.rows.join() : b.text))]).join("\n")}`;
  for (const kept of [sentence, "1,200", "3,400", "管网科、工程科"]) expect(all).toContain(kept);
  expect(left(parsed)).toContain("版权所有");
});

test("what made the page, and what it asks before one leaves it, stops nobody; what its author took out does", () => {
  const blocking = (extra: string) =>
    read(`<div class="content"><h1>${TITLE}</h1>${TEXT}</div>${extra}`)
      .notes.filter(({ level }) => level === "blocking")
      .map(({ code }) => code);
  const page =
    '<!-- 用来校验该浏览器是否支持HTML5 --><!-- 无障碍栏的功能按钮div --><div style="display:none">附件：</div>' +
    '<div class="alert"><p>您访问的链接即将离开“示例市人民政府网站”是否继续？</p><span>继续访问</span></div>';
  expect(blocking(page)).toEqual([]);
  expect(blocking("<!-- 这一段数字页面上先不要放，等审计以后再说。 -->")).toEqual(["hidden-text"]);
  expect(blocking("<!-- 按钮下面原来写的是漏损率12.4% -->")).toEqual(["hidden-text"]);
});
