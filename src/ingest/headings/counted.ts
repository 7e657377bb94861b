import { isClosed } from "../signs/closing.ts";
import type { Para } from "../para.ts";

/** 01综合, 02 农业, 1人口特征: a number set before a title, without a mark between. */
const COUNTED = /^(\d{1,2})[ \u3000\t]*(?=\p{Script=Han})/u;
const UNIT =
  /^\d{1,2}[ \u3000\t]*(?:[万亿月日元个名次倍户项件点号分米吨楼位条只头辆台座所间期届批场轮层级类种款]|人(?![口事才员民力])|家(?![庭园属])|年(?![度报])|公里|平方|小时|单元)/;
const LONGEST = 24;
const FEWEST = 3;

/** Such lines are headings if they count up from 1 without a gap, three and more of them, each with text below it. */
export function markCounted(paras: Para[]): void {
  const run: { para: Para; printed: string }[] = [];
  for (const [at, para] of paras.entries()) {
    const printed = titleNumber(para, paras[at + 1]);
    if (printed === null) continue;
    if (Number(printed.trim()) === run.length + 1) run.push({ para, printed });
  }
  const isPadded = run[0]?.printed.startsWith("0") === true;
  if (run.length < FEWEST || run.some(({ printed }, i) => i < 9 && printed.startsWith("0") !== isPadded)) return;
  if (!isPadded && run.some(({ para }) => UNIT.test(para.text))) return;
  for (const { para, printed } of run) {
    para.role = "heading";
    para.numeral = { style: "dot", path: [Number(printed.trim())], printed, rest: para.text.slice(printed.length) };
  }
}

function titleNumber(para: Para, next: Para | undefined): string | null {
  if (para.role !== "text" || para.table || para.text.length > LONGEST || isClosed(para.text)) return null;
  const printed = COUNTED.exec(para.text)?.[0];
  if (printed === undefined || /[，。；：、]$/.test(para.text)) return null;
  return next && (next.table || next.text.length > para.text.length) ? printed : null;
}
