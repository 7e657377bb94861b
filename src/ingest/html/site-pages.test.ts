import { expect, test } from "vitest";
import { parseReport } from "../read-report.ts";

/** One invented report, in the pages that common systems make of it and in text pasted from them. */
const TITLE = "示例市水务局2023年政府信息公开工作年度报告";
const TABLE =
  '<table border="1"><tr><td>信息内容</td><td>本年制发件数</td><td>现行有效件数</td></tr><tr><td>规章</td><td>0</td><td>12</td></tr></table>';
const TEXT = [
  "本报告由示例市水务局编制，数据统计期限为2023年1月1日至2023年12月31日。",
  "一、总体情况",
  "2023年，示例市水务局全年主动公开政府信息215条，其中政策文件18条，办理结果公开率达到100%。",
  "（一）主动公开",
  "全年通过门户网站公开信息198条，通过公众号公开信息17条。",
  "（二）依申请公开",
  "全年收到申请6件，均在法定期限内答复。",
  "二、主动公开政府信息情况",
  "TABLE",
  "三、存在的主要问题及改进情况",
  "公开内容的针对性还不强，下一步将围绕群众关切加强解读。",
  "示例市水务局",
  "2024年1月20日",
];
const body = (set: (text: string) => string) => TEXT.map((text) => (text === "TABLE" ? TABLE : set(text))).join("");
const plain = TEXT.filter((text) => text !== "TABLE").join("\n");

/** Words that the page has around the report's own; kept are those the author set within it. */
interface Page {
  file: string;
  source: string;
  kept?: string[];
}

