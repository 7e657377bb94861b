import { expect, test } from "vitest";
import { outline, readBody, readText } from "../fixtures/read-text.ts";

const headings = (text: string, name?: string) =>
  outline(readBody(text, name)).map((line) => line.replace(/ [tisT]+$/, ""));

test("1、 and 2、 within 6、 before 7、: points of the same style within a point", () => {
  expect(
    headings(
      "一、会计政策\n\n1、会计期间\n\n会计期间为公历年度。\n\n2、合并报表的编制方法\n\n1、合并范围的确定\n\n合并范围以控制为基础确定。\n\n2、合并程序\n\n合并时抵销内部往来。\n\n3、特别处理\n\n没有特别处理。\n\n3、记账本位币\n\n记账本位币为人民币。\n\n4、金融工具\n\n1、金融资产的分类\n\n金融资产分为三类。\n\n2、金融资产的计量\n\n金融资产按公允价值计量。\n\n5、存货\n\n存货按成本计价。\n\n二、税项\n\n1、增值税\n\n税率为百分之九。\n\n2、所得税\n\n税率为百分之二十五。\n",
    ),
  ).toEqual([
    "1 一、会计政策",
    "2 1、会计期间",
    "2 2、合并报表的编制方法",
    "3 1、合并范围的确定",
    "3 2、合并程序",
    "3 3、特别处理",
    "2 3、记账本位币",
    "2 4、金融工具",
    "3 1、金融资产的分类",
    "3 2、金融资产的计量",
    "2 5、存货",
    "1 二、税项",
    "2 1、增值税",
    "2 2、所得税",
  ]);
});

test("一、 of an auditor's report within 一、 of the chapter", () => {
  expect(
    headings(
      "第一节 公司概况\n\n一、简介\n\n公司成立于本区。\n\n第二节 财务报告\n\n一、审计报告\n\n一、管理层的责任\n\n编制报表是管理层的责任。\n\n二、注册会计师的责任\n\n发表意见是我们的责任。\n\n三、审计意见\n\n报表公允反映了财务状况。\n\n二、财务报表\n\n报表见附表。\n\n三、报表附注\n\n附注见附件。\n",
    ),
  ).toEqual([
    "1 第一节 公司概况",
    "2 一、简介",
    "1 第二节 财务报告",
    "2 一、审计报告",
    "3 一、管理层的责任",
    "3 二、注册会计师的责任",
    "3 三、审计意见",
    "2 二、财务报表",
    "2 三、报表附注",
  ]);
});

test("第一章 is outermost after a preface with a numeral of its own", () => {
  expect(
    headings(
      "前言\n\n一、编写目的\n\n本手册供全体人员使用。\n\n第一章 总则\n\n一、适用范围\n\n适用于全体人员。\n\n二、解释\n\n由办公室解释。\n\n第二章 考勤\n\n一、时间\n\n每天八小时。\n\n附则\n\n一、修订\n\n每年修订一次。\n\n二、生效\n\n自发布之日起生效。\n",
    ),
  ).toEqual([
    "1 前言",
    "2 一、编写目的",
    "1 第一章 总则",
    "2 一、适用范围",
    "2 二、解释",
    "1 第二章 考勤",
    "2 一、时间",
    "1 附则",
    "2 一、修订",
    "2 二、生效",
  ]);
});

test("2.1 to 2.4 that are sentences are clauses, one of a few words too", () => {
  const parsed = readBody(
    "1. 病假\n\n员工患病可以请病假。\n\n2. 事假\n\n2.1 员工因私事请假的，应当提前一天书面申请，由部门负责人批准。\n\n2.2 事假以小时计算，不足一小时的按一小时计算，全年累计。\n\n2.3 事假的审批权限\n\n2.4 连续请假超过五天的，由分管领导批准，报人力资源部备案。\n\n3. 年假\n\n员工每年可以休年假。\n",
  );
  expect(parsed.sections.map(({ heading }) => heading)).toEqual(["1. 病假", "2. 事假", "3. 年假"]);
});

test("a clause in bold that leads over to its points is no heading", () => {
  const parsed = readBody(
    "## 1. 警告\n\n**1.1 违反工作纪律，情节轻微的，包括但不限于：**\n\n连续迟到三次的。\n\n**1.2 行为不端，违反规范，影响轻微的，包括但不限于：**\n\n带无关人员进入的。\n\n## 2. 记过\n\n由办公室决定。\n",
    "a.md",
  );
  expect(parsed.sections.map(({ heading }) => heading)).toEqual(["1. 警告", "2. 记过"]);
});

test("1. with its label in bold is a point, no heading and no chapter", () => {
  expect(
    headings(
      "## 1. 概述\n\n### 1.1 优势\n\n1. **本地部署**：数据保存在本单位的服务器上，不经过外网。\n\n2. **格式齐全**：常用的文件格式都可以读取和检索。\n\n### 1.2 范围\n\n全部科室使用。\n\n## 2. 架构\n\n前后端分离。\n",
      "a.md",
    ),
  ).toEqual(["1 1. 概述", "2 1.1 优势", "2 1.2 范围", "1 2. 架构"]);
});

test.each([
  ["01综合", "02农业", "03工业和建筑业"],
  ["1人口特征", "2婚姻家庭", "3教育文化"],
  ["01 综合", "02 农业", "03 工业"],
])("numbers without a mark count titles up: %s", (...titles) => {
  const text = titles
    .map((title) => `${title}\n\n全年各项指标稳步增长，比上年有所提高，完成了年初的安排。\n\n`)
    .join("");
  expect(headings(`本公报的数据为初步统计数。\n\n${text}`).slice(1)).toEqual(titles.map((title) => `1 ${title}`));
});

test("3人 and 2项 at the start of lines count nothing up", () => {
  const text = ["1项工程完工", "2人获得表彰", "3家企业入驻"]
    .map((line) => `${line}\n\n有关情况已经在网站上公布，群众可以查询。\n\n`)
    .join("");
  expect(headings(`一、概况\n\n情况如下。\n\n${text}`)).toEqual(["1 一、概况"]);
});

test("a part's title that differs by a few characters from its entry of the contents list is that part", () => {
  const parsed = readText(
    "云浦市东湖区规划局2023年度部门决算\n\n目录\n第一部分 云浦市东湖区规划局概况\n第二部分 云浦市东湖区规划局2023年度部门决算表\n第三部分 名词解释\n\n第一部分 云浦市东湖区规划局概况\n\n负责规划管理。\n\n云浦市规划局2023年度部门决算表\n\n表格见附件，金额单位均为万元，合计数可能有尾差。\n\n第三部分 名词解释\n\n基本支出是维持运转的支出。\n",
  );
  expect(outline(parsed).map((line) => line.replace(/ [tisT]+$/, ""))).toEqual([
    "1 第一部分 云浦市东湖区规划局概况",
    "1 云浦市规划局2023年度部门决算表",
    "1 第三部分 名词解释",
  ]);
});

test("a title whose quotation closes on the next line is one; ——who said it is none", () => {
  const parsed = readBody(
    "一、制度\n\n关于印发《云浦局绩效考核管理制度\n（修订版）》的通知\n\n各科室应当遵照执行。\n\n二、文化\n\n我们相信认真做事的力量。\n\n——云浦局局长\n\n全局上下认真做事。\n",
  );
  expect(parsed.sections.map(({ heading }) => heading)).toEqual(["一、制度", "二、文化"]);
  expect(parsed.sections[0]?.blocks[0]).toEqual({
    kind: "text",
    text: "关于印发《云浦局绩效考核管理制度（修订版）》的通知",
  });
});
