import { doubt, quote } from "./doubt.ts";
import type { FigureParagraph } from "../reading/figure-paragraph.ts";
import type { Doubt, Figure } from "../figure.ts";
import { subjectOf } from "../reading/label.ts";
import { unspaced } from "../reading/printed-text.ts";
import { type ExactValue, isChange, isExact } from "../reading/exact.ts";
import { aimsFrom, type FigureSentence, isOutlook, sentencesOf, yearIn } from "../reading/sentences.ts";
import { unitKind } from "../reading/units.ts";

interface Fact {
  key: string;
  figure: ExactValue;
  paragraph: FigureParagraph;
  year: string | undefined;
  subject: string;
  /** Of whom or where its paragraph speaks so far: 规模以上, 园区. */
  scope: string;
  /** The beginning of its words: the figure itself, or the amount that a change follows. */
  from: Figure;
}

/** Such a noun names the things that are counted; a sentence that merely tells of an event has none. */
const COUNTED = /(?:率|量|数|额|收入|面积|得分|利润|客户|用户|员工|职工|度数|里程|人次)$/u;
const TOO_COMMON =
  /^.{0,4}(?:满意[率度]|完成率|达标率|合格率|覆盖率|及时率|参与率|办结率|签订率|准点率|通过率|接通率|使用率|人数|数量|次数|培训人数|参训人数)$/u;
const OTHER_TIME =
  /上年|去年|往年|同期|目标|计划|力争|预计|将|拟|截[至止]\d+月|季度|上半年|下半年|(?<!\d年)\d+月|[一二三四五六七八九十]月|期间|当月|当日|每|一度|日均|人均|月均|平均|新增|原有|原来|以往|再/u;
/** Enterprises above a size, those of a park and all of a county have profits of their own. */
const SCOPE =
  /规模以[上下]|规[上下]|限额以[上下]|限上|开发区|园区|高新区|经开区|保税区|全[国省市区县州旗镇乡球]|城镇|农村|市[辖本]|[市区县省本]级|本部|母公司|合并|集团|子公司|分公司|民营|国有|外资|个体|院区|校区|厂区/gu;
/** 相关支出 is another thing in every paragraph. */
const POINTS_BACK = /^(?:相关|有关|该|此|其|上述|本项|这|各|同类|以上|两者|前者|后者|单位)/u;
const FARTHEST = 0.2;

/** One fact that two places state differently: 工信部申述量 下降 55.71%, then 工信部申述总量下降 56.4%. */
export function checkRepeats(paragraphs: readonly FigureParagraph[]): Doubt[] {
  const facts = paragraphs
    .filter((paragraph) => !isOutlook(paragraph))
    .flatMap((paragraph) => sentencesOf(paragraph).flatMap(factsOf));
  const own = mostNamedYear(paragraphs);
  const byKey = Map.groupBy(facts, ({ key }) => key);
  return [...byKey.values()].flatMap((stated) => {
    const values = distinct(stated);
    const [first, second] = values;
    return first && second && values.length === 2 && differs(first, second, own) ? [toDoubt(first, second)] : [];
  });
}

/** The first statement of each value; a third value says that the words do not name one fact. */
function distinct(facts: readonly Fact[]): Fact[] {
  const values: Fact[] = [];
  for (const fact of facts) {
    if (values.length > 2) break;
    if (!values.some((each) => agrees(each, fact))) values.push(fact);
  }
  return values;
}

const factsOf = (sentence: FigureSentence): Fact[] =>
  sentence.figures.flatMap((figure, at) =>
    isExact(figure) && figure.role !== "share" ? (factOf(figure, sentence.figures[at - 1], sentence) ?? []) : [],
  );

function factOf(
  figure: ExactValue,
  before: Figure | undefined,
  { paragraph, text, start }: FigureSentence,
): Fact | null {
  if (figure.start > aimsFrom(paragraph.text)) return null;
  const ahead = text.slice(0, figure.start - start);
  const from = before && follows(figure, before, paragraph) ? before : figure;
  const subject = subjectOf(from.label);
  const clause = unspaced(figure.label);
  const lead = from === figure ? clause : from.label + clause;
  if (POINTS_BACK.test(subject) || OTHER_TIME.test(lead.replace(/比?[较比]?上年|[较比]去年|同比/gu, ""))) return null;
  const named = isChange(figure)
    ? subject.length >= 4 && !/[到至]$/u.test(subject)
    : namesAmount(subject) && (subject.length >= 6 || !hasTopicBefore(ahead, figure.label));
  const key = `${figure.role} ${unitKind(figure.unit)} ${subject}`;
  const scope = scopeOf(paragraph.text.slice(0, figure.start));
  return named ? { key, figure, paragraph, year: yearIn(ahead), subject, scope, from } : null;
}

const scopeOf = (lead: string) => [...new Set(lead.match(SCOPE))].toSorted().join();

/** A change that says nothing of its own belongs to the amount just before it. */
const follows = (figure: ExactValue, before: Figure, { text }: FigureParagraph) =>
  isChange(figure) &&
  subjectOf(figure.label) === "" &&
  /^[，,（(]\s*[^，,]{0,8}$/u.test(text.slice(before.end, figure.start));

const namesAmount = (subject: string) => subject.length >= 3 && COUNTED.test(subject) && !TOO_COMMON.test(subject);

/** The words before a short label may name its owner: 长宁院区，占地面积 70 亩. */
const hasTopicBefore = (lead: string, label: string) =>
  subjectOf(
    lead
      .trimEnd()
      .slice(0, -label.length || undefined)
      .replace(/[，,、：:]/gu, ""),
  ) !== "";

const apart = (a: Fact, b: Fact) => Math.abs(a.figure.value - b.figure.value);
const agrees = (a: Fact, b: Fact) => apart(a, b) < Math.max(a.figure.step, b.figure.step);

/** The year that the report is about; a sentence that names none speaks of it. */
function mostNamedYear(paragraphs: readonly FigureParagraph[]): string | undefined {
  const named = paragraphs.flatMap(({ text }) => text.match(/(?:19|20)\d\d(?=\s?年)/gu) ?? []);
  const counted = [...Map.groupBy(named, (year) => year)].map(([year, all]) => ({ year, times: all.length }));
  return counted.toSorted((a, b) => b.times - a.times)[0]?.year;
}

function differs(a: Fact, b: Fact, own: string | undefined): boolean {
  if ((a.year ?? own) !== (b.year ?? own) || a.scope !== b.scope) return false;
  if (a.paragraph === b.paragraph && Math.abs(a.figure.start - b.figure.start) < 8) return false;
  return !agrees(a, b) && apart(a, b) <= FARTHEST * Math.max(a.figure.value, b.figure.value);
}

function toDoubt(a: Fact, b: Fact): Doubt {
  const [first, second] = [quote(a.paragraph.text, a.from, a.figure), quote(b.paragraph.text, b.from, b.figure)];
  const [one, two] = [a, b].map(({ figure }) => unspaced(figure.text));
  return doubt(
    "repeated",
    [first, second],
    `${one} ≠ ${two}`,
    `“${b.subject}”前后两处写得不同：一处是${one}，一处是${two}，请核对是否同一件事、以哪个为准。`,
  );
}
