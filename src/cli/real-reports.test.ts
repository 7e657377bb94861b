import { readFileSync } from "node:fs";
import { beforeEach, describe, expect, test } from "vitest";
import type { ParsedReport } from "../ingest/document.ts";
import { account } from "../ingest/fixtures/lost-text.ts";
import { columns } from "../ingest/line.ts";
import { parseReport } from "../ingest/read-report.ts";
import { needsReportFiles, reportFile, withoutReportFiles } from "./local/report-files.ts";

beforeEach(needsReportFiles);

const read = (name: string) => {
  if (withoutReportFiles) return { parsed: {} as ParsedReport, file: "" };
  const bytes = readFileSync(reportFile(name));
  return { parsed: parseReport(bytes, name), file: bytes.toString("utf8") };
};

/** depth numeral|start of the title|its standard section|block kinds: t text, i item, s signature. */
const outline = (parsed: ParsedReport) =>
  parsed.sections.map(
    (s) =>
      `${s.depth} ${s.numeral}|${s.title.slice(0, 3)}|${s.standard ?? "-"}|${s.blocks.map((b) => b.kind[0]).join("")}`,
  );
const textsOf = (parsed: ParsedReport) =>
  parsed.sections.flatMap((s) => s.blocks.flatMap((b) => (b.kind === "table" ? b.rows.flat() : [b.text])));
const joins = (parsed: ParsedReport, code = "paragraph-joined") =>
  parsed.notes.filter((note) => note.code === code).map((note) => note.line);

describe("songjiang 2023", () => {
  const { parsed, file } = read("songjiang-2023.txt");

  test("says who reports on which year", () => {
    expect(parsed.bureau).toBe("中国电信股份有限公司上海松江电信局");
    expect(parsed.shortName).toBe("松江电信局");
    expect(parsed.year).toBe(2023);
    expect(parsed.title).toBe(`${parsed.bureau}2023 年度社会责任报告`);
  });

  test("has every heading at its level, with its standard section and its paragraphs", () => {
    expect(outline(parsed)).toEqual([
      "1 |报告编|about-report|",
      "2 |报告范|-|t",
      "2 |发布周|-|t",
      "2 |涵盖内|-|t",
      "2 |编制依|-|t",
      "1 一、|公开陈|statement|ttss",
      "1 二、|基本情|profile|",
      "2 （一）|规模与|overview|ttt",
      "2 （二）|所属类|category|t",
      "1 三、|社会责|-|",
      "2 (一)|保障员|staff-rights|",
      "3 1、|理论学|theory-study|tt",
      "3 2、|员工教|staff-training|tttt",
      "3 3、|员工录|recruitment|tt",
      "3 4、|劳动保|labour-protection|ttt",
      "2 （二）|诚信生|integrity|",
      "3 1、|诚信经|honest-operation|tttt",
      "3 2、|诚信服|honest-service|tttt",
      "3 3、|利润与|profit|tt",
      "2 （三）|参与社|governance|",
      "3 1、|参与文|civic-building|tttt",
      "3 2、|志愿服|volunteering|ttt",
      "3 3、|救灾捐|relief|t",
      "2 （四）|绿色环|environment|",
      "3 1、|环境管|environment-management|tt",
      "3 2、|低碳节|energy-saving|t",
      "3 3、|环保形|green-image|t",
      "1 四、|报告预|outlook|t",
      "1 五、|社会评|evaluation|",
      "2 （一）|社会荣|honours|iiiiiiiiii",
      "2 （二）|领导关|leaders|ttt",
      "2 （三）|媒体报|media|t",
      "2 （四）|公众反|public-response|t",
    ]);
    expect(parsed.sections.map((s) => s.heading)).toContain("3、救灾捐助：");
    expect(parsed.sections.map((s) => s.heading)).toContain("一、 公开陈述");
  });

  test("joins every paragraph that a page cut, and nothing else", () => {
    expect(joins(parsed)).toEqual([78, 84, 90, 94, 110, 118, 132, 150, 162, 166, 186, 196, 222, 230]);
    expect(joins(parsed, "doubled-character")).toEqual([162, 166]);
    const text = textsOf(parsed).join("\n");
    for (const joined of [
      "传承红色基因",
      "作为企业培训经费额度",
      "不断壮大文体活动队伍",
      "4楼员工食堂",
      "小药箱物品；",
      "规范要求按时、按规范履约。",
      "建立服务修复体系",
      "软件测评标准",
      "志愿服务活动动，全局",
      "数字化治理等等数字化转型",
      "安装新风引进设备",
      "开创新局面、再上新台阶。",
      "暨“新时代党的创新理论",
      "中国电信上海公司与",
    ])
      expect(text).toContain(joined);
  });

  test("keeps the signature apart and the award that a page cut in one piece", () => {
    const signature = parsed.sections[5]?.blocks.filter((b) => b.kind === "signature");
    expect(signature).toEqual([
      { kind: "signature", text: `${parsed.bureau}党委书记、局长：` },
      { kind: "signature", text: "蔡振华" },
    ]);
    const awards = parsed.sections.find((s) => s.standard === "honours")?.blocks ?? [];
    expect(awards).toHaveLength(10);
    expect(awards.at(-1)).toMatchObject({
      kind: "item",
      marker: "",
      text: expect.stringMatching(/^蒋世劼.*优秀作品奖。$/),
    });
  });

  test("leaves nothing of the contents list or the second title in the text", () => {
    expect(textsOf(parsed).filter((text) => /\.{3}|目录|社会责任报告$/.test(text))).toEqual([]);
    expect(parsed.notes.filter((note) => note.code === "contents-left-out").map((note) => note.line)).toEqual([9]);
    expect(parsed.notes.filter((note) => note.code === "title-repeated").map((note) => note.line)).toEqual([40]);
    expect(parsed.notes.filter((note) => note.code === "contents-disagrees")).toEqual([]);
  });

  test("loses no character", () => {
    expect(account(file, parsed)).toEqual({ lost: "", invented: "", inOrder: true });
  });
});

