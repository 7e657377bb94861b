import { plainScript } from "../signs/plain-script.ts";
import { withoutReportWords, YEARS } from "../signs/report-kinds.ts";

const IN_TITLE = new RegExp(`[（(【]?\\s?${YEARS}\\s?[)）】]?`, "g");
const SUFFIX =
  /(?:局|公司|中心|医院|学校|小学|中学|幼儿园|大学|学院|办事处|委员会|集团|厂|所|站|院|馆|台|部|处|社|队|园|银行|支行|分行|协会|学会|基金会|法院|检察院|海关|党校|政府|总站|营业部|机场|港|商店|商厦|酒店|宾馆|超市|剧院|电台|电视台|报社|联合会|联社|合作社|服务社|工厂|工会|公会|红十字会|商会|促进会|研究会|妇联|文联|侨联|科协|残联|团委|监狱|办公室|办公厅|厅|市委|区委|县委|党委|人大|政协|管委会|村委会|居委会|联盟|总队|支队|大队|戒毒所|研究室|档案室|图书室|事务所|信用社|代表处)(?:[（(](?!.{0,20}(?:稿|版|试行|草案|[公盖代]章))\p{Script=Han}{2,20}[)）])?$/u;
/** Ends of names that are as often ends of mottoes: beside the year and the kind of report they are names. */
const ALSO_IN_TITLE =
  /(?:街道|社区|居民区|[纪监]委|发改委|卫健委|国资委|建委|经信委|政法委|网信办|[林农牧渔茶]场|市场|商场|[粮水仓]库|矿|书店|饭店|药店|门店|基地|署)$/;
/** The words that end a bureau's name within a longer title, up to which a name may be cut out. */
const BODY =
  /^.{2,50}(?:公司|集团|局|医院|学校|大学|学院|中学|小学|幼儿园|人民政府|委员会|办事处|银行|支行|分行|研究院|法院|检察院|基金会|协会)(?=.)/u;
const NAME = /^[\p{Script=Han}A-Za-z0-9（）()·“”\-&]+$/u;
/** Papers, not bodies. */
const PAPER =
  /报告|目录|^关于|^附件|手册|制度|规定|办法|须知|指南|章程|方案|通知|公告|简介|简报|汇编|细则|条例|预案|规范$|标准$|准则|要求|文档|清单|说明/;
