import { beforeAll, describe, expect, test } from "vitest";
import { donghu, FORMER_ANCHOR } from "../support/donghu.ts";
import { ask, openArchive, ORIGIN, text } from "../support/site.ts";

const BASE = "/reports/donghu/2023";
const anchors: Record<string, string> = {};
let long = "";

beforeAll(async () => {
  const archive = await openArchive();
  await archive.report(donghu, 2013, [
    {
      sections: [
        [1, "statement", "一、公开陈述", ["长".repeat(5000), `<script>alert("1")</script>&\u0007“引文”`]],
        [
          1,
          "honours",
          "二、荣誉",
          [
            {
              kind: "table",
              caption: "表一",
              header: 1,
              rows: [
                ["甲", "乙"],
                ["1", "2"],
              ],
            },
          ],
        ],
      ],
    },
  ]);
  for (const [name, path] of Object.entries({
    old: `${BASE}/r1/volunteering`,
    current: `${BASE}/volunteering`,
    same: `${BASE}/r1/recruitment`,
    long: "/reports/donghu/2013/statement",
    table: "/reports/donghu/2013/honours",
  }))
    anchors[name] = (await blocksOf(path))[0]!.anchor;
  long = (await blocksOf("/reports/donghu/2013/statement"))[1]!.anchor;
});

async function blocksOf(path: string) {
  const { section } = await (await ask(`${path}.json`)).json<{ section: { blocks: { anchor: string }[] } }>();
  return section.blocks;
}

/** The words of a picture, line by line. */
const wordsOf = (svg: string) => Array.from(svg.matchAll(/<text[^>]*>([^<]*)<\/text>/g), ([, words]) => words ?? "");