const PAGES: Record<string, Page> = {
  "a government site with a card above the title": {
    file: "a.html",
    source: `<!DOCTYPE html><html><head><meta charset="utf-8"><meta name="SiteName" content="示例市人民政府"><meta name="SiteDomain" content="www.example.gov.cn"><meta name="ColumnName" content="年度报告"><meta name="ArticleTitle" content="${TITLE}"><meta name="PubDate" content="2024-01-25 10:00"><meta name="ContentSource" content="示例市人民政府办公室"><title>${TITLE}-示例市人民政府</title></head><body>
<div class="header"><div class="top-links"><a>网站支持IPv6</a>|<a>简</a>|<a>繁</a>|<a>无障碍浏览</a>|<a>关怀版</a>|<a>登录</a>|<a>注册</a></div><img alt="示例市人民政府门户网站"><form><input placeholder="请输入关键字"><button>搜索</button></form><ul class="nav"><li><a>首页</a></li><li><a>走进示例</a></li><li><a>政务公开</a></li><li><a>政务服务</a></li><li><a>互动交流</a></li></ul></div>
<div class="position">您当前所在的位置：<a>首页</a> > <a>政务公开</a> > <a>政府信息公开年报</a> > <a>部门</a></div>
<table class="xxgk-head"><tr><td>索引号：</td><td>00001/2024-00012</td><td>信息分类：</td><td>年度报告</td></tr><tr><td>发布机构：</td><td>示例市人民政府办公室</td><td>成文日期：</td><td>2024-01-20</td></tr><tr><td>标题：</td><td colspan="3">${TITLE}</td></tr></table>
<div class="main"><h1>${TITLE}</h1><div class="info"><span>发布日期：2024-01-25 10:00</span> <span>来源：示例市水务局</span> <span>字号：[ <a>大</a> <a>中</a> <a>小</a> ]</span> <span>浏览量：<i>326</i></span></div><div id="UCAP-CONTENT">${body((text) => `<p>${text}</p>`)}</div><div class="fujian"><p>附件：</p><p><a href="a.pdf">年度报告.pdf</a></p></div><div class="bdsharebuttonbox">分享到：<a>微信</a><a>微博</a></div><div class="print"><a>【打印本页】</a><a>【关闭窗口】</a></div></div>
<div class="footer"><ul><li>中央政府网站</li><li>省政府网站</li></ul><p>主办单位：示例市人民政府办公室\u3000承办单位：示例市数据管理局</p><p>网站标识码：0000000001\u3000ICP备00000000号-1\u3000<a>公安备00000000000001号</a></p><p>联系电话：0000-0000000（仅受理网站建设维护相关事宜）</p></div></body></html>`,
  },
  "an article of WeChat, styled hidden": {
    file: "a.html",
    source: `<!DOCTYPE html><html><head><meta charset="utf-8"><meta property="og:title" content="${TITLE}"><meta property="og:site_name" content="微信公众平台"><title></title></head><body id="activity-detail"><div id="js_article"><div class="rich_media_inner"><h1 class="rich_media_title" id="activity-name">${TITLE}</h1><div id="meta_content" class="rich_media_meta_list"><span id="copyright_logo" class="wx_tap_link">原创</span><span class="rich_media_meta rich_media_meta_text">小编</span><span class="rich_media_meta rich_media_meta_nickname" id="profileBt"><a id="js_name">示例水务</a></span><em id="publish_time">2024-01-25 18:30</em><em id="js_ip_wording">示例</em></div><div class="rich_media_content js_underline_content" id="js_content" style="visibility: hidden; opacity: 0;">${body((text) => `<section style="line-height:1.75"><span style="font-size:15px">${text}</span></section>`)}<section style="text-align:center"><span>— END —</span></section><section><span>来源：示例市水务局</span></section><section><span>编辑：张明\u3000审核：李明</span></section></div></div><div class="rich_media_tool"><span>阅读原文</span><span>阅读 1024</span><span>在看</span></div></div><div class="qr_code_pc"><p>微信扫一扫<br>关注该公众号</p></div><p>预览时标签不可点</p><div>轻触阅读原文</div><div>向上滑动看下一个</div></body></html>`,
    kept: ["— END —", "来源：示例市水务局", "编辑：张明\u3000审核：李明"],
  },
  "an author's page of a news site": {
    file: "a.html",
    source: `<!DOCTYPE html><html><head><meta charset="utf-8"><title>${TITLE}_百家号</title></head><body><div id="header"><a>百度首页</a><a>登录</a></div><div class="app-module_leftSection"><div class="index-module_articleWrap"><div class="index-module_headerWrap"><h2 class="index-module_articleTitle">${TITLE}</h2><div class="index-module_articleSource"><a>示例发布</a><span>2024-01-25 18:30</span><span>示例市政务服务中心官方账号</span><button>关注</button></div></div><div class="index-module_textWrap">${body((text) => `<div class="index-module_contentText"><p><span class="bjh-p">${text}</span></p></div>`)}</div><div class="audioPlayer">举报/反馈</div></div><div class="interact"><span>点赞</span><span>评论 3</span><span>收藏</span><span>分享</span></div><div class="comment"><h3>评论列表（3条）</h3><p>请先登录后发表评论</p></div></div><div class="right"><h3>作者最新文章</h3><ul><li><a>示例市召开供水保障工作会议</a></li><li><a>示例市一批水利工程开工</a></li></ul><h3>相关推荐</h3><ul><li>示例市气象局发布预警</li></ul></div></body></html>`,
    kept: ["示例发布2024-01-25 18:30示例市政务服务中心官方账号"],
  },
  "tables as layout": {
    file: "a.html",
    source: `<html><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8"><title>${TITLE}</title></head><body><table width="980" align="center"><tr><td colspan="2"><img src="banner.jpg"></td></tr><tr><td colspan="2"><table><tr><td><a>首页</a></td><td><a>机构职能</a></td><td><a>通知公告</a></td><td><a>信息公开</a></td></tr></table></td></tr><tr><td width="200" valign="top"><table><tr><td>栏目导航</td></tr><tr><td><a>公开指南</a></td></tr><tr><td><a>公开目录</a></td></tr><tr><td><a>年度报告</a></td></tr></table></td><td valign="top"><table width="100%"><tr><td>当前位置：首页 &gt;&gt; 信息公开 &gt;&gt; 年度报告</td></tr><tr><td align="center"><b><font size="5">${TITLE}</font></b></td></tr><tr><td align="center">发布时间：2024-01-25\u3000来源：本站\u3000点击数：88</td></tr><tr><td>${body((text) => `<p>${text}</p>`)}</td></tr><tr><td align="right">【打印】【关闭】</td></tr></table></td></tr><tr><td colspan="2" align="center">版权所有：示例市水务局\u3000技术支持：示例信息公司\u3000ICP备00000000号</td></tr></table></body></html>`,
  },
  "a page for printing": {
    file: "a.html",
    source: `<html><head><meta charset="utf-8"><title>打印页面</title></head><body onload="window.print()"><p align="center"><strong style="font-size:22px">${TITLE}</strong></p><p align="center">http://www.example.gov.cn/xxgk/2024/0125/c1_2.html\u30002024-01-25</p><hr>${body((text) => `<p>${text}</p>`)}<hr><p>打印时间：2024-03-01 09:12\u3000【打印】【关闭】</p></body></html>`,
    kept: ["http://www.example.gov.cn/xxgk/2024/0125/c1_2.html\u30002024-01-25"],
  },
  "lines that end with br": {
    file: "a.html",
    source: `<html><head><meta charset="utf-8"><title>年度报告 - ${TITLE} - 示例市水务局网站</title></head><body><div class="logo">示例市水务局</div><div class="nav">首页 | 局概况 | 信息公开 | 办事服务</div><div class="crumb">首页&gt;信息公开&gt;年度报告</div><div class="con"><div class="tit">${TITLE}</div><div class="time">日期：2024-01-25 10:22\u3000作者：办公室\u3000阅读：12次</div><div class="txt">${body((text) => `\u3000\u3000${text}<br>\n`)}</div><div class="pn">上一篇：2022年年度报告<br>下一篇：没有了</div></div><div class="foot">Copyright © 2024 示例市水务局 All Rights Reserved<br>地址：示例市东湖路8号\u3000邮编：000000</div></body></html>`,
  },
  "a publishing system without h1": {
    file: "a.html",
    source: `<html><head><meta charset="utf-8"><title>${TITLE}_年度报告_示例市水务局</title></head><body><div class="w1000"><div class="Nav"><a>首页</a><span>/</span><a>政务公开</a><span>/</span><a>年报</a></div><div class="detail"><div class="detail-title">${TITLE}</div><div class="detail-info"><span>时间：2024-01-25</span><span>来源：示例市水务局</span><span>【字体：<a>大</a> <a>中</a> <a>小</a>】</span><span><a>打印</a></span></div><div class="view TRS_UEDITOR trs_paper_default trs_web">${body((text) => `<p>${text}</p>`)}</div><div class="ewm"><p>扫一扫在手机打开当前页</p></div><div class="relation"><p>相关信息</p><ul><li><a>示例市水务局2022年政府信息公开工作年度报告</a> 2023-01-20</li><li><a>图解：示例市水务局2023年政府信息公开年报</a> 2024-01-26</li></ul></div></div></div><div class="bottom"><a>网站地图</a> | <a>联系我们</a> | <a>隐私声明</a><p>主办：示例市水务局</p></div></body></html>`,
  },
  "a blog's headings and comments": {
    file: "a.html",
    source: `<!DOCTYPE html><html lang="zh"><head><meta charset="utf-8"><title>${TITLE} – 示例水务</title></head><body class="post"><header><nav><ul><li><a>首页</a></li><li><a>关于我们</a></li><li><a>社会责任</a></li></ul></nav></header><main><article><header class="entry-header"><h1 class="entry-title">${TITLE}</h1><p class="entry-meta">发表于 <time>2024年1月25日</time> 由 <a>管理员</a> · 阅读时间 5 分钟</p></header><div class="entry-content">${body((text) => (text[1] === "、" ? `<h2>${text}</h2>` : text.startsWith("（") ? `<h3>${text}</h3>` : `<p>${text}</p>`))}</div><footer>标签：<a>年度报告</a>、<a>信息公开</a></footer></article><section class="comments"><h2>发表回复</h2><p>您的电子邮箱地址不会被公开。 必填项已用 * 标注</p><button>发表评论</button></section></main><aside><h2>近期文章</h2><ul><li>供水服务承诺</li></ul></aside><footer><p>© 2024 示例水务。由 某系统 强力驱动。</p></footer></body></html>`,
  },
  "a notice before the title, a dialog that is hidden": {
    file: "a.html",
    source: `<!DOCTYPE html><html><head><meta charset="utf-8"><title>${TITLE}</title></head><body><div id="cookie">我们使用 Cookie 改善您的体验。<button>接受</button><button>拒绝</button></div><div role="main"><h1>${TITLE}</h1>${body((text) => `<p>${text}</p>`)}</div><div class="modal" style="display:none">您访问的链接即将离开本网站，是否继续？<a>继续访问</a><a>放弃</a></div></body></html>`,
  },
  "text pasted from a site": {
    file: "a.txt",
    source: `示例市人民政府门户网站\n无障碍\n登录\n首页 政务公开 政务服务 互动交流\n当前位置：首页 > 政务公开 > 年度报告\n${TITLE}\n来源：示例市水务局 发布时间：2024-01-25 10:00 浏览次数：326\n字体：[大 中 小]\n打印\n收藏\n${plain}\n扫一扫在手机打开当前页\n【打印本页】 【关闭窗口】\n上一篇：无\n下一篇：无\n`,
  },
  "text pasted from WeChat": {
    file: "a.txt",
    source: `${TITLE}\n原创 小编 示例水务 2024-01-25 18:30 示例\n${plain}\n— END —\n阅读 1024\n赞 12\n在看 8\n写下你的留言\n`,
    kept: ["— END —"],
  },
};

test.each(Object.entries(PAGES))(
  "%s: the report, whole, and nothing of the site's",
  (_, { file, source, kept = [] }) => {
    const { bureau, year, sections, notes } = parseReport(new TextEncoder().encode(source), file);
    expect({ bureau, year, stops: notes.filter(({ level }) => level === "blocking") }).toEqual({
      bureau: "示例市水务局",
      year: 2023,
      stops: [],
    });
    const texts = sections.flatMap(({ heading, implicit, blocks }) => [
      ...(implicit ? [] : [heading]),
      ...blocks.map((block) => (block.kind === "table" ? "TABLE" : block.text)),
    ]);
    const expected = TEXT.filter((text) => text !== "TABLE" || file === "a.html");
    expect(texts.filter((text) => !kept.includes(text))).toEqual(expected);
    expect(sections.filter(({ implicit }) => !implicit).map(({ depth }) => depth)).toEqual([1, 2, 2, 1, 1]);
  },
);
