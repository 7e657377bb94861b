import { env } from "cloudflare:test";
import { beforeAll, describe, expect, test } from "vitest";
import { beijingDay } from "../../src/day.ts";
import { donghu, short } from "../support/donghu.ts";
import { ask, openArchive, ORIGIN, text } from "../support/site.ts";

let archive: Awaited<ReturnType<typeof openArchive>>;
beforeAll(async () => {
  archive = await openArchive();
});

const BASE = "/reports/donghu/2023";
const FIRST = "Fri, 26 Apr 2024 01:30:00 GMT";
const SECOND = "Wed, 18 Sep 2024 02:00:00 GMT";

describe("the text as of a day", () => {
  test.each([
    ["?on=2024-04-26", `${BASE}/r1`],
    ["?on=2024-09-17", `${BASE}/r1`],
    ["?on=2024-09-18", `${BASE}/r2`],
    ["/volunteering?on=2024-05-01", `${BASE}/r1/volunteering`],
    ["/volunteering?mark=%E5%BF%97%E6%84%BF&on=2024-05-01", `${BASE}/r1/volunteering?mark=%E5%BF%97%E6%84%BF`],
    [".json?on=2024-05-01", `${BASE}/r1.json`],
    ["/volunteering.csl.json?on=2024-05-01", `${BASE}/r1/volunteering.csl.json`],
    ["/r2/volunteering?on=2024-05-01", `${BASE}/r1/volunteering`],
    ["?on=2024-05-01。", `${BASE}?on=2024-05-01`],
  ])("%s leads to %s for good", async (asked, expected) => {
    const answer = await ask(BASE + asked);
    expect(answer.status).toBe(308);
    expect(answer.headers.get("Location")).toBe(expected);
  });

  test("today's can change yet: 302, kept by nobody", async () => {
    const answer = await ask(`${BASE}?on=${beijingDay(new Date())}`);
    expect([answer.status, answer.headers.get("Location")]).toEqual([302, `${BASE}/r2`]);
    expect(answer.headers.get("Cache-Control")).toBe("no-store");
  });

  test.each([
    "on=",
    "on=2024-02-30",
    "on=2024-13-01",
    "on=2024-5-1",
    "on=20240501",
    "on=2024年5月1日",
    "on=2024/05/01",
    "on=２０２４-05-01",
    "on=2024-05-01T00:00:00Z",
    "on=%202024-05-01",
    "on=昨天",
    "on=-1",
    "on=0000-00-00",
    `on=${"9".repeat(5000)}`,
    "on=2024-05-01&on=2024-06-01",
    "on=<script>alert(1)</script>x",
  ])("%s is refused with how to write it", async (query) => {
    for (const path of [BASE, `${BASE}/volunteering`]) {
      const answer = await ask(`${path}?${query}`);
      expect(answer.status).toBe(422);
      const html = await answer.text();
      expect(html).toMatch(/日期请写成 2026-11-21 的样子|on 只能写一个日期/);
      expect(html).not.toContain("<script>alert");
    }
  });

  test("a day to come and a day before the first are told apart, with the way on", async () => {
    const later = await ask(`${BASE}?on=2999-01-01`);
    expect(later.status).toBe(422);
    expect(await later.text()).toContain("2999-01-01还没有到");
    const before = await ask(`${BASE}/volunteering?on=2024-04-25`);
    expect(before.status).toBe(404);
    const html = await before.text();
    expect(html).toContain("2024-04-25时这份报告还没有公示。首次公示是2024-04-26");
    expect(html).toContain(`href="${BASE}/r1"`);
    const problem = await ask(`${BASE}.json?on=nonsense`);
    expect(problem.headers.get("Content-Type")).toContain("application/problem+json");
  });

  test("a section that the edition of the day had not, a withdrawn report, an unknown one, a renamed bureau", async () => {
    const none = await ask(`${BASE}/no-such-section?on=2024-05-01`);
    expect(none.status).toBe(404);
    expect(await none.text()).toContain("2024-05-01有效的是第1版，其中没有这一节");
    expect((await ask("/reports/liuyin/2018?on=2019-05-01")).status).toBe(410);
    expect((await ask("/reports/nobody/2018?on=2019-05-01")).status).toBe(404);
    expect((await ask("/reports/donghu-dianxin/2023?on=2024-05-01")).headers.get("Location")).toBe(
      `${BASE}?on=2024-05-01`,
    );
  });
});

