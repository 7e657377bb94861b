import { env } from "cloudflare:test";
import { beforeAll, describe, expect, test } from "vitest";
import * as paths from "../../src/paths.ts";
import { donghu, short } from "../support/donghu.ts";
import { ask, openArchive, ORIGIN, text } from "../support/site.ts";

let archive: Awaited<ReturnType<typeof openArchive>>;
beforeAll(async () => {
  archive = await openArchive();
});

/** The ledger's, staff's, search's and feedback's own tests cover theirs. */
const ANSWERS: Partial<Record<keyof typeof paths, [path: string, status: number]>> = {
  homePath: [paths.homePath(), 200],
  bureausPath: [paths.bureausPath(), 200],
  bureauPath: [paths.bureauPath("donghu"), 200],
  yearsPath: [paths.yearsPath(), 200],
  yearPath: [paths.yearPath(2023), 200],
  reportPath: [paths.reportPath("donghu", 2023, 1), 200],
  sectionPath: [paths.sectionPath("donghu", 2023, "volunteering"), 200],
  paragraphPath: [paths.paragraphPath("donghu", 2023, "volunteering", "x", 2), 200],
  revisionsPath: [paths.revisionsPath("donghu", 2023), 200],
  diffPath: [paths.diffPath("donghu", 2023, 1, 2), 200],
  originalPath: [paths.originalPath("donghu", 2023, 1), 200],
  importNotesPath: [paths.importNotesPath("donghu", 2023, 1), 200],
  indicatorsPath: [paths.indicatorsPath(), 200],
  indicatorPath: [paths.indicatorPath("staff"), 200],
  bureauIndicatorsPath: [paths.bureauIndicatorsPath("donghu"), 200],
  indicatorApiPath: [paths.indicatorApiPath("staff"), 200],
  feedBase: [`${paths.feedBase()}.json`, 200],
  bureauFeedBase: [`${paths.bureauFeedBase("donghu")}.json`, 200],
  sectionFeedBase: [`${paths.sectionFeedBase("volunteering")}.atom`, 200],
  indicatorFeedBase: [`${paths.indicatorFeedBase("staff")}.json`, 200],
  pressPath: [paths.pressPath(), 200],
  newPressPath: [paths.newPressPath(), 200],
  followPath: [paths.followPath(), 200],
  followSearchPath: [paths.followSearchPath("?q=x"), 200],
  pressFeedBase: [`${paths.pressFeedBase()}.atom`, 200],
  feedbackFeedBase: [`${paths.feedbackFeedBase()}.json`, 200],
  searchFeedBase: [`${paths.searchFeedBase()}.json?q=x`, 200],
  dataPath: [paths.dataPath(), 200],
  dataChangesPath: [paths.dataChangesPath(), 200],
  llmsPath: [paths.llmsPath(), 200],
  mcpPath: [paths.mcpPath(), 405],
  sitemapPath: [paths.sitemapPath(), 200],
  robotsPath: [paths.robotsPath(), 200],
  openapiPath: [paths.openapiPath(), 200],
  apiReferencePath: [paths.apiReferencePath(), 200],
  healthPath: [paths.healthPath(), 200],
  faviconPath: [paths.faviconPath(), 200],
  displayPath: [`${paths.displayPath()}?size=large&back=/bureaus`, 303],
  formatPath: [paths.formatPath(paths.reportPath("donghu", 2023), "json"), 200],
};

describe("every function of paths.ts answers", () => {
  for (const [name, [path, status]] of Object.entries(ANSWERS)) {
    test(`${name}: ${path} → ${status}`, async () => {
      expect((await ask(path)).status).toBe(status);
    });
  }
});

interface ReportJson {
  bureau: unknown;
  file: { sha256: string };
  sections: { slug: string; parent: string | null; blocks: { url: string; anchor: string }[] }[];
}

const FORMATS = {
  json: "application/json; charset=utf-8",
  md: "text/markdown; charset=utf-8",
  txt: "text/plain; charset=utf-8",
  bib: "application/x-bibtex; charset=utf-8",
  ris: "application/x-research-info-systems; charset=utf-8",
  "csl.json": "application/vnd.citationstyles.csl+json; charset=utf-8",
};