/** A meeting is no body: 在示例市第八届人民代表大会第四次会议上. */
const MEETING = /^在|会议上|大会上|第[一二三四五六七八九十百零〇\d]{1,4}[届次]/;
/** What a template has in the place of a name: XX市, ××局, 某某, □□, ***, （单位名称）, 甲公司. */
const PLACEHOLDER =
  /[XxＸｘ×✕╳✖]{2}|某|[□○◯〇_＿*＊?？…—-]{2}|[（(【[]?(?:单位|部门|公司|机关)(?:名称|全称)|(?<!\p{Script=Han})[甲乙丙丁A-C我贵该](?:公司|单位|局)$/u;
/** （原示例自来水有限公司）: what the body was called before. */
const FORMER = /[（(](?:原名?|曾用名|更名前|前身|由)[^（）()]{2,40}[)）]$/;
/** 编制单位：…, 单位名称：…, 预算主管部门：… */
export const LABELLED =
  /^(?:(?:编制|发布|公示|报告|填报|申报|责任|[预决]算)(?:单位|部门|机构|人|主体)|(?:[预决]算)?主管(?:部门|单位)|(?:[预决]算)?(?:单位|部门|企业|公司|机构|学校|医院)(?:名称|全称))(?:[（(].{1,8}[)）])?\s*[:：\t]\s*/;
const DATE = /^(?:\d{4}|[二〇○零一三四五六七八九]{4})\s*(?:年|[.\-/])\s*\S{1,3}\s*(?:月|[.\-/])/;
const SEAL = /[（(](?:公章|盖章|代章|章|印章|签章)[)）]$/;
const REGION =
  /^(?:中华人民共和国)?[\p{Script=Han}]{2,16}(?:省|市|自治区|特别行政区|自治州|州|盟|县|自治县|区|旗|镇|乡)$/u;
/** 示例市示例区区级, 示例市本级: whose budget it is stands elsewhere. */
const OWN_LEVEL = /(?<=[省市县区州旗盟镇乡])(?:[省市县区州旗]|本)级$/;
/** Whose government somebody speaks for: 示例市市长王某, 示例区人民政府代区长. */
const HEAD =
  /^((?:[\p{Script=Han}]{2,20}?(?:省|市|自治区|自治州|州|盟|县|区|旗|镇|乡|街道))|国务院)(?:人民政府)?(?:代)?(?:省长|市长|州长|盟长|县长|区长|旗长|镇长|乡长|主席|总理)(?![\p{Script=Han}]{5})/u;
const CONGRESS =
  /在([\p{Script=Han}]{2,16}?(?:省|市|自治区|自治州|州|盟|县|区|旗|镇|乡))第[一二三四五六七八九十百零〇\d]{1,4}届/u;

/** `stated` by the title page, `read` off words that may say more than a name; else it was concluded, and a person has to look. */
export interface BureauFound {
  name: string;
  how: "stated" | "read" | "guessed";
}

/** The bureau's full legal name from the title, the title page, what the file says of itself, or who signed; null if none is stated. */
export function bureauName(title: string, around: string[], text: string, stated: string[] = []): BureauFound | null {
  const titled = inTitle(title);
  if (titled && titled.how !== "guessed") return titled;
  return (
    onTitlePage(around) ??
    titled ??
    first(stated, inTitle) ??
    inLabel(text) ??
    (isGovernmentReport(title) || around.some((line) => CONGRESS.test(line.replace(/\s/g, "")))
      ? (first([title, ...around], ofCongress) ?? first(around, ofHead))
      : null) ??
    signedBy(text)
  );
}

const first = <T>(texts: string[], read: (text: string) => T | null): T | null => {
  for (const text of texts) {
    const found = read(text);
    if (found) return found;
  }
  return null;
};

/** 示例市水务局2023年度社会责任报告: what stands beside the year and the kind of report. */
function inTitle(title: string): BureauFound | null {
  if (title.length > 200) return null;
  const printed = title.replace(/\s/g, "");
  const before = nameIn(printed.slice(0, printed.search(IN_TITLE)).replace(/^关于/, ""));
  if (before && endsLikeBureau(before)) return { name: before, how: "stated" };
  const speaker = nameIn(/^(.{4,60}?)关于/.exec(printed)?.[1] ?? "");
  if (speaker && endsLikeBureau(speaker)) return { name: speaker, how: "stated" };
  const left = withoutReportWords(printed.replace(IN_TITLE, "")).replace(OWN_LEVEL, "");
  const name = nameIn(left);
  if (name && (endsLikeBureau(name) || ALSO_IN_TITLE.test(plainScript(name))))
    return { name, how: isGovernmentReport(title) ? "read" : "stated" };
  if (name && REGION.test(name)) return { name: `${name}人民政府`, how: "guessed" };
  const cut = nameIn(left.slice(0, BODY.exec(plainScript(left))?.[0].length ?? 0));
  if (cut) return { name: cut, how: "guessed" };
  return name && left !== printed ? { name, how: "guessed" } : null;
}

/** The body that a label names, else the one that stands alone; where several do, a person has to say whose report it is. */
function onTitlePage(around: string[]): BureauFound | null {
  const found = around.flatMap((line) => {
    const label = LABELLED.exec(line)?.[0] ?? "";
    const rank = label === "" ? 2 : /主管/.test(label) ? 1 : 0;
    return bodiesIn(line.slice(label.length)).flatMap((printed) => {
      const name = nameIn(printed.replace(SEAL, ""));
      return name && endsLikeBureau(name) ? [{ name, rank }] : [];
    });
  });
  const [best, ...others] = found.toSorted((a, b) => a.rank - b.rank);
  if (!best) return null;
  const alike = others.some(({ name, rank }) => rank === best.rank && name !== best.name);
  return { name: best.name, how: alike ? "guessed" : "stated" };
}

/** 示例市统计局 国家统计局示例调查队 are two; 示 例 市 水 务 局 is one. */
function bodiesIn(line: string): string[] {
  const parts = line.trim().split(/[\s、]+/);
  const areBodies = parts.length > 1 && parts.every((part) => part.length >= 4 && endsLikeBureau(part));
  return areBodies ? parts : [line.replace(/\s/g, "")];
}

/** 政府工作报告 names its government in the place at which it was given: 在示例省第十四届人民代表大会…上. */
const isGovernmentReport = (title: string) => /政府工作报告/.test(title.replace(/\s/g, ""));

function ofCongress(line: string): BureauFound | null {
  const region = CONGRESS.exec(line.slice(0, 120).replace(/\s/g, ""))?.[1];
  return region && !PLACEHOLDER.test(region) ? { name: `${region}人民政府`, how: "guessed" } : null;
}

function ofHead(line: string): BureauFound | null {
  const body = HEAD.exec(line.slice(0, 60).replace(/\s/g, ""))?.[1];
  if (!body || PLACEHOLDER.test(body)) return null;
  return { name: body === "国务院" ? body : `${body}人民政府`, how: "guessed" };
}

function inLabel(text: string): BureauFound | null {
  const labelled = text
    .slice(0, 5_000)
    .split("\n")
    .find((line) => LABELLED.test(line))
    ?.replace(LABELLED, "")
    .split(/[\t，。；]/)[0];
  const name = nameIn((labelled ?? "").replace(/\s/g, ""));
  return name && endsLikeBureau(name) ? { name, how: "guessed" } : null;
}

/** The last name that stands alone beside a date: who signed. */
function signedBy(text: string): BureauFound | null {
  const lines = text.slice(-20_000).trimEnd().split("\n");
  for (let at = lines.length - 1; at > 0; at--) {
    const beside = [lines[at + 1], lines[at - 1]].some((line) => line !== undefined && DATE.test(line));
    const line = (lines[at] ?? "").replace(/\s/g, "").replace(SEAL, "");
    const name = beside && line.length <= 40 ? nameIn(line) : null;
    if (name && endsLikeBureau(name)) return { name, how: "guessed" };
  }
  return null;
}

function nameIn(text: string): string | null {
  const name = text
    .slice(0, 100)
    .replace(/^[、，:：\-—–·\s]+|[、，:：\-—–·\s的]+$/g, "")
    .replace(/^《|》$/g, "")
    .replace(SEAL, "")
    .replace(FORMER, "");
  if (PLACEHOLDER.test(name) || MEETING.test(name)) return null;
  return name.length >= 3 &&
    (name.length >= 4 || endsLikeBureau(name) || REGION.test(name)) &&
    name.length <= 60 &&
    NAME.test(name) &&
    /\p{Script=Han}{2}/u.test(name) &&
    !PAPER.test(plainScript(name))
    ? name
    : null;
}

/** A place or a body: what may stand above the name of one of its own. */
export const mayOwn = (name: string): boolean => REGION.test(name) || endsLikeBureau(name);

/** Ends the way organisations' names end. */
export const endsLikeBureau = (name: string): boolean => SUFFIX.test(plainScript(name));
