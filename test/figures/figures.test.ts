import { env } from "cloudflare:test";
import { beforeAll, describe, expect, test } from "vitest";
import { createApp } from "../../src/app.ts";
import { createContext } from "../../src/compose.ts";
import { forgetArchiveVersion } from "../../src/http/page-cache/archive-version.ts";
import { figuresApiPath, figuresPath, figuresTablePath } from "../../src/paths.ts";
import { readMissingFigures } from "../../src/reports/publish/missing-figures.ts";
import { publishReport } from "../../src/reports/publish/publish.ts";
import { restoreReport, withdrawReport } from "../../src/reports/publish/withdraw.ts";
import { bytesOf } from "../factories.ts";
import { requireRowCounts } from "../support/row-counts.ts";
import { countingDatabase } from "../support/counting-database.ts";
import { ask, text } from "../support/site.ts";

const ctx = createContext(env, { name: "发布员", roles: ["publisher"] });
const YEAR = 2023;

const reportText = (volunteers: string) => `示例市新河供水局2023年度社会责任报告

一、公开陈述

本报告真实，欢迎社会监督。

二、基本情况

年末在岗员工200人，全年售水收入**万元，管道2,460公里。

三、志愿服务

${volunteers}

四、社会评价

来信感谢的约三十人。
`;

async function publish(volunteers: string) {
  const result = await publishReport(ctx, {
    bytes: bytesOf(reportText(volunteers)),
    fileName: "report.txt",
    bureau: "xinhe",
  });
  forgetArchiveVersion();
  return result;
}

interface Answer {
  revision: number;
  total: number;
  figures: { section: string; anchor: string; text: string; value: number | null; unit: string; url: string }[];
  to_check: { kind: string; quotations: { text: string; anchor: string }[]; computed: string; message: string }[];
}
const answer = async (query = "") => (await ask(figuresApiPath("xinhe", YEAR) + query)).json<Answer>();

beforeAll(async () => {
  const first = await publish("注册志愿者90人，占全局员工总数的47.5%。");
  expect(first.figuresToCheck.map(({ computed }) => computed)).toEqual(["90 ÷ 200 = 45.00%"]);
  await publish("注册志愿者90人，占全局员工总数的45%。");
});

describe("the figures of a published report", () => {
  test("are kept with the paragraph that states them, `**` as withheld", async () => {
    const { revision, total, figures } = await answer();
    expect([revision, total]).toEqual([2, 6]);
    expect(figures.map(({ section, text: printed, value, unit }) => [section, printed, value, unit])).toEqual([
      ["profile", "200人", 200, "人"],
      ["profile", "**万元", null, "元"],
      ["profile", "2,460公里", 2460, "公里"],
      ["volunteering", "90人", 90, "人"],
      ["volunteering", "45%", 45, "%"],
      ["evaluation", "三十人", 30, "人"],
    ]);
    const [{ url, anchor }] = figures as [Answer["figures"][0]];
    expect(await text(new URL(url).pathname)).toContain(`id="p-${anchor}"`);
  });

  test("of an earlier revision stay as they were, with what was to be checked then", async () => {
    expect((await answer()).to_check).toEqual([]);
    const [doubt] = (await answer("?revision=1")).to_check;
    expect(doubt).toMatchObject({ kind: "share", computed: "90 ÷ 200 = 45.00%" });
    expect(doubt?.quotations.map((each) => each.text)).toEqual([
      "注册志愿者90人，占全局员工总数的47.5%",
      "年末在岗员工200人",
    ]);
    const page = await text(figuresPath("xinhe", YEAR, 1));
    expect(page).toContain("待核对：");
    for (const { anchor } of doubt?.quotations ?? []) expect(page).toContain(`#p-${anchor}`);
  });

  test("stand on a page that links every one to its paragraph and shows what is withheld", async () => {
    const page = await text(figuresPath("xinhe", YEAR));
    const { figures } = await answer();
    for (const { section, anchor } of figures) expect(page).toContain(`/reports/xinhe/2023/${section}#p-${anchor}`);
    expect(page).toContain('class="withheld"');
    expect(page).toContain("<td>占全局员工总数的</td>");
    expect(page).toContain("没有发现彼此对不上的数字");
    expect(await text("/reports/xinhe/2023")).toContain(`href="${figuresPath("xinhe", YEAR)}"`);
  });

  test("can be taken away as a table", async () => {
    const response = await ask(figuresTablePath("xinhe", YEAR));
    expect(response.headers.get("Content-Type")).toBe("text/csv; charset=utf-8");
    const lines = (await response.text()).trim().split("\r\n");
    expect(lines).toHaveLength(7);
    expect(lines[1]).toMatch(
      /,200人,200,,人,,年末在岗员工,https:\/\/gongshi\.test\/reports\/xinhe\/2023\/r2\/profile#p-/,
    );
  });

  test("cost eleven rows, however many sections there are", async (context) => {
    await requireRowCounts(context);
    for (const path of [figuresPath("xinhe", YEAR), figuresApiPath("xinhe", YEAR)]) {
      const { database, cost } = countingDatabase(env.DB);
      forgetArchiveVersion();
      const later = { waitUntil() {}, passThroughOnException() {}, props: {} } as unknown as ExecutionContext;
      const response = await createApp().request(`https://rows.test${path}`, {}, { ...env, DB: database }, later);
      expect(response.status).toBe(200);
      expect(cost.rows).toBeLessThanOrEqual(11);
      expect(cost.queries).toBeLessThanOrEqual(4);
    }
  });
});