describe("a report and a section in every form", () => {
  const bases = [
    "/reports/donghu/2023",
    "/reports/donghu/2023/r1",
    "/reports/donghu/2023/relief",
    "/reports/donghu/2023/r1/relief",
  ];
  for (const base of bases) {
    for (const [format, type] of Object.entries(FORMATS)) {
      test(`${base}.${format}`, async () => {
        const answer = await ask(`${base}.${format}`);
        expect(answer.status).toBe(200);
        expect(answer.headers.get("Content-Type")).toBe(type);
        expect(answer.headers.get("Link")).toContain('rel="canonical"');
      });
    }
  }

  test("a page says to reference managers what it is, and escapes what a title holds", async () => {
    await archive.report(donghu, 2010, [{ ...short(2010), title: `"><script>x</script>` }]);
    expect(await text("/reports/donghu/2023")).toContain(
      '<meta name="citation_technical_report_institution" content="示例市东湖电信局"/>',
    );
    expect(await text("/reports/donghu/2023/r1/relief")).toContain('<meta name="citation_title" content="救灾捐助"/>');
    expect(await text("/reports/donghu/2010")).not.toContain("<script>x");
    expect((await ask("/reports/donghu/2023")).headers.get("Link")).toContain(
      'type="application/x-research-info-systems"',
    );
  });

  test("the JSON of a report has every paragraph with its frozen address", async () => {
    const report = await (await ask("/reports/donghu/2023.json")).json<ReportJson>();
    expect(report.bureau).toEqual({ slug: "donghu", name: donghu.name, short_name: donghu.shortName, demo: true });
    const section = report.sections.find((each) => each.slug === "volunteering");
    expect(section?.parent).toBe("governance");
    expect(section?.blocks[0]?.url).toBe(
      `${ORIGIN}/reports/donghu/2023/r2/volunteering#p-${section?.blocks[0]?.anchor}`,
    );
    expect(report.file.sha256).toMatch(/^[0-9a-f]{64}$/);
  });

  test("Markdown escapes what is printed, so that a withheld figure stays one", async () => {
    expect(await text("/reports/donghu/2023/profit.md")).toContain("全年完成业务收入\\*\\*万元");
  });

  test("plain text quotes a section with its headings as printed and its source", async () => {
    const quoted = await text("/reports/donghu/2023/integrity.txt");
    expect(quoted).toMatch(/^（二）诚信生产经营\n\n2、诚信服务\n\n/);
    expect(quoted).toContain("固定地址：https://gongshi.test/reports/donghu/2023/r2/integrity");
  });
});

describe("addresses that were once valid never answer 404", () => {
  test("a section that a later revision dropped answers with the last revision that had it", async () => {
    await archive.report(donghu, 2016, [
      {
        sections: [
          [1, "statement", "一、公开陈述", ["甲。"]],
          [1, "old-section", "二、旧有的一节", ["只在第一版。"]],
        ],
      },
      { sections: [[1, "statement", "一、公开陈述", ["甲。"]]] },
    ]);
    const page = await ask("/reports/donghu/2016/old-section");
    const html = await page.text();
    expect(page.status).toBe(200);
    expect(html).toContain("现行版（第2版）已没有这一节");
    expect(html).toContain("只在第一版。");
    expect(html).toContain('<link rel="canonical" href="https://gongshi.test/reports/donghu/2016/r1/old-section"/>');
    expect((await ask("/reports/donghu/2016/old-section.json")).status).toBe(200);
    expect((await ask("/reports/donghu/2016/r2/old-section")).status).toBe(404);
  });

  test.each(["", "/overview", ".json", ".md", "/r1", "/revisions", "/original", "/r1/notes", "/diff/1..2"])(
    "a withdrawn report answers 410 at %s",
    async (rest) => {
      const answer = await ask(`/reports/liuyin/2018${rest}`);
      expect(answer.status).toBe(410);
      expect(answer.headers.get("Cache-Control")).toBe("no-store");
      expect(await answer.text()).toContain("2024年10月21日");
    },
  );

  test.each([
    ["/reports/donghu-dianxin/2023/volunteering.json", "/reports/donghu/2023/volunteering.json"],
    ["/reports/donghu-dianxin/2023/r1?x=1", "/reports/donghu/2023/r1?x=1"],
    ["/reports/donghu-dianxin/2023/r2/original", "/reports/donghu/2023/r2/original"],
    ["/bureaus/donghu-dianxin", "/bureaus/donghu"],
    ["/feeds/donghu-dianxin.atom", "/feeds/donghu.atom"],
    ["/feeds/donghu-dianxin.json", "/feeds/donghu.json"],
    ["/api/v1/bureaus/donghu-dianxin", "/api/v1/bureaus/donghu"],
    ["/api/v1/reports/donghu-dianxin/2023", "/api/v1/reports/donghu/2023"],
  ])("a renamed bureau redirects: %s", async (from, to) => {
    const answer = await ask(from);
    expect(answer.status).toBe(308);
    expect(answer.headers.get("Location")).toBe(to);
  });
});

