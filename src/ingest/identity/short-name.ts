const PARENT =
  /^.*?(?:股份有限公司|有限责任公司|有限公司|集团公司|集团|总公司)(?!(?:股份)?有限(?:责任)?公司)(?=.{3,})/u;
const PLACE =
  /^(?:(?:北京|上海|天津|重庆)市?|(?:[\p{Script=Han}]{2,3}省|(?:内蒙古|广西壮族|宁夏回族|新疆维吾尔|西藏)自治区)?[\p{Script=Han}]{2,4}?市|[\p{Script=Han}]{2,3}省)/u;
const DISTRICT = /[区县镇乡]|街道/;
const COMPANY = /(?:股份有限公司|有限责任公司|有限公司)$/;
const KIND =
  /(?:股份有限公司|有限责任公司|有限公司|分公司|公司|集团|街道办事处|办事处|人民医院|中心医院|医院|中心小学|小学|中学|学校|幼儿园|大学|学院|电信局|供电局|管理局|事务中心|服务中心|中心|委员会|管理所|支行|分行|银行|局|所|站|院|馆|厂|处|部|队)$/;
const REACH = 200_000;
const GENERIC = /^(?:[本我该贵]|集团$|公司$|中心$|学校$|医院$|单位$|分公司$|总公司$)/;
const DECLARED =
  /(?:以下|下文|文中)?(?:统)?(?:简称|称)(?:为)?[:：]?[“"‘「《]?([\p{Script=Han}A-Za-z0-9]{2,20})(?=[”"’」》）)、，或])/gu;

/** The short name that a report declares for its own bureau (以下简称“松江电信局”), else one derived from the full name. */
export function shortName(bureau: string, text: string): string {
  const near = text.slice(0, REACH);
  const declared = [...near.matchAll(DECLARED)].map((found) => ({
    name: found[1] ?? "",
    before: near.slice(Math.max(0, found.index - 60), found.index),
  }));
  const usable = declared.filter(({ name }) => name.length < bureau.length && !GENERIC.test(name));
  const core = distinctiveCore(bureau);
  const own = usable.find(
    ({ name, before }) =>
      before
        .replace(/\s/g, "")
        .replace(/[（(，]$/, "")
        .endsWith(bureau) && sharesWith(name, bureau),
  );
  return own?.name ?? usable.find(({ name }) => name.includes(core))?.name ?? derivedShortName(bureau);
}

/** Two characters in a row of the full name: 云浦图书馆 for 云浦区图书馆. */
function sharesWith(name: string, bureau: string): boolean {
  return Array.from({ length: Math.max(0, name.length - 1) }, (_, i) => name.slice(i, i + 2)).some((pair) =>
    bureau.includes(pair),
  );
}

/** The part of the name that tells this bureau from its sisters: 松江 of 中国电信股份有限公司上海松江电信局. */
function distinctiveCore(bureau: string): string {
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
  if (bare.length <= 3 && placed !== own) return own.replace(COMPANY, "");
  return bare.length >= 2 ? bare : placed;
}

/** The place in front is dropped if the rest still says which one: 气象局 alone would not. */
function withoutPlace(name: string, atLeast: number): string {
  const rest = name.replace(PLACE, "");
  return rest.length >= atLeast && rest !== "" && (DISTRICT.test(rest) || rest.length >= atLeast) ? rest : name;
}
