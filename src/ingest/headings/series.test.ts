import { expect, test } from "vitest";
import { outline, readBody } from "../fixtures/read-text.ts";

const TEXT = "全年供水若干万吨，水质综合合格率保持稳定，二次供水设施改造按计划推进。";

test("a phrase with a comma and its text on one line is a heading, like its sisters", () => {
  expect(
    outline(
      readBody(
        `一、回顾\n\n（一）稳供水，水质更加可靠。${TEXT}\n\n（二）强服务，网点更密，群众更加满意。${TEXT}\n\n${TEXT}\n\n（三）抓安全。${TEXT}\n\n二、安排\n\n（一）坚持改革，加快发展。${TEXT}\n\n（二）坚持民生，提升服务！${TEXT}\n`,
      ),
    ),
  ).toEqual([
    "1 一、回顾",
    "2 （一）稳供水，水质更加可靠。 t",
    "2 （二）强服务，网点更密，群众更加满意。 tt",
    "2 （三）抓安全。 t",
    "1 二、安排",
    "2 （一）坚持改革，加快发展。 t",
    "2 （二）坚持民生，提升服务！ t",
  ]);
});

test("titles with a comma on lines of their own are headings where text follows most of them", () => {
  expect(
    outline(
      readBody(
        `（一）稳供水，强保障，水质更可靠\n${TEXT}\n（二）强服务，群众更满意。\n${TEXT}\n（三）抓安全\n${TEXT}\n`,
      ),
    ),
  ).toEqual(["1 （一）稳供水，强保障，水质更可靠 t", "1 （二）强服务，群众更满意。 t", "1 （三）抓安全 t"]);
});

test("1、 with a full stop is the sister of 1、 without", () => {
  expect(
    outline(
      readBody(
        `一、履责\n\n1、股东权益\n\n${TEXT}\n\n2、职工权益。\n\n${TEXT}\n\n3、环境保护与可持续发展。\n\n${TEXT}\n\n二、结语\n\n谢谢。\n`,
      ),
    ),
  ).toEqual(["1 一、履责", "2 1、股东权益 t", "2 2、职工权益。 t", "2 3、环境保护与可持续发展。 t", "1 二、结语 t"]);
});

test.each([
  ["sentences in a row", "（一）坚持原则，遵守法律。\n（二）爱岗敬业，诚实守信。\n（三）服务群众，奉献社会。\n"],
  [
    "clauses of a rule",
    "（一）迟到早退的，扣发奖金。情节严重的，予以处分。\n（二）无故旷工的，扣发工资。屡教不改的，解除合同。\n",
  ],
  ["points with figures", "（一）投入资金120万元，改造管网。惠及居民。\n（二）新增网点8个，延长服务。群众方便。\n"],
  ["1. with its text behind it", "1.医疗卫生方面。全省免费筛查。\n2.养老帮困方面。提高补贴标准。\n"],
])("no headings: %s", (_, list) => {
  expect(
    outline(readBody(`一、要求\n\n${list}\n二、结语\n\n谢谢。\n`)).map((line) => line.replace(/ [ti]+$/, "")),
  ).toEqual(["1 一、要求", "1 二、结语"]);
});

test("a sister with a colon for the stop is one of them, and a list goes on after a remark", () => {
  expect(
    outline(
      readBody(
        `一、总体\n（一）主动公开。${TEXT}\n（二）信息管理。${TEXT}\n（三）平台建设：${TEXT}\n二、措施\n1．完善值班制度，缩短到达时间。\n2．更新抢修车辆，配齐抢修工具。\n以上两项六月底前完成。\n3．公开停电信息，接受用户监督。\n以上由营业厅负责。\n三、结语\n谢谢。\n`,
      ),
    ),
  ).toEqual([
    "1 一、总体",
    "2 （一）主动公开。 t",
    "2 （二）信息管理。 t",
    "2 （三）平台建设： t",
    "1 二、措施 iitit",
    "1 三、结语 t",
  ]);
});
