import { expect, test } from "vitest";
import { AppError } from "../../errors.ts";
import { notesOf, outline, texts } from "../fixtures/read-text.ts";
import { parseReport } from "../read-report.ts";

const read = (body: string, name = "report.html") =>
  parseReport(
    new TextEncoder().encode(
      `<!doctype html><html><head><title>网页</title><style>p{}</style></head><body><h1>云浦区水务局2021年度社会责任报告</h1>${body}</body></html>`,
    ),
    name,
  );
const CHAPTER = "<h2>一、公开陈述</h2>";

test("headings, paragraphs and line breaks are lines; source line ends are none", () => {
  const parsed = read(
    `${CHAPTER}\n<p>\n  本局承诺\n  真实，<b>欢迎</b>\n监督。</p><h2>二、基本情况</h2><h3>所属类别</h3><p>机关。</p><p>局长：张三<br>2021年3月1日</p>`,
  );
  expect(outline(parsed)).toEqual(["1 一、公开陈述 t", "1 二、基本情况", "2 所属类别 tss"]);
  expect(texts(parsed)[0]).toBe("本局承诺真实，欢迎监督。");
});

test("a raised number keeps its height", () => {
  const parsed = read(`${CHAPTER}<p>绿地2.5万m<sup>2</sup>，约10<sup>3</sup>级<sup>注</sup>。</p>`);
  expect(texts(parsed)).toEqual(["绿地2.5万m²，约10³级注。"]);
});

test("lists keep the marks that a browser prints", () => {
  const parsed = read(
    `${CHAPTER}<p>如下：</p><ul><li>先进单位</li><li><p>优秀集体</p></li></ul><ol start="3"><li>第一件实事；</li><li>第二件实事。</li></ol>`,
  );
  expect(parsed.sections[0]?.blocks.slice(1)).toEqual([
    { kind: "item", marker: "•", text: "先进单位" },
    { kind: "item", marker: "•", text: "优秀集体" },
    { kind: "item", marker: "3.", text: "第一件实事；" },
    { kind: "item", marker: "4.", text: "第二件实事。" },
  ]);
});

test("tables keep rows and columns, with the text of merged cells in the first", () => {
  const parsed = read(
    `${CHAPTER}<table><tr><th rowspan=2>指标<th colspan=2>年度</tr><tr><th>2020年<th>2021年</tr><tr><td>门诊量<td>80.5<td>92.1</table>`,
  );
  expect(parsed.sections[0]?.blocks[0]).toMatchObject({
    header: 2,
    rows: [
      ["指标", "年度", ""],
      ["", "2020年", "2021年"],
      ["门诊量", "80.5", "92.1"],
    ],
  });
});

test("a table that only lays out the page is read as its paragraphs", () => {
  const parsed = read(
    `<table><tr><td>${CHAPTER}<p>真实。</p></td><td><table><tr><td>可靠。</td></tr></table></td></tr></table>`,
  );
  expect(outline(parsed)).toEqual(["1 一、公开陈述 tt"]);
});

test("scripts, navigation, pictures and hidden text are left out and told; nothing of them runs on into the text", () => {
  const parsed = read(
    `<nav>首页</nav>${CHAPTER}<script>alert("一、<p>")</script><p>真实<span style="display: none">草稿</span>。<img src=a.png alt="合影" onerror=alert(1)></p><footer>版权</footer>`,
  );
  expect(texts(parsed)).toEqual(["真实。"]);
  const told = parsed.notes.map((note) => note.text).join("|");
  for (const words of ["首页", "草稿", "合影", "版权"]) expect(told).toContain(words);
  expect(
    notesOf(parsed, "markup-left-out")
      .map((note) => note.message)
      .join(""),
  ).toContain("脚本");
});

test("entities are read, and what cannot be seen among them is taken out", () => {
  expect(texts(read(`${CHAPTER}<p>&ldquo;真实&rdquo;&#x202e;&zwnj;，&lt;p&gt;&amp;可靠。</p>`))).toEqual([
    "“真实”，<p>&可靠。",
  ]);
});

test("unclosed, wrongly closed and foreign tags lose no text", () => {
  expect(texts(read(`${CHAPTER}<p>甲。<div>乙。</p></b></table>丙。<o:p>丁。</o:p><td>戊。`)).join("")).toBe(
    "甲。乙。丙。丁。戊。",
  );
});

test("a web page under another name, and one nested without end, are refused with what to do", () => {
  const refused = (run: () => unknown) => {
    try {
      run();
    } catch (error) {
      if (error instanceof AppError) return error.message;
    }
    return "was read";
  };
  expect(refused(() => read(CHAPTER, "report.txt"))).toContain(".html");
  expect(refused(() => read("<div>".repeat(100_000)))).toContain("嵌套");
});
