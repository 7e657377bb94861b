import { expect, test } from "vitest";
import { outline, readBody, texts } from "../fixtures/read-text.ts";

test("a numbered line directly above its first point is a heading, also where it begins like a unit", () => {
  expect(
    outline(
      readBody(
        "1 概述\n1.1 本院简介\n建于1952年。\n1.2 年度大事\n1.2.1 抗疫\n派出医疗队。\n1.2.2 新楼\n投入使用。\n2 员工\n2.1 人员情况\n180人。\n2.2 个人成长\n培训8期。\n",
      ),
    ),
  ).toEqual([
    "1 1 概述",
    "2 1.1 本院简介 t",
    "2 1.2 年度大事",
    "3 1.2.1 抗疫 t",
    "3 1.2.2 新楼 t",
    "1 2 员工",
    "2 2.1 人员情况 t",
    "2 2.2 个人成长 t",
  ]);
});

test("a numbered line without text between siblings that have text stays a heading", () => {
  expect(
    outline(
      readBody("一、责任\n\n（一）员工\n\n签订合同。\n\n（二）诚信\n\n（三）公益\n\n捐款三次。\n\n二、评价\n\n好。\n"),
    ),
  ).toEqual(["1 一、责任", "2 （一）员工 t", "2 （二）诚信", "2 （三）公益 t", "1 二、评价 t"]);
});

test("siblings of one shape are headings together when one of them is known", () => {
  const parsed = readBody(
    "一、基本情况。现有职工180人。\n（一）所属类别：公益类事业单位。\n（二）机构设置：设有科室12个。\n二、员工权益。\n1、学习教育。组织学习24次。\n2、职工培训。培训450人次。\n其中：内部300人次。\n",
  );
  expect(outline(parsed)).toEqual([
    "1 一、基本情况。 t",
    "2 （一）所属类别： t",
    "2 （二）机构设置： t",
    "1 二、员工权益。",
    "2 1、学习教育。 t",
    "2 2、职工培训。 tt",
  ]);
  expect(texts(parsed)).toContain("组织学习24次。");
});

test("short lines between sentences are headings together", () => {
  expect(
    outline(
      readBody(
        "本公司是国有企业。\n公司员工650人。\n安全生产\n全年未发生人身伤亡事故。\n优质服务\n客户满意率99.2%，投诉下降。\n",
      ),
    ).slice(1),
  ).toEqual(["1 安全生产 t", "1 优质服务 t"]);
});

test("a chapter title that wraps in a file broken at a fixed width is one heading", () => {
  const text = `一、公开陈述
    本报告真实、准确、完整地反映了本公司在二〇二一年度履行社会责任的
情况。我们承诺，报告内容不存在虚假记载、误导性陈述，欢迎社会各界监
督，也欢迎来信来电提出宝贵意见。
    （一）深入推进老旧小区供水设施改造，切实保障居民用水安全，不断提
高服务水平
    改造小区四十六个，涉及居民一万八千户，改造后水压稳定、水质良好，
居民反映良好。
    （二）优化营商环境
    办理用水报装平均用时三天，比上年缩短两天，全部实现网上办理，受到
企业欢迎。
`;
  expect(outline(readBody(text))).toEqual([
    "1 一、公开陈述 t",
    "2 （一）深入推进老旧小区供水设施改造，切实保障居民用水安全，不断提高服务水平 t",
    "2 （二）优化营商环境 t",
  ]);
});

test("what a body is there for is a list, and one short sentence among list lines is one of them", () => {
  const duties =
    "一、主要职能\n\n（一）贯彻执行财政方针政策。\n\n（二）拟订改革方案，并组织实施。提出建议。\n\n（三）负责管理收支。编制预算草案。\n\n（四）管理非税收入。管理票据。\n\n（五）完成区委、区政府交办的其他任务。\n\n";
  const spent =
    "二、经费情况\n\n（一）出国费0元，与上年持平。\n\n（二）购车费3.50万元，用于更新。\n\n（三）公务接待费0.00万元。与上年持平。\n\n三、其他\n\n无。\n";
  expect(outline(readBody(duties + spent))).toEqual(["1 一、主要职能 iiiii", "1 二、经费情况 iii", "1 三、其他 t"]);
});
