const YEARS =
  "(?:\\d{4}|[０-９]{4}|[一二三四五六七八九〇○零OＯ]{4})\\s*(?:学?年?度?\\s*(?:[-－—–~～至到]+)\\s*(?:\\d{4}|[一二三四五六七八九〇○零]{4}))?\\s*学?年?\\s*度?";
const IN_TITLE = new RegExp(`[（(【]?\\s*${YEARS}\\s*[)）】]?`, "g");
const REPORT_WORDS =
  /(?:关于|发布|公示)?(?:履行)?(?:上海市)?(?:文明单位|文明校园|企业|单位)?(?:履行)?(?:企业)?社会责任(?:履行)?(?:情况)?(?:的)?(?:公示)?(?:报告书?|报告摘要|年报|白皮书)?.*$/;
const SUFFIX =
  /(?:局|公司|中心|医院|学校|小学|中学|幼儿园|大学|学院|办事处|委员会|集团|厂|所|站|院|馆|台|部|处|社|队|园|银行|支行|分行|协会|学会|基金会|法院|检察院|海关|党校|政府|总站|营业部|机场|港|商店|商厦|酒店|宾馆|超市|剧院|电台|电视台|报社|联合会|联社|合作社|工厂|工会|公会|红十字会|商会|促进会|研究会|妇联|文联|侨联|科协|残联|团委|监狱)$/;
const NAME = /^[\p{Script=Han}A-Za-z0-9（）()·“”\-&]+$/u;
/** 编制单位：…, 单位名称：… */
export const LABELLED =
  /^(?:(?:编制|发布|公示|报告|填报|申报|责任)(?:单位|机构|人|主体)|(?:单位|企业|公司|机构|学校|医院)(?:名称|全称))(?:[（(].{1,8}[)）])?\s*[:：\t]\s*/;
const DATE = /^(?:\d{4}|[二〇○零一三四五六七八九]{4})\s*(?:年|[.\-/])\s*\S{1,3}\s*(?:月|[.\-/])/;
const SEAL = /[（(](?:公章|盖章|章|印章)[)）]$/;
const FULL_AND_SHORT = /([\p{Script=Han}（）()A-Za-z0-9·]{4,40})[（(](?:以下|下)?(?:统)?简?称/u;

/** The bureau's full legal name from the title, the title page, or the first words about itself; null where none is stated. */
export function bureauName(title: string, around: string[], text: string): string | null {
  const named = nameIn(title.replace(/\s/g, "").replace(IN_TITLE, "").replace(REPORT_WORDS, ""));
  if (named) return named;
  for (const line of around) {
    const name = nameIn(line.replace(LABELLED, "").replace(/\s/g, ""));
    if (name && SUFFIX.test(name)) return name;
  }
  const lines = text.slice(0, 5_000).split("\n");
  const labelled = lines
    .find((line) => LABELLED.test(line))
    ?.replace(LABELLED, "")
    .split(/[\t，。；]/)[0];
  const stated = nameIn((labelled ?? "").replace(/\s/g, ""));
  if (stated && SUFFIX.test(stated)) return stated;
  const declared = FULL_AND_SHORT.exec(text.slice(0, 5_000))?.[1];
  const name = nameIn((declared ?? "").replace(/^.*(?:年度?|年来|是由|是|为)/u, ""));
  return name && SUFFIX.test(name) ? name : signedBy(text);
}

/** The last name that stands alone beside a date: who signed. */
function signedBy(text: string): string | null {
  const lines = text.slice(-20_000).trimEnd().split("\n");
  for (let at = lines.length - 1; at > 0; at--) {
    const beside = [lines[at + 1], lines[at - 1]].some((line) => line !== undefined && DATE.test(line));
    const line = (lines[at] ?? "").replace(/\s/g, "").replace(SEAL, "");
    const name = beside && line.length <= 40 ? nameIn(line) : null;
    if (name && SUFFIX.test(name)) return name;
  }
  return null;
}

function nameIn(text: string): string | null {
  const name = text.replace(/^[、，:：\-—–·\s]+|[、，:：\-—–·\s的]+$/g, "").replace(/^《|》$/g, "");
  return name.length >= 3 &&
    (name.length >= 4 || SUFFIX.test(name)) &&
    name.length <= 60 &&
    NAME.test(name) &&
    /\p{Script=Han}{2}/u.test(name) &&
    !/报告|目录|^关于|^附件/.test(name)
    ? name
    : null;
}

/** Ends the way organisations' names end. */
export function endsLikeBureau(name: string): boolean {
  return SUFFIX.test(name);
}
