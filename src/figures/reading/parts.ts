import { unspaced } from "./printed-text.ts";

/** Words that put a person or a thing in one class of a division; classes of one line exclude each other. */
const DIVISIONS = [
  /[男女]/u,
  /本科|大专|专科|硕士|博士|研究生|高中|中专|初中/u,
  /党员|团员|民主党派|群众/u,
  /高级|中级|初级|技师/u,
  /正式|派遣|合同制|劳务|外包|技术合作|编制|聘用/u,
  /岁/u,
];
const CUMULATIVE = /及以上|以上|及以下|以下/u;
const OTHERS = /^(?:其他|其它|其余|余下|剩余)/u;

/** True for labels of one division, so that nothing is counted twice: 停电类、抄表类, or 男职工、女职工. */
export function isParallel(labels: readonly string[]): boolean {
  const own = labels.map(core);
  if (own.some((label) => CUMULATIVE.test(label)) || new Set(own).size < own.length) return false;
  const division = DIVISIONS.filter((classes) => own.some((label) => classes.test(label)));
  if (division.length > 0) return division.length === 1 && own.every((label) => division[0]?.test(label));
  const ends = new Set(own.filter((label) => !OTHERS.test(label)).map((label) => label.at(-1)));
  return ends.size === 1 && own.every((label) => label.length >= 2);
}

/** True if the parts are all there are: 其他 closes them, men and women, or 分别为. */
export function isWholeDivision(labels: readonly string[], lead: string): boolean {
  const own = labels.map(core);
  if (own.some((label) => CUMULATIVE.test(label))) return false;
  if (OTHERS.test(own.at(-1) ?? "") || /分别[为是]|分为/u.test(lead)) return new Set(own).size === own.length;
  return own.length === 2 && own.some((label) => label.startsWith("男")) && own.some((label) => label.startsWith("女"));
}

const core = (label: string) => unspaced(label.replace(/^其中[：:]?/u, "")).replace(/[为是有共计约达]+$/u, "");