describe("xiqu 2019", () => {
  const { parsed, file } = read("xiqu-2019.txt");

  test("says who reports on which year", () => {
    expect(parsed.bureau).toBe("中国电信股份有限公司上海西区电信局");
    expect(parsed.shortName).toBe("西区局");
    expect(parsed.year).toBe(2019);
    expect(parsed.title).toBe(`${parsed.bureau} 2019 年度社会责任报告`);
  });

  test("has every heading at its level, with its standard section and its paragraphs", () => {
    expect(outline(parsed)).toEqual([
      "1 |报告编|about-report|",
      "2 |报告简|-|ttttt",
      "1 一、|公开陈|statement|ttts",
      "1 二、|基本情|profile|",
      "2 1、|企业概|overview|",
      "3 |区局简|-|ttttt",
      "2 2、|所属类|category|t",
      "1 三、|主要内|-|",
      "2 （一）|保障员|staff-rights|",
      "3 1、|理论学|theory-study|tttt",
      "3 2、|员工教|staff-training|tttt",
      "3 3、|员工录|recruitment|ttt",
      "3 4、|劳动保|labour-protection|ttt",
      "2 （二）|诚信生|integrity|",
      "3 1、|诚信经|honest-operation|tttt",
      "3 2、|诚信服|honest-service|tttt",
      "3 3、|突出利|profit|t",
      "3 4、|合作共|-|ttt",
      "2 （三）|参与社|governance|",
      "3 1、|参与文|civic-building|tttt",
      "3 2、|志愿服|volunteering|t",
      "3 3、|救灾捐|relief|t",
      "2 （四）|绿色环|environment|",
      "3 1、|环境管|environment-management|tt",
      "3 2、|低碳节|energy-saving|tt",
      "3 3、|环保形|green-image|tttt",
      "1 （四）|报告预|outlook|",
      "2 （一）|报告的|expected-performance|",
      "3 1、|经济或|economic-benefit|ttt",
      "3 2、|社会效|social-benefit|tt",
      "3 3、|环境效|environmental-benefit|t",
      "2 （二）|报告展|prospects|",
      "3 1、|员工期|staff-prospects|tt",
      "3 2、|供应链|partner-prospects|t",
      "1 （五）|社会评|evaluation|",
      `2 1、|社会荣|honours|${"i".repeat(21)}`,
      "2 2、|领导关|leaders|ttt",
      "2 3、|媒体报|media|ttt",
      "2 4、|公众反|public-response|t",
    ]);
    expect(parsed.notes.filter((note) => note.code === "level-adjusted").map((note) => note.line)).toEqual([254, 290]);
  });

  test("joins every paragraph that a page cut, and nothing else", () => {
    expect(joins(parsed)).toEqual([136, 162, 176, 188, 196, 214, 242, 282, 339]);
    expect(joins(parsed, "doubled-character")).toEqual([]);
    const text = textsOf(parsed).join("\n");
    for (const joined of [
      "理想信念教育为核心",
      "发放奖学金；",
      "扩充建立了22 名监督员",
      "下降 38.5%。",
      "成绩显著单位，并获得",
      "规模应用服务，成功",
      "完成全年节能",
      "不断提升员工办公",
      "西区局成功保障",
    ])
      expect(text).toContain(joined);
  });

  test("splits the heading that stands on one line with its text", () => {
    expect(parsed.sections.find((s) => s.standard === "category")).toMatchObject({
      heading: "2、所属类别。",
      blocks: [{ kind: "text", text: "西区局属于经营性企业类服务行业文明单位。" }],
    });
  });

  test("keeps the list of 21 awards over the empty line in it, and labels and 结束语 as text", () => {
    const awards = parsed.sections.find((s) => s.standard === "honours")?.blocks ?? [];
    expect(awards.map((b) => (b.kind === "item" ? b.marker : b.kind))).toEqual(
      Array.from({ length: 21 }, (_, i) => `${i + 1}.`),
    );
    expect(awards[0]).toMatchObject({ text: expect.stringMatching(/^2003 年起，/) });
    expect(
      textsOf(parsed).filter((text) => /^(?:时间范围|报告范围|报告篇幅|参考依据|结束语)：/.test(text)),
    ).toHaveLength(5);
    expect(parsed.sections[2]?.blocks.at(-1)).toMatchObject({
      kind: "signature",
      text: expect.stringMatching(/局长、党委书记$/),
    });
  });

  test("keeps withheld figures as printed, and says so once", () => {
    const text = textsOf(parsed).join("\n");
    expect(text).toContain("经营收入**万元");
    expect(text).toContain("基站**个");
    expect(parsed.notes.filter((note) => note.code === "withheld")).toHaveLength(1);
    expect(text).toContain("支 持");
  });

  test("leaves the contents list out and tells where it disagrees", () => {
    expect(parsed.notes.find((note) => note.code === "contents-left-out")?.text.split("\n")).toHaveLength(36);
    expect(textsOf(parsed).filter((text) => text.includes("目 录"))).toEqual([]);
    const disagrees = parsed.notes
      .filter((note) => note.code === "contents-disagrees")
      .map((note) => note.text)
      .join("\n");
    expect(disagrees).toContain("五、报告预期与展望 → （四）报告预期与展望");
  });

  test("loses no character", () => {
    expect(account(file, parsed)).toEqual({ lost: "", invented: "", inOrder: true });
  });
});

