import { doubt, plain, quote } from "./doubt.ts";
import type { FigureParagraph } from "../reading/figure-paragraph.ts";
import type { Doubt, Figure } from "../figure.ts";
import { subjectOf } from "../reading/label.ts";
import { unspaced } from "../reading/printed-text.ts";
import { type ExactValue, isExact, sameUnit } from "../reading/exact.ts";
import { between, type FigureSentence, sentencesOf, yearIn } from "../reading/sentences.ts";

const SHARE = /^(?<own>.*?)占(?:了|到|比)?(?<whole>.*?)(?:的|比例|比重)*(?:约|为|达到?)*$/u;
const STAFF = /(?:员工|职工|从业人员|人员)(?:总数|总人数|人数|总量)?$/u;
const STAFF_TOTAL =
  /^(?:年末|年底|期末)?(?:在岗|在册|在职|全体|全部|企业|单位)?(?:员工|职工|从业人员)(?:总数|总人数|人数)?$/u;

interface Total {
  figure: ExactValue;
  paragraph: FigureParagraph;
}

/** Shares of a stated whole: 137 人，占员工总数的 45.82%, with 员工总数 291 人 elsewhere. */
export function checkShares(paragraphs: readonly FigureParagraph[]): Doubt[] {
  const totals = paragraphs.flatMap((paragraph) =>
    paragraph.figures
      .filter(isExact)
      .filter(({ role, unit, table }) => role === "level" && unit !== "%" && !table)
      .map((figure): Total => ({ figure, paragraph })),
  );
  return paragraphs.flatMap((paragraph) =>
    sentencesOf(paragraph).flatMap((sentence) =>
      sentence.figures.flatMap((share, at) => checkShare(share, at, sentence, totals) ?? []),
    ),
  );
}

function checkShare(share: Figure, at: number, sentence: FigureSentence, totals: readonly Total[]): Doubt | null {
  const { paragraph } = sentence;
  const words = SHARE.exec(share.label)?.groups;
  if (share.unit !== "%" || share.role !== "share" || !isExact(share) || !words) return null;
  const part = partOf(words["own"] ?? "", share, at, sentence);
  if (!part) return null;
  const wholes = wholesOf(words["whole"] ?? "", part, sentence, totals).filter((total) => sameYear(total, sentence));
  const reckoned = wholes.map((total) => ({ ...total, percent: (part.value / total.figure.value) * 100 }));
  const nearest = reckoned
    .toSorted((a, b) => rankTotal(a) - rankTotal(b))
    .toSorted((a, b) => off(a.percent, share.value) - off(b.percent, share.value))[0];
  if (!nearest || agrees(nearest.percent, share) || totals.some((total) => mayBeWhole(total, part, share))) return null;
  if (nearest.percent > share.value * 2 || nearest.percent < share.value / 2) return null;
  const places = Math.max(2, share.text.split(".")[1]?.replace(/\D/gu, "").length ?? 0);
  const percent = `${nearest.percent.toFixed(places)}%`;
  const whole = nearest.figure;
  return doubt(
    "share",
    [quote(paragraph.text, part, share), quote(nearest.paragraph.text, whole)],
    `${plain(part.value)} ÷ ${plain(whole.value)} = ${percent}`,
    `报告写“${unspaced(part.text)}”占${words["whole"] || "总数"}的${share.value}%，另一处写“${unspaced(quote(nearest.paragraph.text, whole).text)}”；${plain(part.value)}÷${plain(whole.value)}约为${percent}，请核对这几个数字。`,
  );
}

/** Among equal totals, quotes the one that is called so. */
const rankTotal = ({ figure }: Total) => (/总/u.test(figure.label) ? 0 : 1);

/** A share may be rounded or cut at its last digit. */
const agrees = (percent: number, share: ExactValue) => off(percent, share.value) < share.step * 0.999;

/** Some total, called by another name, that the share is right for. */
const mayBeWhole = ({ figure }: Total, part: ExactValue, share: ExactValue) =>
  /总|共|合计|全|员工|职工|用工|人员/u.test(figure.label) &&
  sameUnit(figure, part) &&
  agrees((part.value / figure.value) * 100, share);

const off = (a: number, b: number) => Math.abs(a - b);

/** The amount that the share is a share of: the amount just before it, or the one named in its own clause. */
function partOf(own: string, share: Figure, at: number, { figures, paragraph }: FigureSentence): ExactValue | null {
  const usable = (figure: Figure | undefined): figure is ExactValue =>
    isExact(figure) && figure.role === "level" && figure.unit !== "%";
  const before = figures[at - 1];
  const subject = subjectOf(own);
  if (subject === "")
    return usable(before) && /^[^%]{0,8}[，,、（(\s]\s*(?:约|大约)?占/u.test(between(paragraph, before, share))
      ? before
      : null;
  const named = figures
    .slice(0, at)
    .filter(usable)
    .filter(({ label }) => subjectOf(label) === subject);
  return named.at(-1) ?? null;
}

function wholesOf(
  words: string,
  part: ExactValue,
  { figures, paragraph }: FigureSentence,
  totals: readonly Total[],
): Total[] {
  const whole = subjectOf(words.trim()).replace(/(?:总数|总量|总人数|总额|全部|人数)$/u, "");
  const fits = (total: Total) =>
    total.figure !== part && sameUnit(total.figure, part) && total.figure.value >= part.value;
  if (whole === "" || whole === "比") {
    const first = figures.find((figure) => isExact(figure) && figure.start < part.start && sameUnit(figure, part));
    const stated = isExact(first) && /^[，,（(]?\s*其中/u.test(paragraph.text.slice(first.end)) ? first : null;
    return stated && stated.role === "level" ? [{ figure: stated, paragraph }].filter(fits) : [];
  }
  const isStaff = STAFF.test(words.trim());
  return totals.filter(fits).filter(({ figure }) => {
    const subject = subjectOf(figure.label);
    if (isStaff && /^(?:员工|职工|从业人员|在岗员工|在岗职工|在册员工|在册职工|在职员工|在职职工)$/u.test(whole))
      return isStaffTotal(figure.label);
    return whole.length >= 2 && subject.replace(/(?:总数|总量|总人数|总额|人数)$/u, "") === whole;
  });
}

/** 员工总数, and 全局员工总数 whoever “全局” is called by name. */
function isStaffTotal(label: string): boolean {
  const subject = subjectOf(label);
  return (
    STAFF_TOTAL.test(subject) ||
    /(?:公司|[局院所厂站])(?:在岗|在册)?(?:员工|职工)(?:总数|总人数)$/u.test(subject) ||
    /[局公司](?:年末|年底)?(?:在岗)?(?:员工|职工)$/u.test(subject)
  );
}

function sameYear({ figure, paragraph }: Total, sentence: FigureSentence): boolean {
  const clause =
    paragraph.text
      .slice(Math.max(0, figure.start - 40), figure.start)
      .split(/[。；;！？\n]/u)
      .at(-1) ?? "";
  if (/上年|去年|往年|同期|以往/u.test(clause)) return false;
  const [here, there] = [yearIn(sentence.text), yearIn(clause)];
  return here === undefined || there === undefined || here === there;
}
