import { beforeAll, describe, expect, test } from "vitest";
import { ask, ORIGIN, text } from "../support/site.ts";
import { openIndexedArchive } from "./archive.ts";

beforeAll(openIndexedArchive);

const find = (query: Record<string, string | string[]>) => {
  const search = new URLSearchParams();
  for (const [name, values] of Object.entries(query)) for (const value of [values].flat()) search.append(name, value);
  return `?${search.toString()}`;
};
const decode = (html: string) => html.replaceAll("&amp;", "&");
const hrefs = (html: string) => Array.from(html.matchAll(/href="([^"]+)"/g), ([, href]) => decode(href!));

describe("results", () => {
  test("say bureau, year and section, with the passage marked, and lead to its paragraph with the words marked", async () => {
    const html = await text(`/search${find({ q: "总量下降" })}`);
    expect(html).toContain("东湖局");
    expect(html).toContain("投诉<mark>总量下降</mark>，");
    const hit = hrefs(html).find((href) => href.includes("?mark="));
    expect(hit).toBe(`/reports/donghu/2023/honest-service?mark=${encodeURIComponent("总量下降")}#p-a0`);
    const section = await text(hit!.replace(/#.*/, ""));
    expect(section).toContain("投诉<mark>总量下降</mark>，");
    expect(section).toContain(`<link rel="canonical" href="${ORIGIN}/reports/donghu/2023/honest-service"`);
  });

  test("say on request why each is listed: the words it has, and those it lacks", async () => {
    const html = await text(`/search${find({ q: "总量下降 摩天大楼" })}`);
    expect(html).toMatch(/<summary>为什么列出<\/summary><ul><li>有“总量下降”<\/li><li>没有“摩天大楼”<\/li>/);
    const { hits } = await (
      await ask(`/api/v1/search${find({ q: "总量下降" })}`)
    ).json<{ hits: { matched: unknown }[] }>();
    expect(hits[0]?.matched).toEqual([{ word: "总量下降", forms: ["总量下降"], in_heading: false }]);
  });

  test("show published text as text, never as markup", async () => {
    const html = await text(`/search${find({ q: "不是标签" })}`);
    expect(html).toContain("&lt;b&gt;<mark>不是标签</mark>&lt;/b&gt;");
    expect(await text(`/reports/donghu/2023/honest-service${find({ mark: "<b>" })}`)).toContain(
      "<mark>&lt;b&gt;</mark>",
    );
  });

  test("a quotation across a line break is marked in both paragraphs", async () => {
    const html = await text(`/reports/donghu/2023/honest-service${find({ mark: "总量下降，每一件" })}`);
    expect(html).toContain("<mark>总量下降，</mark>");
    expect(html).toContain("<mark>每一件</mark>");
  });

  test("of a question that stands nowhere whole, its words are marked, not what lies between them", async () => {
    const html = await text(`/reports/donghu/2023/volunteering${find({ mark: "志愿者的人数是多少" })}`);
    expect(html).toContain("<mark>志愿者</mark>九十人");
  });

  test("a withheld figure inside the marked words is still shown as withheld", async () => {
    const html = await text(`/reports/donghu/2021/volunteering${find({ mark: "服务**小时" })}`);
    expect(html).toMatch(/<mark>服务<span class="withheld"><span>\*\*<\/span><\/span>小时<\/mark>/);
  });

  test("a superseded text is found on request only, and its link is frozen", async () => {
    expect(await text(`/search${find({ q: "九百人" })}`)).toContain("没有原样出现");
    const html = await text(`/search${find({ q: "九百人 修订:全部" })}`);
    expect(hrefs(html).some((href) => href.startsWith("/reports/donghu/2023/r1/volunteering?mark="))).toBe(true);
  });

  test("partial matches stand under their own heading", async () => {
    const html = await text(`/search${find({ q: "投诉 回音" })}`);
    expect(html.indexOf("完全匹配")).toBeGreaterThan(0);
    expect(html.indexOf("部分匹配")).toBeGreaterThan(html.indexOf("完全匹配"));
  });
});

describe("facets", () => {
  test("are links with counts and check boxes of the search form; every chosen one can be taken away", async () => {
    const html = await text(`/search${find({ q: "投诉" })}`);
    expect(html).toMatch(
      /<input type="checkbox" form="ask" name="bureau" value="donghu"[^>]*>\s*<a[^>]*>东湖局 <span>2<\/span>/,
    );
    const limited = await text(`/search${find({ q: "投诉", bureau: "donghu", year: "2023" })}`);
    expect(limited).toMatch(/完全匹配<\/span> <small[^>]*>1节/);
    const ways = hrefs(limited);
    expect(ways).toContain(`/search${find({ q: "投诉", year: "2023" })}#results`);
    expect(ways).toContain(`/search${find({ q: "投诉", bureau: "donghu" })}#results`);
    expect(ways).toContain(`/search${find({ q: "投诉" })}#results`);
    expect(limited).toMatch(/name="year" value="2023" checked/);
  });

  test("what is not chosen keeps its count, so that a second year can be added", async () => {
    const html = await text(`/search${find({ q: "投诉", year: "2023" })}`);
    expect(hrefs(html)).toContain(`/search${find({ q: "投诉", year: ["2021", "2023"] })}#results`);
  });

  test("a facet that does not exist is named, not ignored", async () => {
    const answer = await ask(`/search${find({ q: "投诉", bureau: "nosuch" })}`);
    expect(answer.status).toBe(200);
    expect(await answer.text()).toContain("没有代号为“nosuch”的单位");
  });
});

describe("nothing found", () => {
  test("says so, counts each word alone, and lifts the limits one by one", async () => {
    const html = await text(`/search${find({ q: "回音 四十八", year: "2021" })}`);
    expect(html).toContain("没有同时包含这三个词的章节");
    expect(html).toMatch(/>回音<\/a><\/th><td>1节/);
    const nearest = await text(`/search${find({ q: "回音 年:2021" })}`);
    expect(nearest).toContain("不限年度");
    expect(nearest).toMatch(/最近的年度是2023/);
  });

  test.each([
    ["东胡局", "东湖局"],
    ["donghu", "东湖"],
  ])("%s is answered with %s, which sounds the same", async (asked, meant) => {
    expect(hrefs(await text(`/search${find({ q: asked })}`))).toContain(`/search?q=${encodeURIComponent(meant)}`);
  });
});

describe("the address", () => {
  test("without a question explains how to ask, with examples that can be followed", async () => {
    const html = await text("/search");
    expect(html).toContain("怎样搜得准");
    expect(hrefs(html)).toContain(`/search?q=${encodeURIComponent("志愿服务 -进博会")}`);
  });

  test.each([
    [{ page: "-1" }, 400],
    [{ page: "1000000000" }, 400],
    [{ size: "0" }, 400],
    [{ size: "101" }, 400],
    [{ sort: "worst" }, 400],
    [{ year: "MMXX" }, 400],
    [{ page: "40" }, 404],
  ])("%o says what is wrong and keeps what was typed", async (wrong, status) => {
    const answer = await ask(`/search${find({ q: "投诉", ...wrong })}`);
    expect(answer.status).toBe(status);
    const html = await answer.text();
    expect(html).toContain('name="q" value="投诉"');
    expect(html).toContain('class="err"');
  });

  test("16 KB of text is cut with a notice, and the box keeps what was typed", async () => {
    const long = "投诉".repeat(2700);
    const answer = await ask(`/search${find({ q: long })}`);
    expect(answer.status).toBe(200);
    const html = await answer.text();
    expect(html).toContain("查询太长");
    expect(html).toContain(`value="${long}"`);
    expect(html).not.toContain('rel="canonical"');
  });

  test("the same question differently written is one answer, and 304 to who has it", async () => {
    const one = await ask(`/search${find({ q: "  投诉 \n下降", page: "1", sort: "relevance" })}`);
    const other = await ask(`/search${find({ q: "投诉 下降" })}`);
    const etag = one.headers.get("ETag")!;
    expect(etag).toBe(other.headers.get("ETag"));
    expect((await ask(`/search${find({ q: "投诉 下降" })}`, { headers: { "If-None-Match": etag } })).status).toBe(304);
  });
});

describe("other forms", () => {
  test("the feed is Atom with the exact hits under frozen addresses", async () => {
    const answer = await ask(`/search.atom${find({ q: "投诉", year: "2023" })}`);
    expect(answer.headers.get("Content-Type")).toContain("application/atom+xml");
    const xml = await answer.text();
    expect(xml).toContain(`<link rel="self" type="application/atom+xml" href="${ORIGIN}/search.atom?q=`);
    expect(xml.match(/<entry>/g)).toHaveLength(2);
    expect(xml).toContain(`<id>${ORIGIN}/reports/donghu/2023/r2/honest-service#p-a0</id>`);
    expect(xml).not.toContain("<mark>");
  });

  test("the table opens in a spreadsheet as UTF-8 and nothing in it is a formula", async () => {
    const answer = await ask(`/search.csv${find({ q: "SUM" })}`);
    const bytes = new Uint8Array(await answer.arrayBuffer());
    expect(Array.from(bytes.slice(0, 3))).toEqual([0xef, 0xbb, 0xbf]);
    const lines = new TextDecoder().decode(bytes).split("\r\n");
    expect(lines[0]).toBe("单位,年度,版次,章节,上级章节,摘录,匹配,地址,固定地址");
    expect(lines[1]).toContain(",'=SUM(A1)投诉 12 件。,");
    expect(answer.headers.get("Content-Disposition")).toMatch(/^attachment; filename="[a-z.-]+"$/);
  });

  test("every page offers the site to the browser as a search engine", async () => {
    expect(await text("/bureaus")).toMatch(/<link rel="search" href="\/opensearch.xml"/);
    const xml = await text("/opensearch.xml");
    expect(xml).toContain(`template="${ORIGIN}/search?q={searchTerms}"`);
  });
});

describe("the box on every page", () => {
  test.each(["/bureaus", "/years/2023", "/reports/donghu/2023", "/api", "/compare", "/nothing"])("%s", async (path) => {
    const html = await text(path);
    expect(html).toMatch(/<form class="mini ask" role="search" action="\/search">/);
    expect(html).toContain('<button name="size" value="large" type="submit">长辈版</button>');
    expect(html).toMatch(/<script src="\/assets\/suggest\.[0-9a-f]{12}\.js" defer/);
  });

  test("offers to search within the bureau, the year, the report", async () => {
    expect(await text("/bureaus/donghu")).toContain('name="bureau" value="donghu"');
    expect(await text("/years/2023")).toContain('name="year" value="2023"');
    const report = await text("/reports/donghu/2023");
    expect(report).toContain('name="bureau" value="donghu"');
    expect(report).toContain('name="year" value="2023"');
  });

  test("its script is at most 5 KB", async () => {
    const path = /\/assets\/suggest\.[0-9a-f]{12}\.js/.exec(await text("/bureaus"))![0];
    expect((await (await ask(path)).arrayBuffer()).byteLength).toBeLessThanOrEqual(5000);
  });
});