describe("bad addresses", () => {
  test.each([
    "/nothing",
    "/bureaus/nobody",
    "/reports/nobody/2023",
    "/reports/donghu/1066",
    "/reports/donghu/3019",
    "/reports/donghu/20x3",
    "/reports/donghu/2023/r0",
    "/reports/donghu/2023/r99",
    "/reports/donghu/2023/r-1",
    "/reports/donghu/2023/r1e9",
    "/reports/donghu/2023/no-such-section",
    "/reports/donghu/2023/<script>alert(1)</script>",
    "/reports/donghu/2023/..%2f..%2fetc",
    "/reports/donghu/2023/diff/1..9",
    "/reports/donghu/2023/diff/1..1",
    "/reports/donghu/2023/diff/a..b",
    "/reports/donghu/2023/r1/revisions",
    "/reports/donghu/2023/r9/original",
    "/reports/donghu/2023/volunteering.pdf",
    "/reports/donghu/2023/volunteering/extra",
    "/reports/donghu/2023/notes",
    "/years/1066",
    "/years/abcd",
    "/feeds/nobody.atom",
    "/feeds/nobody.json",
    "/feeds/sections/nothing.atom",
    "/feeds/indicators/nothing.json",
    "/feeds/feedback/12.atom",
    "/feeds/feedback/x.atom",
    "/sitemap-9.xml",
    "/bureaus?page=99",
    "/reports/donghu/2023/%00",
    "/reports/%F0%9F/2023",
  ])("%s answers 404, in Chinese, kept nowhere", async (path) => {
    const answer = await ask(path);
    expect(answer.status).toBe(404);
    expect(answer.headers.get("Cache-Control")).toBe("no-store");
    const body = await answer.text();
    expect(body).toMatch(/没有|不存在/);
    expect(body).not.toContain("<script>alert");
    expect(body).not.toMatch(/SQL|select |\bat .*\.ts/i);
  });

  test("a missing year offers the years that exist", async () => {
    const html = await text("/reports/donghu/2021");
    expect(html).toContain("本站没有东湖电信局2021年度的报告");
    expect(html).toContain('href="/reports/donghu/2022"');
  });

  test("a bad revision number leads to the revisions", async () => {
    expect(await text("/reports/donghu/2023/r9")).toContain('href="/reports/donghu/2023/revisions"');
  });

  test.each(["/bureaus?page=0", "/bureaus?page=-1", "/bureaus?page=1.5", "/bureaus?page=x"])(
    "%s is refused with what to do",
    async (path) => {
      const answer = await ask(path);
      expect(answer.status).toBe(422);
      expect(await answer.text()).toContain("页码应是");
    },
  );

  test("a missing original is said plainly", async () => {
    await archive.report(donghu, 2015, [short(2015)]);
    const { results } = await (
      await import("cloudflare:test")
    ).env.DB.prepare(
      "SELECT v.file_sha256 AS hash FROM revisions v JOIN reports r ON r.id = v.report_id WHERE r.year = 2015",
    ).all<{ hash: string }>();
    await env.FILES.delete(`originals/${results[0]!.hash}`);
    const answer = await ask("/reports/donghu/2015/original");
    expect(answer.status).toBe(404);
    expect(await answer.text()).toContain("原件暂时无法下载");
  });
});