describe("a quote card", () => {
  test("is a picture without script: text, source, revision, date, address and its code", async () => {
    const answer = await ask(`${BASE}/r2/volunteering/p/${anchors["current"]}.svg`);
    expect(answer.status).toBe(200);
    expect(answer.headers.get("Content-Type")).toBe("image/svg+xml; charset=utf-8");
    expect(answer.headers.get("Access-Control-Allow-Origin")).toBe("*");
    const svg = await answer.text();
    expect(svg).not.toMatch(/<script|<style|style=|href=/);
    const words = wordsOf(svg).join("");
    expect(words).toContain("年末登记志愿者186人。全年组织志愿服务48次，参加1206人次");
    expect(words).toContain("示例市东湖电信局《示例市东湖电信局2023年度社会责任报告》");
    expect(words).toContain("志愿服务　第2版，2024-09-18公示");
    expect(words).toContain("演示数据，内容均为虚构");
    expect(words).toContain(`${ORIGIN}${BASE}/r2/volunteering#p-${anchors["current"]}`);
    expect(svg).toContain('stroke="#000"');
    expect(words).not.toContain("现有第");
  });

  test("of a corrected passage says that there is a newer revision, and its address leads to the notice", async () => {
    const words = wordsOf(await text(`${BASE}/r1/volunteering/p/${anchors["old"]}.svg`)).join("");
    expect(words).toContain("参加1260人次");
    expect(words).toContain("现有第2版，改动见下列地址");
    const address = /https:\/\/[^#]*#p-[0-9a-f]+/.exec(words)![0];
    expect(await text(address.slice(ORIGIN.length).split("#")[0]!)).toContain(
      "这是第1版（2024-04-26公示），已不是现行版",
    );
  });

  test("of a part shows that part alone, from the record, with …… where something is left out", async () => {
    const card = wordsOf(await text(`${BASE}/r2/volunteering/p/${anchors["current"]}.svg?from=12&to=23`)).join("");
    expect(card).toContain("……全年组织志愿服务48次……");
    expect(card).not.toContain("年末登记");
    expect(card).toContain("节选，全文见下列地址");
    for (const wrong of ["from=5&to=5", "from=x", "from=0&to=99999", "from=-1", "to="]) {
      const answer = await ask(`${BASE}/r2/volunteering/p/${anchors["current"]}.svg?${wrong}`);
      expect(answer.status, wrong).toBe(422);
      expect(await answer.text()).toContain("所选文字的起止位置");
    }
  });

  test("cuts what is too long and says so; escapes what a report says; a table has its rows", async () => {
    const words = wordsOf(await text(`/reports/donghu/2013/r1/statement/p/${anchors["long"]}.svg`));
    expect(words.filter((line) => line.startsWith("长长"))).toHaveLength(14);
    expect(words.join("")).toMatch(/长…….*节选，全文见下列地址/);
    const svg = await text(`/reports/donghu/2013/r1/statement/p/${long}.svg`);
    expect(svg).not.toContain("<script");
    expect(svg).not.toContain("\u0007");
    expect(svg).toContain("&lt;script&gt;");
    expect(wordsOf(await text(`/reports/donghu/2013/r1/honours/p/${anchors["table"]}.svg`))).toContain("甲　乙");
    expect((await ask(`/reports/donghu/2013/r1/honours/p/${anchors["table"]}.svg?from=0&to=1`)).status).toBe(422);
  });

  test("as text has the words and a citation of the frozen paragraph", async () => {
    const quoted = await text(`${BASE}/r2/volunteering/p/${anchors["current"]}.txt?from=0&to=12`);
    expect(quoted).toMatch(/^“年末登记志愿者186人。……”\n——示例市东湖电信局\. 志愿服务\[R\/OL\]\/\//);
    expect(quoted).toContain(`${ORIGIN}${BASE}/r2/volunteering#p-${anchors["current"]}`);
    expect(quoted).toContain("（演示数据，内容均为虚构）");
  });
});

describe("the page of one paragraph", () => {
  test("has the picture, the text, the address and the code, and says what became of the paragraph", async () => {
    const answer = await ask(`${BASE}/r1/recruitment/p/${anchors["same"]}`);
    const html = await answer.text();
    expect(answer.status).toBe(200);
    expect(answer.headers.get("Content-Security-Policy")).toContain("img-src 'self' blob:");
    expect(html).toContain(`<img class="card" src="${BASE}/r1/recruitment/p/${anchors["same"]}.svg"`);
    expect(html).toContain(`/embed${BASE}/r1/recruitment/p/${anchors["same"]}`);
    expect(html).toContain("已不是现行版");
    expect(html).toContain("新版中这一段没有改动");
  });

  test.each([
    [`${BASE}/volunteering/p/CURRENT`, `${BASE}/r2/volunteering/p/CURRENT`],
    [`${BASE}/volunteering/p/CURRENT.svg?from=0&to=12`, `${BASE}/r2/volunteering/p/CURRENT.svg?from=0&to=12`],
    [`${BASE}/volunteering/p/OLD`, `${BASE}/r1/volunteering/p/OLD`],
    [`${BASE}/volunteering/p/${FORMER_ANCHOR}.txt`, `${BASE}/r2/volunteering/p/CURRENT.txt`],
  ])("%s leads to the revision that says it", async (from, to) => {
    const real = (path: string) => path.replace("CURRENT", anchors["current"]!).replace("OLD", anchors["old"]!);
    const answer = await ask(real(from));
    expect(answer.status).toBe(302);
    expect(answer.headers.get("Location")).toBe(real(to));
  });

  test("is 410 where the report is withdrawn, 404 where the paragraph never was, and follows a renamed bureau", async () => {
    for (const form of ["", ".svg", ".txt"]) {
      expect((await ask(`/reports/liuyin/2018/r1/overview/p/00000000${form}`)).status).toBe(410);
      expect((await ask(`${BASE}/r2/volunteering/p/zzzzzzzz${form}`)).status).toBe(404);
      expect((await ask(`${BASE}/r2/volunteering/p/${anchors["old"]}${form}`)).status).toBe(404);
    }
    for (const path of ["/r1/p/x", "/p/x", "/r2/volunteering/p/x.png", "/r2/volunteering/p/", "/diff/p/x"])
      expect([404, 308]).toContain((await ask(BASE + path)).status);
    const renamed = await ask(`/reports/donghu-dianxin/2023/r2/volunteering/p/${anchors["current"]}.svg`);
    expect(renamed.headers.get("Location")).toBe(`${BASE}/r2/volunteering/p/${anchors["current"]}.svg`);
  });

  test("is two steps from the paragraph: its ¶, and the link that opens beside it", async () => {
    const html = await text(`${BASE}/volunteering`);
    const path = `${BASE}/r2/volunteering/p/${anchors["current"]}`;
    expect(html).toContain(`data-card="${path}.svg"`);
    expect(html).toContain(`<a href="${path}">图片与嵌入代码</a>`);
  });
});