test("the API answers the text of a day at once", async () => {
  const revisionOf = async (path: string) =>
    await (await ask(`/api/v1${path}`)).json<{ revision?: number; detail?: string }>();
  expect((await revisionOf(`${BASE}?on=2024-05-01`)).revision).toBe(1);
  expect((await revisionOf(`${BASE}/sections/volunteering?on=2024-05-01`)).revision).toBe(1);
  expect((await revisionOf(`${BASE}/sections/volunteering`)).revision).toBe(2);
  expect((await revisionOf(`${BASE}?on=2024-02-30`)).detail).toContain("日期请写成");
  expect((await revisionOf(`${BASE}?on=2999-01-01`)).detail).toContain("还没有到");
  expect((await ask(`/api/v1${BASE}?on=2020-01-01`)).status).toBe(404);
});

describe("Memento (RFC 7089)", () => {
  const links = (answer: Response) => answer.headers.get("Link") ?? "";
  const gate = (path: string, when?: string) =>
    ask(`/timegate${path}`, { headers: when === undefined ? {} : { "Accept-Datetime": when } });

  test("a page names its TimeGate and TimeMap; a frozen one its original and its moment, first and kept", async () => {
    for (const path of [BASE, `${BASE}/volunteering`]) {
      const current = await ask(path);
      expect(links(current)).toContain(`<${ORIGIN}${path}>; rel="original"`);
      expect(links(current)).toContain(`<${ORIGIN}/timegate${path}>; rel="timegate"`);
      expect(links(current)).toContain(`<${ORIGIN}/timemap${path}>; rel="timemap"; type="application/link-format"`);
      expect(current.headers.get("Memento-Datetime")).toBeNull();
    }
    for (const [path, when] of [
      [`${BASE}/r1`, FIRST],
      [`${BASE}/r2/volunteering`, SECOND],
      [`${BASE}/r1`, FIRST],
    ] as const) {
      const frozen = await ask(path);
      expect(frozen.headers.get("Memento-Datetime")).toBe(when);
      expect(links(frozen)).toContain(`<${ORIGIN}${path.replace(/\/r\d/, "")}>; rel="original"`);
    }
    const ends = links(await ask(BASE));
    expect(ends).toContain(`<${ORIGIN}${BASE}/r1>; rel="first memento"; datetime="${FIRST}"`);
    expect(ends).toContain(`<${ORIGIN}${BASE}/r2>; rel="last memento"; datetime="${SECOND}"`);
    expect(links(await ask("/reports/donghu/2022"))).toContain('rel="first last memento"');
  });

  test.each([
    ["Wed, 01 May 2024 00:00:00 GMT", "/r1"],
    [FIRST, "/r1"],
    [SECOND, "/r2"],
    ["Sat, 01 Jan 2000 00:00:00 GMT", "/r1"],
    ["Thu, 01 Jan 2060 00:00:00 GMT", "/r2"],
    [undefined, "/r2"],
  ])("the TimeGate leads from %s to %s", async (when, expected) => {
    const answer = await gate(BASE, when);
    expect(answer.status).toBe(302);
    expect(answer.headers.get("Location")).toBe(BASE + expected);
    expect(answer.headers.get("Vary")).toMatch(/accept-datetime/i);
    expect(answer.headers.get("Memento-Datetime")).toBeNull();
    expect(answer.headers.get("Access-Control-Allow-Origin")).toBe("*");
    expect(links(answer)).toMatch(/rel="original".*rel="timemap".*rel="first memento".*rel="last memento"/);
    expect((await ask(BASE + expected)).headers.get("Memento-Datetime")).not.toBeNull();
  });

  test("the TimeGate of a section, of a wrong date, and of what there is not", async () => {
    const section = await gate(`${BASE}/volunteering`, FIRST);
    expect(section.headers.get("Location")).toBe(`${BASE}/r1/volunteering`);
    for (const wrong of ["2024-05-01", "", "Thu, 30 Feb 2024 00:00:00 GMT", "x".repeat(4000)]) {
      const answer = await gate(BASE, wrong);
      expect(answer.status, wrong).toBe(400);
      expect(answer.headers.get("Vary")).toMatch(/accept-datetime/i);
      expect(await answer.text()).toContain("Accept-Datetime 应写成");
    }
    expect((await gate("/reports/liuyin/2018", FIRST)).status).toBe(410);
    for (const path of [`${BASE}/none`, `${BASE}/none.json`, `${BASE}/r1`, `${BASE}/original`, "/reports/nobody/2023"])
      expect((await gate(path)).status, path).toBe(404);
    expect((await gate("/reports/donghu-dianxin/2023")).headers.get("Location")).toBe(`/timegate${BASE}`);
    const posted = await ask(`/timegate${BASE}`, { method: "POST" });
    expect([posted.status, posted.headers.get("Allow")]).toEqual([405, "GET, HEAD, OPTIONS"]);
    expect(posted.headers.get("Vary")).toContain("Accept-Datetime");
  });

  test("a frozen address names itself, the first, the last, and its neighbours, of a section those that have it", async () => {
    const named = async (path: string) =>
      Array.from(links(await ask(path)).matchAll(/<([^>]+)>; rel="([a-z ]*memento)"; datetime="([^"]+)"/g), (match) =>
        match.slice(1).join(" | ").replace(`${ORIGIN}${BASE}`, ""),
      );
    expect(await named(`${BASE}/r1`)).toEqual([
      `/r1 | first memento | ${FIRST}`,
      `/r2 | last next memento | ${SECOND}`,
    ]);
    expect(await named(`${BASE}/r2/volunteering`)).toEqual([
      `/r1/volunteering | first prev memento | ${FIRST}`,
      `/r2/volunteering | last memento | ${SECOND}`,
    ]);
    await archive.report(donghu, 2016, [
      short(2016, "一"),
      { ...short(2016, "二"), sections: [[1, "outlook", "一、展望", ["二"]]] },
      short(2016, "三"),
    ]);
    const section = await named("/reports/donghu/2016/r1/statement");
    expect(section.map((line) => line.replace(/ \|[^|]*$/, "").replace(ORIGIN, ""))).toEqual([
      "/reports/donghu/2016/r1/statement | first memento",
      "/reports/donghu/2016/r3/statement | last memento",
    ]);
  });

  test.each([".json", ".md", ".txt", ".bib", ".ris", ".csl.json", "/volunteering.json"])(
    "the form %s has moments, a TimeGate and a TimeMap of its own",
    async (form) => {
      const frozen = `${BASE}/r1${form}`;
      for (const _ of ["first", "kept"]) {
        const answer = await ask(frozen);
        expect(answer.headers.get("Memento-Datetime")).toBe(FIRST);
        expect(links(answer)).toContain(`<${ORIGIN}${BASE}${form}>; rel="original"`);
        expect(links(answer)).toContain(`<${ORIGIN}${BASE}/r2${form}>; rel="last next memento"; datetime="${SECOND}"`);
      }
      expect((await ask(BASE + form)).headers.get("Memento-Datetime")).toBeNull();
      expect((await gate(BASE + form, FIRST)).headers.get("Location")).toBe(frozen);
      expect(await text(`/timemap${BASE}${form}`)).toContain(`<${ORIGIN}${frozen}>; rel="first memento"`);
    },
  );

  test("the TimeMap lists every revision in application/link-format", async () => {
    const answer = await ask(`/timemap${BASE}`);
    expect(answer.headers.get("Content-Type")).toBe("application/link-format");
    expect(await answer.text()).toBe(
      [
        `<${ORIGIN}${BASE}>; rel="original"`,
        `<${ORIGIN}/timemap${BASE}>; rel="self"; type="application/link-format"; from="${FIRST}"; until="${SECOND}"`,
        `<${ORIGIN}/timegate${BASE}>; rel="timegate"`,
        `<${ORIGIN}${BASE}/r1>; rel="first memento"; datetime="${FIRST}"`,
        `<${ORIGIN}${BASE}/r2>; rel="last memento"; datetime="${SECOND}"\n`,
      ].join(",\n"),
    );
    expect(await text(`/timemap${BASE}/volunteering`)).toContain(
      `<${ORIGIN}${BASE}/r1/volunteering>; rel="first memento"`,
    );
    expect((await ask(`/timemap${BASE}/none`)).status).toBe(404);
    expect((await ask("/timemap/reports/liuyin/2018")).status).toBe(410);
  });
});