describe("one address for one thing", () => {
  test.each([
    ["/bureaus/", "/bureaus"],
    ["/reports/donghu/2023/", "/reports/donghu/2023"],
    ["/reports//donghu/2023", "/reports/donghu/2023"],
    ["/bureaus/?page=1", "/bureaus?page=1"],
    ["//evil.example/", "/evil.example"],
    ["/reports", "/bureaus"],
    ["/reports/donghu", "/bureaus/donghu"],
    ["/reports/donghu/2023/diff/2..1", "/reports/donghu/2023/diff/1..2"],
  ])("%s → %s", async (from, to) => {
    const answer = await ask(from);
    expect(answer.status).toBe(308);
    expect(answer.headers.get("Location")).toBe(to);
  });

  test.each(["/", "/reports/donghu/2023", "/feeds/all.atom", "/api/v1/bureaus", "/assets/none.css"])(
    "HEAD %s answers like GET, without a body",
    async (path) => {
      const [get, head] = [await ask(path), await ask(path, { method: "HEAD" })];
      expect(head.status).toBe(get.status);
      expect(await head.text()).toBe("");
    },
  );

  test.each(["/", "/reports/donghu/2023", "/api/v1/bureaus"])(
    "POST %s answers 405 and says what is allowed",
    async (path) => {
      const answer = await ask(path, { method: "POST" });
      expect(answer.status).toBe(405);
      expect(answer.headers.get("Allow")).toContain("GET, HEAD");
    },
  );
});

describe("originals", () => {
  test("are served byte for byte, as a download, with their digest", async () => {
    const answer = await ask("/reports/donghu/2023/original");
    const bytes = new Uint8Array(await answer.arrayBuffer());
    const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
    const hex = Array.from(hash, (byte) => byte.toString(16).padStart(2, "0")).join("");
    expect(answer.headers.get("ETag")).toBe(`"${hex}"`);
    expect(answer.headers.get("Repr-Digest")).toBe(`sha-256=:${btoa(String.fromCharCode(...hash))}:`);
    expect(answer.headers.get("Content-Type")).toBe("text/plain; charset=utf-8");
    expect(answer.headers.get("Content-Disposition")).toBe(
      `attachment; filename="report.txt"; filename*=UTF-8''${encodeURIComponent("东湖电信局2023年报告.txt")}`,
    );
    expect((await ask("/reports/donghu/2023/original", { headers: { "If-None-Match": `"${hex}"` } })).status).toBe(304);
  });

  test("a file name cannot break out of the header", async () => {
    await archive.report(donghu, 2014, [{ ...short(2014), fileName: '../a"b\r\nSet-Cookie: x=1;.txt' }]);
    const answer = await ask("/reports/donghu/2014/original");
    expect(answer.status).toBe(200);
    expect(answer.headers.get("Set-Cookie")).toBeNull();
    expect(answer.headers.get("Content-Disposition")).toContain("filename*=UTF-8''..%2Fa%22b%0D%0ASet-Cookie");
  });
});

test("every table of a report is a CSV of its own, under the revision, and linked beside the table", async () => {
  const page = await text("/reports/donghu/2023/r2");
  const [path = ""] = /\/reports\/donghu\/2023\/r2\/tables\/[0-9a-f]+\.csv/.exec(page) ?? [];
  const answer = await ask(path);
  expect(answer.headers.get("Content-Type")).toBe("text/csv; charset=utf-8");
  expect(answer.headers.get("Access-Control-Allow-Origin")).toBe("*");
  const rows = (await answer.text()).split("\r\n");
  expect(rows[1]).toBe("网络质量,214,188,163,−13.3%");
  const current = path.replace("/r2/", "/");
  expect(await text("/reports/donghu/2023")).toContain(`href="${current}"`);
  expect(await text(current)).toBe(rows.join("\r\n"));
  for (const [at, status] of [
    [path.replace(/[0-9a-f]+\.csv/, "ffffffff.csv"), 404],
    [path.replace("/r2/", "/r9/"), 404],
    ["/reports/liuyin/2018/tables/ab12.csv", 410],
    [path.replace("/donghu/", "/donghu-dianxin/"), 308],
  ] as const)
    expect((await ask(at)).status, at).toBe(status);
});
