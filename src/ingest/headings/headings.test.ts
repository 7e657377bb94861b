import { expect, test } from "vitest";
import { notesOf, outline, readBody, readText, texts } from "../fixtures/read-text.ts";

test("heading and text on one line are split", () => {
  const parsed = readText(
    "云浦街道办事处2019年社会责任报告\n一、公开陈述。本单位承诺报告真实。\n二、基本情况：工作人员86人。\n2、**所属类别。**本单位属于机关类。\n",
  );
  expect(outline(parsed)).toEqual(["1 一、公开陈述。 t", "1 二、基本情况： t", "2 2、所属类别。 t"]);
  expect(texts(parsed)).toEqual(["本单位承诺报告真实。", "工作人员86人。", "本单位属于机关类。"]);
  expect(notesOf(parsed, "inline-heading")).toHaveLength(3);
  expect(notesOf(parsed, "markup-left-out")[0]?.text).toContain("**所属类别。**");
});

test("（一） with its phrase and text on one line is a heading", () => {
  expect(
    outline(
      readBody(
        "一、主要工作\n\n（一）加强组织领导。成立了领导小组，定期研究。\n\n（二）完善工作机制。制定了制度，明确了职责。\n",
      ),
    ),
  ).toEqual(["1 一、主要工作", "2 （一）加强组织领导。 t", "2 （二）完善工作机制。 t"]);
});

test.each([
  ["dated list lines", "1. 2003 年起，连续被授予文明单位称号\n2. 2005 年起，年年获奖\n", "ii"],
  ["list lines with a gap between", "1. 先进单位\n2. 优秀集体\n\n3. 安全标兵\n", "iii"],
  ["points that end in semicolons", "（1）加强训练，提高本领；\n（2）加强宣传，服务群众；\n（3）加强值守。\n", "iii"],
  ["circled numbers", "①加强训练\n②加强宣传\n", "ii"],
  ["sentences", "1、我们加强了训练，提高了本领，完成了任务。\n2、我们加强了宣传，服务了群众，得到了好评。\n", "ii"],
  ["一是…二是…", "一是加强学习。二是加强训练。三是加强服务。\n", "t"],
  ["numbers inside a paragraph", "我们做到：（1）真实；（2）完整；（3）及时。\n", "t"],
  ["a date", "3月15日，开展宣传活动。\n", "t"],
  ["a version number", "1.5 亿元投入到位，工程完工。\n", "t"],
  ["a label", "时间范围：2021年全年\n", "t"],
  ["结束语 with its text", "结束语：本局将继续努力，做好各项工作。\n", "t"],
  ["a salutation", "尊敬的各位领导：\n\n现将工作报告如下，请予审阅，谢谢大家的支持与帮助。\n", "tt"],
])("%s are no headings", (_, text, kinds) => {
  expect(outline(readBody(`一、公开陈述\n\n${text}\n二、其他\n\n无。\n`))).toEqual([
    `1 一、公开陈述 ${kinds}`,
    "1 二、其他 t",
  ]);
});

test("numbered points with text below each are headings", () => {
  expect(
    outline(readBody("一、员工\n\n1. 全面加强党建引领\n\n开展学习十二次。\n\n2. 深化技能培训\n\n培训八期。\n")),
  ).toEqual(["1 一、员工", "2 1. 全面加强党建引领 t", "2 2. 深化技能培训 t"]);
});

test("known headings in a row stay headings though they have no text", () => {
  expect(outline(readBody("一、社会评价\n\n1、社会荣誉\n\n2、领导关怀\n\n3、媒体报道\n\n无。\n"))).toEqual([
    "1 一、社会评价",
    "2 1、社会荣誉",
    "2 2、领导关怀",
    "2 3、媒体报道 t",
  ]);
});

test("a short line above running text is a heading; a name, a date, a cut clause is none", () => {
  const body = "我们坚持以人为本，尊重每一位职工的劳动，关心他们的生活，保障其合法权益。";
  expect(outline(readBody(`一、主要内容\n\n企业文化建设\n\n${body}\n`))).toEqual([
    "1 一、主要内容",
    "2 企业文化建设 t",
  ]);
  expect(outline(readBody(`一、主要内容\n\n${body}\n\n2021年3月\n\n${body}\n`))).toEqual(["1 一、主要内容 ttt"]);
});

test("text before the first heading is a section of its own, a report without headings one section", () => {
  const parsed = readBody("本报告由云浦区水务局编制，每年发布一次，欢迎监督。\n\n一、公开陈述\n\n真实。\n");
  expect(parsed.sections[0]).toMatchObject({ implicit: true, depth: 1, numeral: "", standard: null });
  const plain = readBody("云浦区水务局全年运行平稳，没有发生安全事故。\n");
  expect(plain.sections).toMatchObject([{ implicit: true, title: "正文" }]);
});
