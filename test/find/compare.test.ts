import { beforeAll, describe, expect, test } from "vitest";
import { ask, text } from "../support/site.ts";
import { openIndexedArchive } from "./archive.ts";

beforeAll(openIndexedArchive);

const decode = (html: string) => html.replaceAll("&amp;", "&");
const VOLUNTEERING = "/compare?section=volunteering";

describe("comparing one section", () => {
  test("shows the texts side by side, withheld figures as withheld, each with its way into the report", async () => {
    const html = await text(`${VOLUNTEERING}&report=donghu/2021&report=donghu/2023`);
    expect(html).toContain("志愿者八十人");
    expect(html).toContain("志愿者九十人");
    expect(html).not.toContain("九百人");
    expect(html).toMatch(/服务<span class="withheld">/);
    expect(html).toContain('href="/reports/donghu/2023/volunteering"');
    expect(html).toContain('href="/reports/donghu/2023/volunteering#p-a0"');
  });

  test("says where a report has no such section, and where there is no such report", async () => {
    const html = await text(`${VOLUNTEERING}&report=yunzhan/2023&report=yunzhan/2020`);
    expect(html).toContain("这份报告没有这一节");
    expect(html).toContain("本站没有云栈局2020年度的报告");
  });

  test("the matrix offers what has the section, and takes out what is shown", async () => {
    const html = decode(await text(`${VOLUNTEERING}&report=donghu/2023`));
    expect(html).toContain(`href="${VOLUNTEERING}&report=donghu/2023&report=donghu/2021#texts"`);
    expect(html.indexOf('id="choose"')).toBeLessThan(html.indexOf('id="texts"'));
    expect(html).toContain(`href="${VOLUNTEERING}#choose" rel="nofollow" aria-current="true"`);
    const two = decode(await text(`${VOLUNTEERING}&report=donghu/2023&report=donghu/2021`));
    expect(two.indexOf('id="texts"')).toBeLessThan(two.indexOf('id="choose"'));
    expect(html).toMatch(/aria-label="已选，移除东湖局2023年度"/);
    expect(html).toContain("无此节");
    expect(html).not.toContain("report=yunzhan/2023");
  });

  test.each([
    ["&bureau=donghu", "&report=donghu/2023&report=donghu/2021"],
    ["&year=2023", "&report=donghu/2023"],
    ["&bureau=donghu&bureau=yunzhan&year=2023", "&report=donghu/2023&report=yunzhan/2023"],
  ])("%s stands for %s", async (asked, meant) => {
    const answer = await ask(VOLUNTEERING + asked);
    expect(answer.status).toBe(302);
    expect(answer.headers.get("Location")).toBe(VOLUNTEERING + meant);
  });

  test("more than four reports are a table, ten at most", async () => {
    const years = (count: number) => Array.from({ length: count }, (_, i) => `&report=donghu/${2023 - i}`).join("");
    const five = await text(VOLUNTEERING + years(5));
    expect(five).toContain("<caption>5份报告的同一章节</caption>");
    expect(five).toMatch(/<th scope="row"><b>东湖局 2023<\/b>.*志愿者九十人/s);
    expect(five).not.toContain("一次最多对比");
    expect(await text(VOLUNTEERING + years(11))).toContain("一次最多对比10份，只列出前10份");
  });

  test("without a section, or with one that is none, lists the sections there are", async () => {
    expect(await text("/compare")).toContain('href="/compare?section=volunteering"');
    const unknown = await ask("/compare?section=nosuch");
    expect(unknown.status).toBe(404);
    expect(await unknown.text()).toContain("没有代号为“nosuch”的标准章节");
    expect((await ask(`${VOLUNTEERING}&report=donghu`)).status).toBe(422);
  });

  test("a section of a report leads to its comparison with the year beside it", async () => {
    const html = decode(await text("/reports/donghu/2023/volunteering"));
    expect(html).toContain(`href="${VOLUNTEERING}&report=donghu/2021&report=donghu/2023"`);
  });
});
