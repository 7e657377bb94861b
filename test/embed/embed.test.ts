import { env } from "cloudflare:test";
import { beforeAll, describe, expect, test } from "vitest";
import { frameScriptPath, embedSheetPath } from "../../src/http/assets.ts";
import { archiveIn, type Draft } from "../support/archive.ts";
import { donghu, FORMER_ANCHOR, short } from "../support/donghu.ts";
import { ask, openArchive, ORIGIN, text } from "../support/site.ts";

const MOST_BYTES = 10_000;
const LONG = "数".repeat(400);

const wideRows = (rows: number, columns: number) =>
  Array.from({ length: rows }, (_, n) => Array.from({ length: columns }, (__, at) => `<${n}&${at}>`));

const longSlug = (n: number) => `${"danwei-".repeat(5)}${String(n).padStart(4, "0")}`;

/** An indicator that so many bureaus state in each of so many years, in numbers that take room. */
async function fillIndicator(bureaus: number, years: number) {
  const all = `WITH RECURSIVE b (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM b WHERE n < ${bureaus}),
    y (year) AS (SELECT 2001 UNION ALL SELECT year + 1 FROM y WHERE year < ${2000 + years})`;
  await env.DB.batch([
    env.DB.prepare(`${all} INSERT INTO bureaus (id, slug, name, short_name, demo, created_at)
      SELECT 50000 + n, '${"danwei-".repeat(5)}' || printf('%04d', n), '示例单位<&>' || n || '${"长".repeat(60)}',
        '示例<&>' || n || '${"长".repeat(20)}', 0, '2020-01-01T00:00:00.000Z' FROM b`),
    env.DB.prepare(`${all} INSERT INTO reports (bureau_id, year, current_revision, first_published_at, updated_at)
      SELECT 50000 + n, year, 1, '2020-01-01T00:00:00.000Z', '2020-01-01T00:00:00.000Z' FROM b, y`),
    env.DB
      .prepare(`${all} INSERT INTO indicator_points (bureau_id, stated_in, position, indicator, revision, year, value, section,
        anchor, start, "end", text, label)
      SELECT 50000 + n, year, 0, 'volunteer-hours', 1, year, 1234567.891 * n + year * 7919.37, 'volunteering', '00000000', 0, 4,
        '数值', '志愿服务' FROM b, y`),
    env.DB.prepare("UPDATE archive_state SET version = version + 1"),
  ]);
}

const bureausAsked = (count: number) => Array.from({ length: count }, (_, n) => `bureau=${longSlug(n + 1)}`).join("&");

let around = 0;
beforeAll(async () => {
  const archive = await openArchive();
  await archive.report(donghu, 2012, [
    {
      title: "题".repeat(300),
      sections: [
        [1, "statement", "一、公开陈述", Array.from({ length: 60 }, (_, n) => `${n}${LONG}<b>&`)],
        [1, "profile", "二、基本情况", [`${"一".repeat(9000)}&<>`]],
        [
          1,
          "honours",
          "三、社会荣誉",
          [
            {
              kind: "table",
              caption: "表一",
              header: 1,
              rows: Array.from({ length: 400 }, (_, n) => [`第${n}行`, "<td>", "甲乙丙丁"]),
            },
          ],
        ],
      ],
    },
  ]);
  await archive.report(donghu, 2010, [
    {
      title: "题".repeat(300),
      sections: [
        ...Array.from({ length: 40 }, (_, n): Draft => [1, `${"ji".repeat(38)}-${n}`, `${n}、${"标题&".repeat(200)}`]),
        [1, "wide", "宽表", [{ kind: "table", caption: "表".repeat(200), header: 1, rows: wideRows(3, 900) }]],
        [1, "items", "逐项", [{ kind: "item", marker: `${"（一）".repeat(40)}`, text: "项".repeat(5000) }]],
        [1, "marker", "长编号", [{ kind: "item", marker: `${"（一）".repeat(4000)}`, text: "项" }]],
        [1, "quotes", "引号", ["\"&'<>".repeat(1000)]],
        [1, "face", "增补字", ["𠮷😀".repeat(2500)]],
      ],
    },
    { title: "题&".repeat(150), sections: [[1, "other", "别的"]] },
  ]);
  await fillIndicator(300, 15);
  const sizes = await Promise.all([embedSheetPath, frameScriptPath].map(async (path) => (await text(path)).length));
  around = sizes.reduce((sum, size) => sum + size, 0);
});

