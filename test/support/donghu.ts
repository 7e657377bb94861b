import type { Block, ImportNote } from "../../src/ingest/document.ts";
import type { BureauDraft, Draft, Edition } from "./archive.ts";

/** Invented bureaus and reports with everything a page can meet: lists, a table, withheld figures, a long outline. */
export const donghu: BureauDraft = { slug: "donghu", name: "示例市东湖电信局", shortName: "东湖电信局", demo: true };
export const yunzhan: BureauDraft = { slug: "yunzhan", name: "示例市云栈电信局", shortName: "云栈电信局", demo: true };
export const liuyin: BureauDraft = {
  slug: "liuyin",
  name: "示例市柳荫公交公司",
  shortName: "柳荫公交公司",
  demo: true,
};

/** An anchor that the first paragraph of 志愿服务 had in an earlier revision. */
export const FORMER_ANCHOR = "0ldanc40";

const item = (marker: string, text: string): Block => ({ kind: "item", marker, text });

const complaints: Block = {
  kind: "table",
  caption: "表2　客户投诉受理件数",
  header: 1,
  rows: [
    ["类别", "2021", "2022", "2023", "同比"],
    ["网络质量", "214", "188", "163", "−13.3%"],
    ["资费争议", "97", "104", "71", "−31.7%"],
    ["营业服务", "58", "46", "39", "−15.2%"],
    ["合计", "369", "338", "273", "−19.2%"],
  ],
};

const volunteering = (people: number) =>
  `年末登记志愿者186人。全年组织志愿服务48次，参加${people}人次，累计服务3618小时，主要是为高龄住户上门调试电话和电视、在汛期值守低洼路段、周末整理社区活动室。`;

const outlineOf = (people: number, relief: string): Draft[] => [
  [
    1,
    "about-report",
    "报告编制说明",
    [
      "本报告所述时间为2023年1月1日至12月31日。数字取自本局年终报表，与往年口径不同的，在文中注明。这是本局公示的第十份报告。",
    ],
  ],
  [
    1,
    "statement",
    "一、公开陈述",
    [
      "示例市东湖电信局在此公布2023年在员工、客户、社区和环境四个方面做了哪些事，哪些没有做到，下一年准备怎样改。",
      "本局对报告的真实性负责。任何人认为所写与事实不符，都可以指着那一段提出来，本局在期限内公开答复。",
    ],
  ],
  [1, "profile", "二、基本情况"],
  [
    2,
    "overview",
    "（一）规模与性质",
    [
      "本局设9个部门、21个营业网点，服务面积63.4平方公里，南起环湖路，北到老铁桥。年末在岗员工318人，其中女员工143人，占43.97%；合同制301人，派遣制17人。",
      "年内撤并营业网点2个，均在关停前三十天张贴告示，并在原址保留了自助缴费设备。",
    ],
  ],
  [1, "she-hui-ze-ren", "三、社会责任履行情况"],
  [2, "staff-rights", "（一）保障员工权益"],
  [
    3,
    "recruitment",
    "3、员工录用",
    ["全年公开招录11人，岗位、条件和结果均在公司网站公布满七日。新录用人员当月全部签订合同，未发生劳动仲裁。"],
  ],
  [2, "integrity", "（二）诚信生产经营"],
  [
    3,
    "honest-service",
    "2、诚信服务",
    [
      "全年受理客户投诉273件，比上年下降19.2%，其中资费争议下降最多。下降的主要原因是从三月起取消了自动续订，凡新增收费业务一律由客户回复确认后开通；网络质量类投诉仍占六成，集中在北岸两个老旧小区。",
      complaints,
      "投诉平均办结时间由4.1天缩短到2.6天。对超过七天仍未办结的19件，由分管负责人逐件回访，其中3件因涉及小区管线权属，至年末尚未解决。",
    ],
  ],
  [
    3,
    "profit",
    "3、突出利润与经济效益",
    ["全年完成业务收入**万元，实现利润**万元，人均劳动生产率比上年提高4.6%，应缴税费按期足额缴纳。"],
  ],
  [2, "governance", "（三）参与社会治理"],
  [
    3,
    "volunteering",
    "2、志愿服务",
    [
      { kind: "text", text: volunteering(people), was: [FORMER_ANCHOR] },
      "营业厅每周二上午留出一个窗口，教六十岁以上的客户使用手机，全年讲解412场次。",
    ],
  ],
  [3, "relief", "3、救灾捐助", [relief]],
  [
    2,
    "environment",
    "（四）绿色环保形象",
    ["机房空调改造后，全年用电比上年减少6.2%。废旧电池和线缆全部交有资质的单位回收，留有联单。"],
  ],
  [
    1,
    "outlook",
    "四、报告预期与展望",
    ["2024年，客户投诉再降一成；北岸两个小区的管线改造在十月底前完工；继续公布未办结的投诉，直到办结为止。"],
  ],
  [1, "evaluation", "五、社会评价"],
  [
    2,
    "honours",
    "（一）社会荣誉",
    [
      item("1.", "2022—2023年度示例市文明单位；"),
      item("2.", "示例市“敬老服务”先进集体；"),
      item("3.", "示例市安全生产标准化达标单位。"),
      { kind: "signature", text: "示例市东湖电信局" },
      { kind: "signature", text: "2024年4月" },
    ],
  ],
];

const notes: ImportNote[] = [
  {
    code: "contents-left-out",
    level: "info",
    message: "原件的目录共6行，页面另有目录，没有收入正文。",
    text: "报告编制说明.....2\n一、公开陈述.....3\n二、基本情况.....4\n三、履责情况.....5\n四、报告预期与展望.....19\n五、社会评价.....20",
    line: 5,
  },
  {
    code: "paragraph-joined",
    level: "info",
    message: "一段话被分页断开，已接上。",
    text: "累计服务⏎3618小时",
    line: 88,
  },
  {
    code: "doubled-character",
    level: "unsure",
    message: "接上的地方有一个字重复，两个都保留了，请核对。",
    text: "活动⏎动室",
    line: 92,
  },
  { code: "withheld", level: "info", message: "有2处数字在原件里就是“**”，照样保留。", text: "", line: 0 },
];

export const donghu2023: Edition[] = [
  {
    sections: outlineOf(1260, "七月暴雨期间抢通基站五十余座，出动应急发电车多台次。"),
    publishedAt: "2024-04-26T01:30:00.000Z",
    notes,
  },
  {
    sections: [
      ...outlineOf(1206, "七月暴雨期间抢通基站53座，出动应急发电车17台次。").slice(0, -3),
      [
        1,
        "outlook",
        "四、报告预期与展望",
        [
          "2024年，客户投诉再降一成；北岸两个小区的管线改造在十月底前完工；继续公布未办结的投诉，直到办结为止。",
          "自下一年度起，志愿服务的人次、次数、时长由同一份登记表汇总，并随报告公布登记办法。",
        ],
      ],
      ...outlineOf(0, "").slice(-2),
    ],
    publishedAt: "2024-09-18T02:00:00.000Z",
    note: "更正志愿服务人次；救灾捐助的数字写具体。",
    notes,
  },
];

export const short = (year: number, text = `${year}年全年平稳，未发生安全责任事故。`): Edition => ({
  sections: [
    [1, "statement", "一、公开陈述", [text]],
    [1, "profile", "二、基本情况"],
    [2, "overview", "（一）规模与性质", [`${year}年末在岗员工${200 + (year % 50)}人。`]],
  ],
});
