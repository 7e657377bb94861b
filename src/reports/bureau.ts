import { AppError } from "../errors.ts";
import { bureauSlug, requireField } from "../fields.ts";
import { toSlug } from "./slugs.ts";

const NAME = /^[\p{Script=Han}\p{Letter}\p{Number}（）()〇·・—\-＆& ]{2,60}$/u;

/** Words that say what kind of body it is, left out of a slug if at least two characters remain: 西区局 → 西区 */
const KIND =
  /(?<=..)(?:分公司|有限责任公司|股份有限公司|有限公司|集团公司|集团|公司|电信局|供电局|供水局|邮政局|管理局|区局|局|委员会|中心|医院|学校|街道办事处)$/u;
/** Offices that every city has: without its place nothing tells 乐清市水务局 from others. */
const TRADE =
  /^(?:人民政府|水务|水利|教育|税务|卫生(?:健康)?|财政|公安|民政|司法|交通(?:运输)?|住房.{0,6}|生态环境|环境保护|农业(?:农村)?|林业|文化.{0,8}|统计|审计|商务|供电|供水|供气|燃气|自来水|供热|市场监督|市场监管|电信|邮政|城市管理|应急|体育|科技|科学技术|发展和改革|档案|气象|自然资源.{0,4}|园林.{0,4}|绿化.{0,6}|信访|医疗保障|人力资源.{0,6}|退役军人.{0,4}|工业和信息化|烟草.{0,2}|公交|图书馆|博物馆|档案馆|人民|中心|中医|妇幼保健|人民医院|中心医院|中医院|妇幼保健院|第[一二三四五六七八九十]{1,2}(?:人民医院|中学|小学)|疾病预防控制|红十字会|总工会|法院|检察院|人民法院|人民检察院)(?:管理|监督管理|服务|事务)?$/u;
const PLACE = /^(?:(?:[\p{Script=Han}]{2,3}(?:省|市|自治区))|上海|北京|天津|重庆)/u;

/** Throws `invalid` with the field it was given in. */
export function requireBureauName(name: string, field = "bureau"): string {
  const trimmed = name.trim();
  if (!NAME.test(trimmed))
    throw new AppError(
      "invalid",
      "单位名称只能用汉字、字母、数字、括号和间隔号，2 到 60 个字。请核对报告封面上的单位全称。",
      field,
    );
  return trimmed;
}

export const requireBureauSlug = (slug: string, field = "bureau"): string => requireField(bureauSlug, slug, field);

const LEGAL_FORMS = ["股份有限公司", "有限责任公司", "有限公司"];
const LEGAL_FORM = new RegExp(LEGAL_FORMS.join("|"), "gu");
/** Less than this says too little to tell two bodies apart. */
const SHORTEST_NAME = 4;

/**
 * The names under which a bureau is known without anybody saying so: its own, and those that differ in the legal form alone
 * (云河纸业有限公司, 云河纸业股份有限公司). A part of a name (上海分公司) names a hundred bodies and is never one of them.
 */
export function nameForms(name: string): string[] {
  const plain = name.replace(/\s/gu, "").replaceAll("(", "（").replaceAll(")", "）");
  const core = plain.replace(LEGAL_FORM, "");
  const isCompany = LEGAL_FORMS.some((form) => plain.endsWith(form));
  const forms =
    core.length < SHORTEST_NAME ? [] : isCompany ? [core, ...LEGAL_FORMS.map((form) => core + form)] : [core];
  return [...new Set([name, plain, ...forms])];
}

/** The part of a short name that tells bureaus apart: 松江电信局 → 松江 */
export function bureauCore(shortName: string): string {
  const withoutKind = shortName.replace(KIND, "");
  const withoutPlace = withoutKind.replace(PLACE, "");
  if (withoutPlace !== withoutKind && TRADE.test(withoutPlace)) return withoutKind.replace(/^(.{2,3})[省市]/u, "$1");
  return withoutPlace || withoutKind || shortName;
}

/** Slugs to try in turn for a new bureau: 松江电信局 → songjiang, songjiangdianxinju, songjiang-2, … */
export function bureauSlugs(shortName: string, pinyin: (text: string) => string[]): string[] {
  const join = (text: string) => toSlug([pinyin(text).join("")]);
  const short = join(bureauCore(shortName)) || "bureau";
  const long = join(shortName) || short;
  return [...new Set([short, long, ...Array.from({ length: 20 }, (_, i) => `${short}-${i + 2}`)])];
}
