const PARENT = /^.*?(?:股份有限公司|有限责任公司|有限公司|集团公司|集团|总公司)(?=.{3,})/u;
const PLACE =
  /^(?:(?:北京|上海|天津|重庆)市?|(?:[\p{Script=Han}]{2,3}省|(?:内蒙古|广西壮族|宁夏回族|新疆维吾尔|西藏)自治区)?[\p{Script=Han}]{2,4}?市|[\p{Script=Han}]{2,3}省)/u;
const DISTRICT = /[区县镇乡]|街道/;
const COMPANY = /(?:股份有限公司|有限责任公司|有限公司)$/;
const KIND =
  /(?:股份有限公司|有限责任公司|有限公司|分公司|公司|集团|街道办事处|办事处|人民医院|中心医院|医院|中心小学|小学|中学|学校|幼儿园|大学|学院|电信局|供电局|管理局|事务中心|服务中心|中心|委员会|管理所|支行|分行|银行|局|所|站|院|馆|厂|处|部|队)$/;
const DECLARED =
  /(?:以下|下文|文中)?(?:统)?(?:简称|称)(?:为)?[:：]?[“"‘「《]?([\p{Script=Han}A-Za-z0-9]{2,20})(?=[”"’」》）)、，或])/gu;

/** The short name that a report declares for its own bureau (以下简称“松江电信局”), else one derived from the full name. */
export function shortName(bureau: string, text: string): string {
  const core = distinctiveCore(bureau);
  for (const found of text.slice(0, 200_000).matchAll(DECLARED)) {
    const name = found[1] ?? "";
    if (name.includes(core) && name.length < bureau.length) return name;
  }
  return derivedShortName(bureau);
}

/** What tells this bureau from its sisters: 松江 of 中国电信股份有限公司上海松江电信局. */
export function distinctiveCore(bureau: string): string {
  const own = withoutPlace(bureau.replace(PARENT, ""), 2);
  let core = own.replace(KIND, "");
  if (core.length < 2) core = own;
  const district = /^([\p{Script=Han}]{2,4}?)[区县]/u.exec(core)?.[1];
  if (district && core.length > district.length + 1) return core;
  return district ?? core.replace(/(?:电信|供电|税务|水务|教育|公安)$/, "");
}

export function derivedShortName(bureau: string): string {
  const own = bureau.replace(PARENT, "");
  const placed = withoutPlace(own, 5);
  const bare = placed.replace(COMPANY, "");
  return bare.length >= 2 ? bare : placed;
}

/** The place in front is dropped where the rest still says which one: 气象局 alone would not. */
function withoutPlace(name: string, atLeast: number): string {
  const rest = name.replace(PLACE, "");
  return rest.length >= atLeast && rest !== "" && (DISTRICT.test(rest) || rest.length >= atLeast) ? rest : name;
}
