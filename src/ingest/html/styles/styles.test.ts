import { describe, expect, test } from "vitest";
import { parseReport } from "../../read-report.ts";

const SECRET = "真实漏损率13.5%";
const TITLE = "示例市东湖供水局2023年度社会责任报告";

function isSeen(inner: string, head = "", body = ""): boolean {
  const page = `<html><head><title>${TITLE}</title>${head}</head><body ${body}><h1>${TITLE}</h1><h2>一、概况</h2><p>本局有职工三百人。</p>${inner}<p>请社会各界监督。</p></body></html>`;
  const { sections, notes } = parseReport(new TextEncoder().encode(page), "a.html");
  const stops = notes.filter(({ level }) => level === "blocking").map(({ code }) => code);
  const shown = JSON.stringify(sections).includes(SECRET);
  expect(stops).toEqual(shown ? [] : ["hidden-text"]);
  return shown;
}
const styled = (style: string) => isSeen(`<p>前面<span style="${style}">${SECRET}</span>后面。</p>`);
const PARAGRAPH = `<p class="x y" id="z">前面<span class="s">${SECRET}</span></p>`;
const sheet = (css: string, inner = PARAGRAPH) => isSeen(inner, `<style>${css}</style>`);

describe("declarations", () => {
  test.each([
    ..."font:0/0 a|font: bold 0 / 1 serif|font-size:2px|font-size:.01em|opacity:0%|filter:opacity(0)|filter:blur(8px)".split(
      "|",
    ),
    ..."-webkit-text-fill-color:transparent|color:rgb(0 0 0 / 0)|color:hsl(0,0%,100%)|color:#0000|color:snow".split(
      "|",
    ),
    ..."color:#369;background-color:rgb(51,102,153)|background:black|background:#fff no-repeat;color:#fefefe".split(
      "|",
    ),
    ..."position:absolute;top:-50em|position:absolute;left:200%|transform:translateX(-9999px)|scale:0".split("|"),
    ..."transform:rotateY(90deg)|clip-path:circle(0)|clip-path:polygon(0 0,0 0,0 0)|letter-spacing:-1em".split("|"),
    ..."width:1px;height:1px;overflow:hidden|width:0;overflow:clip|content-visibility:hidden|d\\69splay:none".split(
      "|",
    ),
    "display:/* */none",
  ])("%s hides", (style) => {
    const isDark = style === "background:black";
    expect(styled(isDark ? "background:black;color:#000" : style)).toBe(false);
  });

  test.each([
    ..."display:none;display:block|opacity:.5|color:yellow|color:#888|background:url(a.png);color:#fff".split("|"),
    ..."position:absolute;left:50%;margin-left:-400px|transform:translate(-50%,-50%)|font:12px/1.5 a".split("|"),
    "overflow:hidden;height:40px",
  ])("%s does not", (style) => {
    expect(styled(style)).toBe(true);
  });

  test("colours of the page and its tables count", () => {
    const red = `<table bgcolor="#ff0000"><tr><td>甲</td><td><font color="red">${SECRET}</font></td></tr></table>`;
    expect(isSeen(red)).toBe(false);
    expect(isSeen(`<p style="color:#c0c0c0">${SECRET}</p>`, "", 'bgcolor="silver"')).toBe(false);
    expect(isSeen(`<p style="color:#fff">${SECRET}</p>`, "", 'style="background:#036"')).toBe(true);
  });
});

describe("style sheets", () => {
  test.each([
    ..."span{display:none}|.x.y{display:none}|.x .s{display:none}|body > p > span{display:none}|[class~=s]{display:none}".split(
      "|",
    ),
    ..."@media screen{.s{display:none}}|@media all and (min-width:100px){.s{display:none}}|@layer a{.s{display:none}}".split(
      "|",
    ),
    ..."@supports (display:grid){.s{display:none}}|.s{color:#fff}|.s{font-size:0}|p:nth-child(4){display:none}".split(
      "|",
    ),
    ..."p span:last-child{display:none}|span:not(.q){display:none}|h2 ~ .x{display:none}|.x{.s{display:none}}".split(
      "|",
    ),
    ..."<!-- .s{display:none} -->|@import url(a.css); .s{display:none}|:root{--d:none}.s{display:var(--d)}".split("|"),
    ".s{display:none!important}#z .s{display:inline}",
    "p + p{visibility:hidden}",
  ])("%s hides", (css) => {
    expect(sheet(css)).toBe(false);
  });

  test.each([
    ..."@media print{.s{display:none}}|@media (max-width:600px){.s{display:none}}|.s{display:none}.x .s{display:inline}".split(
      "|",
    ),
    ..."p::before{display:none}|.s:hover{display:none}|h2 + .x{display:none}|@media not screen{.s{display:none}}".split(
      "|",
    ),
    ".s{display:none}p .s{display:inline!important}",
  ])("%s does not", (css) => {
    expect(sheet(css)).toBe(true);
  });

  test("what is said nearer wins, and a part may be visible in what is not", () => {
    const inline = (style: string) => `<p>前<span class="s" style="${style}">${SECRET}</span></p>`;
    expect(sheet(".s{display:none}", inline("display:inline"))).toBe(true);
    expect(sheet(".s{display:none!important}", inline("display:inline"))).toBe(false);
    const page = `<style>.x{visibility:hidden}.s{visibility:visible}</style>${PARAGRAPH}`;
    const { sections, notes } = parseReport(
      new TextEncoder().encode(`<h1>${TITLE}</h1><h2>一、概况</h2><p>本局。</p>${page}`),
      "a.html",
    );
    expect(JSON.stringify(sections)).toContain(SECRET);
    expect(JSON.stringify(sections)).not.toContain("前面");
    expect(notes.find(({ code }) => code === "hidden-text")?.text).toBe("前面");
  });

  test("rules without end are refused, and cost no more than a limit", () => {
    const rules = Array.from({ length: 3_000 }, (_, i) => `* * * .a${i} *{color:red}`).join("");
    expect(() => sheet(rules, "<b>".repeat(400) + "<i>字</i>".repeat(3_000))).toThrow("样式规则太多");
  });
});