/** As an editor of 76 columns breaks lines: Chinese takes two, and no line begins with a closing mark. */
function wrapLine(line: string): string {
  let width = 0;
  return line.replace(/./gu, (c) => {
    width += columns(c);
    if (width <= 76 || "，。、；：”》）".includes(c)) return c;
    width = columns(c);
    return `\n${c}`;
  });
}
const wrapped = (file: string) => file.split("\n").map(wrapLine).join("\n");
const withoutContents = (file: string) => {
  const start = file.search(/\n目 ?录/);
  const first =
    file
      .slice(start)
      .match(/\n([^\n]*(?:编制说明|公开陈述))[.\t\d]*\n/)?.[1]
      ?.split(/[.\t]/)[0] ?? "";
  const body = file.indexOf(`\n${first}\n`, file.indexOf(first, start) + first.length);
  return file.slice(0, start) + file.slice(body);
};

describe.each(["songjiang-2023.txt", "xiqu-2019.txt"])("%s in another shape", (name) => {
  const { parsed, file } = read(name);
  test.each([
    ["without its contents list", withoutContents, name],
    ["without empty lines", (text: string) => text.replace(/\n+/g, "\n"), name],
    ["as Markdown", (text: string) => text, "report.md"],
    ["with Windows line ends and indents", (text: string) => text.replace(/\n(?=.)/g, "\r\n\u3000\u3000"), name],
    ["wrapped at a fixed width", wrapped, name],
  ])("%s has the same outline", (_, shape, fileName) => {
    const other = parseReport(new TextEncoder().encode(shape(file)), fileName);
    expect(outline(other)).toEqual(outline(parsed));
  });
});