const anchorOf = async (path: string, at = 0) => {
  const { section } = await (await ask(`${path}.json`)).json<{ section: { blocks: { anchor: string }[] } }>();
  return section.blocks[at]!.anchor;
};

const expectFramable = (answer: Response) => {
  const policy = answer.headers.get("Content-Security-Policy") ?? "";
  expect(policy).toContain("frame-ancestors *");
  expect(policy).toContain("default-src 'none'");
  expect(answer.headers.get("X-Frame-Options")).toBeNull();
  expect(answer.headers.get("Cross-Origin-Resource-Policy")).toBe("cross-origin");
  expect(answer.headers.get("Set-Cookie")).toBeNull();
  expect(answer.headers.get("X-Content-Type-Options")).toBe("nosniff");
};

describe("a piece for other people's pages", () => {
  test("a paragraph stands in an address of its own, frozen, with its source", async () => {
    const anchor = await anchorOf("/reports/donghu/2023/r1/volunteering");
    for (const _ of [1, 2, 3]) {
      const answer = await ask(`/embed/reports/donghu/2023/r1/volunteering/p/${anchor}`);
      expect(answer.status).toBe(200);
      expectFramable(answer);
      const html = await answer.text();
      expect(html).toContain("参加1260人次");
      expect(html).not.toContain("营业厅每周二上午");
      expect(html).toContain("演示数据，内容均为虚构");
      expect(html).toContain(`href="${ORIGIN}/reports/donghu/2023/r1/volunteering#p-${anchor}"`);
    }
  });

  test("what was corrected since says so, and whether this very paragraph was; what stayed the same says that", async () => {
    const [changed, same] = [0, 1].map((n) => anchorOf("/reports/donghu/2023/r1/volunteering", n));
    const embedded = async (anchor: string) => text(`/embed/reports/donghu/2023/r1/volunteering/p/${anchor}`);
    const gone = await embedded(await changed!);
    expect(gone).toContain("这是第1版（2024-04-26公示）的文字。现有第2版（2024-09-18公示）。");
    expect(gone).toContain("新版中已没有这一段");
    expect(gone).toContain(`href="${ORIGIN}/reports/donghu/2023/diff/1..2"`);
    expect(await embedded(await same!)).toContain("新版中这一段没有改动");
    const current = await text(`/embed/reports/donghu/2023/volunteering/p/${await same!}`);
    expect(current).not.toContain("现有第2版");
    expect(await text("/embed/reports/donghu/2023/r1/volunteering")).toContain("现有第2版");
    expect(await text("/embed/reports/donghu/2023/r1")).toContain("现有第2版");
  });

  test("an address without a revision finds a paragraph that the current one has no more, and one by its former anchor", async () => {
    const anchor = await anchorOf("/reports/donghu/2023/r1/relief");
    const html = await text(`/embed/reports/donghu/2023/relief/p/${anchor}`);
    expect(html).toContain("抢通基站五十余座");
    expect(html).toContain("现有第2版");
    expect(await text(`/embed/reports/donghu/2023/volunteering/p/${FORMER_ANCHOR}`)).toContain("参加1206人次");
  });

  test.each([
    "/embed/reports/donghu/2012",
    "/embed/reports/donghu/2012/statement",
    "/embed/reports/donghu/2012/profile",
    "/embed/reports/donghu/2012/honours",
    "/embed/reports/donghu/2023/r1/integrity",
    "/embed/reports/donghu/2010/r1",
    ...["wide", "items", "marker", "quotes", "face"].map((slug) => `/embed/reports/donghu/2010/r1/${slug}`),
    "/embed/indicators/volunteer-hours",
    ...[1, 3, 6, 50].map((n) => `/embed/indicators/volunteer-hours?${bureausAsked(n)}`),
  ])("%s with style and script stays below 10 kB, and says what it leaves out", async (path) => {
    const html = await text(path);
    expect(new TextEncoder().encode(html).length + around).toBeLessThanOrEqual(MOST_BYTES);
    if (/201[02]\//.test(path) && !path.endsWith("/r1")) expect(html).toMatch(/以下从略.*阅读全文/s);
    expect(html).not.toMatch(/<b>&|<td><td>/);
    expect(html).not.toContain("只有标题，没有正文");
    if (path.includes("indicators")) expect(html).toContain("<svg");
  });

  test("the script for the page around is below 1 kB, open to every origin, and kept by its digest", async () => {
    const answer = await ask("/embed.js");
    expect((await answer.text()).length).toBeLessThan(1000);
    expect(answer.headers.get("Cross-Origin-Resource-Policy")).toBe("cross-origin");
    expect(answer.headers.get("Content-Type")).toContain("text/javascript");
    const again = await ask("/embed.js", { headers: { "If-None-Match": answer.headers.get("ETag")! } });
    expect(again.status).toBe(304);
  });

  test("the page around chooses the colours, and a cookie of the site changes nothing", async () => {
    const path = "/embed/reports/donghu/2023/volunteering";
    expect(await text(`${path}?theme=dark`)).toContain('data-theme="dark"');
    const plain = await (await ask(path, { headers: { Cookie: "display=larger-dark" } })).text();
    expect(plain).not.toMatch(/data-(?:theme|size)/);
    expect((await ask(path)).headers.get("Vary")).toBe("Accept-Encoding");
  });
});

describe("what cannot be embedded says so within the frame", () => {
  test("a withdrawn report, with the date and the reason", async () => {
    for (const rest of ["", "/overview", "/r1/overview", "/overview/p/00000000"]) {
      const answer = await ask(`/embed/reports/liuyin/2018${rest}`);
      expect(answer.status).toBe(410);
      expectFramable(answer);
      expect(answer.headers.get("Cache-Control")).toBe("no-store");
      const html = await answer.text();
      expect(html).toMatch(/撤回日期：2024年10月21日/);
      expect(html).toContain("所附名册含个人信息");
    }
  });

  test.each([
    "/embed/reports/donghu/2023/volunteering/p/zzzzzzzz",
    "/embed/reports/donghu/2023/r2/volunteering/p/zzzzzzzz",
    "/embed/reports/donghu/2023/volunteering/p/ZZ%22%3E",
    `/embed/reports/donghu/2023/volunteering/p/${"a".repeat(300)}`,
    "/embed/reports/donghu/2023/volunteering/p/",
    "/embed/reports/donghu/2023/p/00000000",
    "/embed/reports/donghu/2023/none",
    "/embed/reports/donghu/2023.json",
    "/embed/reports/donghu/2023/revisions",
    "/embed/reports/donghu/2023/original",
    "/embed/reports/nobody/2023",
    "/embed/indicators/none",
    "/embed/staff",
    "/embed/https://evil.example/",
    "/embed/x",
  ])("%s: 404, or the address that was meant", async (path) => {
    const answer = await ask(path);
    expect([404, 308]).toContain(answer.status);
    if (answer.status === 308) return;
    expectFramable(answer);
    expect(await answer.text()).toMatch(/没有/);
  });

  test("wrong limits of an indicator are named; a renamed bureau leads on", async () => {
    const wrong = await ask("/embed/indicators/staff?from=abc");
    expect(wrong.status).toBe(422);
    expectFramable(wrong);
    expect(await wrong.text()).toContain("四位数字");
    const renamed = await ask("/embed/reports/donghu-dianxin/2023/volunteering");
    expect(renamed.headers.get("Location")).toBe("/embed/reports/donghu/2023/volunteering");
  });

  test("nothing else may be framed", async () => {
    for (const path of ["/", "/reports/donghu/2023", "/oembed", "/embed.js", "/nothing"]) {
      const answer = await ask(path);
      expect(answer.headers.get("X-Frame-Options"), path).toBe("DENY");
      expect(answer.headers.get("Content-Security-Policy")).toContain("frame-ancestors 'none'");
    }
  });
});

describe("oEmbed", () => {
  const oembed = (url: string, more = "") => ask(`/oembed?url=${encodeURIComponent(url)}${more}`);
  interface Answer {
    version: string;
    type: string;
    title: string;
    author_name: string;
    width: number;
    height: number;
    html: string;
  }

  test("answers the code of a paragraph, pinned to the revision of today, and the code leads to the piece", async () => {
    const anchor = await anchorOf("/reports/donghu/2023/volunteering");
    const answer = await oembed(`${ORIGIN}/reports/donghu/2023/volunteering#p-${anchor}`, "&format=json&dnt=1");
    expect(answer.status).toBe(200);
    expect(answer.headers.get("Access-Control-Allow-Origin")).toBe("*");
    const told = await answer.json<Answer>();
    expect(told).toMatchObject({ version: "1.0", type: "rich", author_name: donghu.name, width: 640 });
    const path = `/embed/reports/donghu/2023/r2/volunteering/p/${anchor}`;
    expect(told.html).toContain(`<iframe src="${ORIGIN}${path}"`);
    expect(told.html).toContain(`<script src="${ORIGIN}/embed.js" async></script>`);
    expect((await ask(path)).status).toBe(200);
  });

  test.each([
    ["/reports/donghu/2023", "/embed/reports/donghu/2023/r2"],
    ["/reports/donghu/2023/r1/relief", "/embed/reports/donghu/2023/r1/relief"],
    ["/embed/reports/donghu/2023/relief", "/embed/reports/donghu/2023/r2/relief"],
    ["/reports/donghu/2023/relief/?utm_source=x", "/embed/reports/donghu/2023/r2/relief"],
    ["/indicators/staff?from=2019&bureau=donghu", "/embed/indicators/staff?bureau=donghu&amp;from=2019"],
  ])("of %s is %s", async (path, expected) => {
    const told = await (await oembed(ORIGIN + path)).json<Answer>();
    expect(told.html).toContain(`src="${ORIGIN}${expected}"`);
  });

  test("keeps to the width and the height of the page around", async () => {
    const url = `${ORIGIN}/reports/donghu/2023/integrity`;
    const told = await (await oembed(url, "&maxwidth=320&maxheight=250")).json<Answer>();
    expect([told.width, told.height]).toEqual([320, 250]);
    expect(told.html).toContain('height="250"');
    for (const wrong of ["0", "-1", "1.5", "wide", "9999999", ""]) {
      const answer = await oembed(url, `&maxwidth=${wrong}`);
      expect(answer.status, wrong).toBe(400);
      expect((await answer.json<{ detail: string }>()).detail).toContain("最大宽度应是从1起的整数");
    }
  });

  test.each([
    "https://evil.example/reports/donghu/2023",
    "https://gongshi.test.evil.example/reports/donghu/2023",
    "https://gongshi.test@evil.example/reports/donghu/2023",
    "https://x:y@gongshi.test/reports/donghu/2023",
    "//gongshi.test/reports/donghu/2023",
    "/reports/donghu/2023",
    "javascript:alert(1)",
    "ftp://gongshi.test/reports/donghu/2023",
    `${ORIGIN}/staff`,
    `${ORIGIN}/`,
    `${ORIGIN}/reports/donghu/2023.json`,
    `${ORIGIN}/reports/nobody/2023`,
    `${ORIGIN}/reports/donghu/2023/relief#p-zzzzzzzz`,
    "",
    "网址",
  ])("%s is refused with 404, in Chinese", async (url) => {
    const answer = await oembed(url);
    expect(answer.status).toBe(404);
    expect(answer.headers.get("Content-Type")).toContain("application/problem+json");
    expect((await answer.json<{ detail: string }>()).detail).toMatch(/[一-龥]/);
  });

  test("of a withdrawn report tells that and when; without an address, or in XML, what is wrong", async () => {
    const gone = await oembed(`${ORIGIN}/reports/liuyin/2018`);
    expect(gone.status).toBe(410);
    expect((await gone.json<{ detail: string }>()).detail).toMatch(/撤回.*2024年10月21日/);
    expect((await ask("/oembed")).status).toBe(400);
    expect((await oembed(`${ORIGIN}/reports/donghu/2023`, "&format=xml")).status).toBe(501);
    expect((await oembed(`${ORIGIN}/${"a".repeat(2100)}`)).status).toBe(400);
  });

  test("is found from a page, and every kit has the code", async () => {
    for (const path of ["/reports/donghu/2023", "/reports/donghu/2023/r1/relief", "/indicators/staff"]) {
      const answer = await ask(path);
      const html = await answer.text();
      const href = /<link rel="alternate" href="([^"]+)" type="application\/json\+oembed"/.exec(html)![1]!;
      expect(answer.headers.get("Link")).toContain(
        `<${href.replaceAll("&amp;", "&")}>; rel="alternate"; type="application/json+oembed"`,
      );
      const found = await ask(href.replaceAll("&amp;", "&").slice(ORIGIN.length));
      expect(found.status, href).toBe(200);
    }
    const section = await text("/reports/donghu/2023/relief");
    expect(section).toContain(`&lt;iframe src=&quot;${ORIGIN}/embed/reports/donghu/2023/r2/relief&quot;`);
  });
});

test("a title cannot break out of the code", async () => {
  const archive = archiveIn({ DB: env.DB, FILES: env.FILES });
  await archive.report(donghu, 2011, [{ ...short(2011), title: `"><script>alert(1)</script>` }]);
  const told = await (
    await ask(`/oembed?url=${encodeURIComponent(`${ORIGIN}/reports/donghu/2011`)}`)
  ).json<{
    html: string;
  }>();
  expect(told.html).not.toContain("<script>alert");
  expect(await text("/embed/reports/donghu/2011")).not.toContain("<script>alert");
});