test("of a report with hundreds of revisions the TimeMap has all, and an early day leads to its own", async () => {
  const at = (n: number) => new Date(Date.UTC(2017, 0, 1, n)).toISOString();
  await archive.report(donghu, 2015, [{ ...short(2015, "稿。"), publishedAt: at(0) }]);
  const columns = (
    await env.DB.prepare("SELECT name FROM pragma_table_info('revisions')").all<{ name: string }>()
  ).results
    .map(({ name }) => name)
    .filter((name) => name !== "id");
  const copied = columns.map((name) =>
    name === "number"
      ? "n.value + 2"
      : name === "published_at"
        ? "strftime('%Y-%m-%dT%H:%M:%S.000Z', '2017-01-01', '+' || (n.value + 1) || ' hours')"
        : `v.${name}`,
  );
  await env.DB.prepare(
    `INSERT INTO revisions (${columns.join(", ")}) SELECT ${copied.join(", ")} FROM revisions v JOIN reports r ON r.id = v.report_id
     JOIN bureaus b ON b.id = r.bureau_id, json_each(?) n WHERE b.slug = 'donghu' AND r.year = 2015 AND v.number = 1`,
  )
    .bind(JSON.stringify(Array.from({ length: 299 }, (_, n) => n)))
    .run();
  await env.DB.exec("UPDATE reports SET current_revision = 300 WHERE year = 2015");
  const map = await text("/timemap/reports/donghu/2015");
  expect(map.match(/memento"/g)).toHaveLength(300);
  expect(map).toContain(`/r1>; rel="first memento"; datetime="${new Date(at(0)).toUTCString()}"`);
  expect((await ask("/reports/donghu/2015?on=2017-01-02")).headers.get("Location")).toBe("/reports/donghu/2015/r40");
});

test("of many revisions the line shows the first, the newest and the one that is read", async () => {
  const editions = Array.from({ length: 9 }, (_, n) => ({
    ...short(2017, `第${n}稿。`),
    publishedAt: `2018-05-0${n + 1}T02:00:00.000Z`,
  }));
  await archive.report(donghu, 2017, editions);
  const line = async (path: string) =>
    Array.from(
      /<ol class="row hint timeline".*?<\/ol>/s.exec(await text(path))![0].matchAll(/第(\d)版|…/g),
      ([all, n]) => n ?? all,
    );
  expect(await line("/reports/donghu/2017")).toEqual(["1", "…", "6", "7", "8", "9"]);
  expect(await line("/reports/donghu/2017/r3")).toEqual(["1", "…", "3", "…", "6", "7", "8", "9"]);
  expect((await text("/timemap/reports/donghu/2017")).match(/memento"/g)).toHaveLength(9);
});

test("a report shows its revisions in one line, and the revisions ask for a day", async () => {
  const html = await text(`${BASE}/r1`);
  const line = /<ol class="row hint timeline".*?<\/ol>/s.exec(html)![0];
  expect(line).toMatch(/r1" aria-current="true">第1版<\/a> .*2024-04-26.*r2">第2版<\/a> .*2024-09-18/s);
  expect(await text("/reports/donghu/2022")).not.toContain("timeline");
  expect(await text(`${BASE}/revisions`)).toMatch(
    /<form method="get" action="\/reports\/donghu\/2023"[^>]*>.*name="on"/s,
  );
});
