import { isClosed } from "./closing.ts";
import type { Para } from "../para.ts";

const ROLE =
  "(?:总理|省长|市长|州长|盟长|区长|县长|旗长|镇长|乡长|局长|书记|主任|经理|总裁|董事长|理事长|会长|院长|校长|园长|所长|站长|馆长|厂长|行长|社长|处长|科长|队长|主席|首席执行官|负责人|法定代表人|法人代表|签名|签字|签章|盖章|公章)";
const ENDS_WITH_ROLE = new RegExp(`${ROLE}(?:[)）])?\\s*[:：]?$`);
const ROLE_AND_NAME = new RegExp(
  `${ROLE}(?:[（(].{1,8}[)）])?\\s*[:：]?[ \\u3000]*(?:\\p{Script=Han}\\s*){2,4}(?:[（(].{1,8}[)）])?$`,
  "u",
);
const DATE =
  /^(?:日期[:：]\s*)?(?:\d{4}|[二〇○零一三四五六七八九]{4})\s*(?:年|[.\-/])\s*[\d一二三四五六七八九十]{1,3}\s*(?:月|[.\-/])\s*(?:[\d一二三四五六七八九十]{1,3}\s*日?)?$/;
const ORGANISATION =
  /^[\p{Script=Han}（）()·]{4,40}(?:局|公司|中心|医院|学校|小学|中学|幼儿园|大学|学院|办事处|委员会|党委|党组|集团|厂|所|站|院|馆|银行|支行|分行|协会|基金会|董事会|监事会|政府)(?:[（(](?:公章|盖章|章)[)）])?$/u;
/** A department of it beside it: 示例有限公司 人力资源部. */
const SIGNING = new RegExp(`${ORGANISATION.source.slice(0, -1)}(?:\\s?\\p{Script=Han}{2,10}[部处室科办])?$`, "u");
const DATE_LABEL = /^\p{Script=Han}{0,4}日期\s?[:：]\s*/u;
const NAME = /^\p{Script=Han}(?:[ \u3000]*\p{Script=Han}){1,3}$/u;
const LONGEST = 50;

/** A line that a signature is made of, names aside: who signs, in what office, or when. */
export function looksSigned(text: string): boolean {
  if (text.length > LONGEST || /[，。；！？]/.test(text)) return false;
  return ENDS_WITH_ROLE.test(text) || ROLE_AND_NAME.test(text) || DATE.test(text);
}

/** A bureau and a date below it, set off by an empty line: a signature even at the end of a list of awards. */
export function endsSigned(paras: Para[]): boolean {
  const [bureau, date] = paras.slice(-2);
  return !!bureau && !!date && bureau.gap > 0 && ORGANISATION.test(bureau.text) && DATE.test(date.text);
}

/** 示例市财政局 in bold above the date: who signs. */
export function isSignedBelow(para: Para, next: Para | undefined): boolean {
  return next !== undefined && SIGNING.test(para.text.trim()) && DATE.test(next.text.replace(DATE_LABEL, ""));
}

/** Marks the signature at the end of a section's paragraphs: office, name, bureau and date in any order. */
export function markSignature(paras: Para[]): void {
  let end = paras.length;
  while (end > 0 && isBelowSignature(paras[end - 1] as Para)) end--;
  let start = end;
  while (start > 0 && maySign(paras[start - 1] as Para)) start--;
  const tail = paras.slice(start, end);
  const lead = tail.findIndex((para) => looksSigned(para.text) || ORGANISATION.test(para.text));
  if (lead < 0 || !tail.slice(lead).some((para) => looksSigned(para.text))) return;
  const named = lead > 0 && NAME.test(tail[lead - 1]?.text ?? "") ? lead - 1 : lead;
  for (const para of tail.slice(named)) para.role = "signature";
}

/** 抄送 and its like are printed below who signed. */
function isBelowSignature(para: Para): boolean {
  return para.role === "text" && /^(?:抄送|抄报|主送|联系人|[（(]此件)/.test(para.text) && para.text.length <= 80;
}

function maySign(para: Para): boolean {
  if (para.role !== "text" || para.table) return false;
  const { text } = para;
  return looksSigned(text) || NAME.test(text) || (ORGANISATION.test(text) && !isClosed(text));
}
