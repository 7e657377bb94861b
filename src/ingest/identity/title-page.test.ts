import { expect, test } from "vitest";
import { notesOf, readText, texts } from "../fixtures/read-text.ts";

const BODY = "\n一、公开陈述\n\n本局承诺真实。\n";

test.each([
  ["on one line", "云浦区水务局2021年度社会责任报告", "云浦区水务局2021年度社会责任报告"],
  ["on two lines", "\n\n上海云浦自来水有限公司\n\n2020 年社会责任报告", "上海云浦自来水有限公司2020 年社会责任报告"],
  ["on three lines with the year last", "云浦区博物馆\n社会责任报告\n2022年度", "云浦区博物馆社会责任报告2022年度"],
  ["with the year in brackets", "云浦街道办事处社会责任报告\n（2021年度）", "云浦街道办事处社会责任报告（2021年度）"],
])("a title %s is joined", (_, printed, title) => {
  expect(readText(printed + BODY).title).toBe(title);
});

test("a title that is printed again is left out and kept in a note", () => {
  const parsed = readText(
    `云浦区水务局\n2021年度社会责任报告\n\n编制说明\n\n本报告每年发布一次。\n\n云浦区水务局\n\n2021年度社会责任报告\n${BODY}`,
  );
  expect(notesOf(parsed, "title-repeated")).toMatchObject([{ text: "云浦区水务局\n2021年度社会责任报告", line: 8 }]);
  expect(texts(parsed)).toEqual(["本报告每年发布一次。", "本局承诺真实。"]);
});

test("other lines of a title page are left out with a note", () => {
  const parsed = readText(`演示数据\n2021年度社会责任报告\n编制单位：云浦区水务局\n二〇二二年三月\n${BODY}`);
  expect(parsed).toMatchObject({ title: "2021年度社会责任报告", bureau: "云浦区水务局", year: 2021 });
  expect(notesOf(parsed, "page-furniture-left-out")[0]?.text).toBe("演示数据\n编制单位：云浦区水务局\n二〇二二年三月");
});

test("without a title the file name stands in, and bureau and year stay open", () => {
  const parsed = readText("一、公开陈述\n\n真实。\n", "dir/云浦.txt");
  expect(parsed).toMatchObject({ title: "云浦", bureau: null, shortName: null, year: null });
  expect(parsed.notes.map((note) => note.code)).toEqual(expect.arrayContaining(["bureau", "year"]));
});

test("English lines of a title page are no part of the title", () => {
  const parsed = readText(
    `云岭县人民医院\nYunling County People's Hospital\n2021年度\n社会责任报告\nSocial Responsibility Report 2021\n二○二二年六月\n${BODY}`,
  );
  expect(parsed).toMatchObject({ title: "云岭县人民医院2021年度社会责任报告", bureau: "云岭县人民医院", year: 2021 });
  expect(notesOf(parsed, "page-furniture-left-out")[0]?.text).toContain("People's Hospital");
});

test.each([
  ["full-width digits", "云浦区水务局社会责任报告\n（２０２１年）", 2021],
  ["a range", "云浦区水务局2021—2022年度社会责任报告", 2022],
  ["Chinese digits with a circle", "云浦区水务局二○二一年社会责任报告", 2021],
])("the year in %s", (_, printed, year) => {
  expect(readText(printed + BODY)).toMatchObject({ bureau: "云浦区水务局", year });
});

test("the bureau is found in a label, or in the signature", () => {
  const labelled = readText(`社会责任报告\n单位名称：云岭县疾病预防控制中心\n报告年度：2021年\n${BODY}`);
  expect(labelled).toMatchObject({ bureau: "云岭县疾病预防控制中心", year: 2021 });
  const signed = readText(`2021年度社会责任报告\n${BODY}\n    云岭县农业农村局（盖章）\n    2022年3月15日\n`);
  expect(signed).toMatchObject({ bureau: "云岭县农业农村局", year: 2021 });
});

test.each([
  ["云浦市东湖区2025年区级部门预算", "预算主管部门：云浦市东湖区财政局", "云浦市东湖区财政局", []],
  ["云浦市2025年市级单位预算", "主管部门：云浦市民政局\n预算单位：云浦市社会福利院", "云浦市社会福利院", []],
  ["云浦市2022年国民经济和社会发展统计公报", "云浦市统计局　国家统计局云浦调查队", "云浦市统计局", ["bureau-guessed"]],
  ["2021年云浦市社会性别统计报告", "云浦市统计局\n云浦市平等促进办公室", "云浦市统计局", ["bureau-guessed"]],
  ["云浦市东湖区2025年区级部门预算", "二〇二五年一月", "云浦市东湖区人民政府", ["bureau-guessed"]],
])("%s is the report of whom its title page names", (title, around, bureau, blocking) => {
  const parsed = readText(`${title}\n${around}\n${BODY}`);
  expect(parsed.bureau).toBe(bureau);
  expect(parsed.notes.filter(({ level }) => level === "blocking").map(({ code }) => code)).toEqual(blocking);
});