describe("a report whose figures cannot be shown", () => {
  test.each([
    [figuresPath("nobody", YEAR), 404],
    [figuresPath("xinhe", 1999), 404],
    [figuresPath("xinhe", YEAR, 9), 404],
    [`${figuresApiPath("xinhe", YEAR)}?revision=0`, 400],
    [`${figuresApiPath("xinhe", YEAR)}?unit=x`, 400],
  ])("%s answers %i", async (path, status) => expect((await ask(path)).status).toBe(status));

  test("is gone while it is withdrawn and back when it is restored", async () => {
    const admin = createContext(env, { name: "管理员", roles: ["admin"] });
    await withdrawReport(admin, "xinhe", YEAR, "统计口径有变");
    forgetArchiveVersion();
    expect((await ask(figuresPath("xinhe", YEAR))).status).toBe(410);
    expect((await ask(figuresTablePath("xinhe", YEAR))).status).toBe(410);
    await restoreReport(admin, "xinhe", YEAR);
    forgetArchiveVersion();
    expect((await ask(figuresPath("xinhe", YEAR))).status).toBe(200);
  });

  test("that nobody has read for figures shows them all the same, until the trigger has read it and always", async () => {
    const [before, table] = [await answer(), await text(figuresTablePath("xinhe", YEAR))];
    const later = () => env.DB.exec("UPDATE archive_state SET version = version + 1").then(forgetArchiveVersion);
    await env.DB.exec("UPDATE revision_figures SET reader = 0, to_check = NULL, packed = NULL");
    await later();
    expect(await answer()).toEqual(before);
    expect(await text(figuresTablePath("xinhe", YEAR))).toBe(table);
    expect(await readMissingFigures(ctx)).toBe(2);
    expect(await readMissingFigures(ctx)).toBe(0);
    await later();
    expect(await answer()).toEqual(before);
    expect(await text("/reports/xinhe/2023/r1")).toContain("待核对1处");
  });

  test("whose kept figures are damaged shows those of its text", async () => {
    const before = await answer();
    await env.DB.exec("UPDATE revision_figures SET packed = 'x'");
    await env.DB.exec("UPDATE archive_state SET version = version + 1");
    forgetArchiveVersion();
    expect(await answer()).toEqual(before);
  });
});
