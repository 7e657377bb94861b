import { TERM_NAMES } from "../../feedback/clock.ts";
import { STATUS_NAMES } from "../../feedback/feedback.ts";
import { KINDS } from "../../feedback/kind.ts";
import { SCOPE_NAMES } from "../../staff/scope.ts";
import { ROLE_NAMES } from "../../staff/role.ts";

const FIELDS: Record<string, string> = {
  ...TERM_NAMES,
  active: "在用",
  address: "网址",
  after: "在此之后",
  anchor: "段落",
  at: "位置",
  attachment: "附件",
  attachments: "附件数",
  before: "先前",
  bureau: "单位",
  bureaus: "负责单位",
  consent: "同意公开",
  contact: "留有联系方式",
  corrections: "更正处数",
  count: "件数",
  days: "有效天数",
  failure: "原因",
  figure: "数字",
  indicator: "指标",
  pointNote: "编者注",
  file: "文件",
  frequency: "频次",
  found: "不符处数",
  mended: "补上处数",
  missing: "缺文件",
  objects: "文件数",
  from: "原为",
  key: "密钥",
  target: "对象",
  why: "原因",
  kind: "类型",
  ledger_root: "公示日志的根",
  ledger_size: "公示日志条数",
  name: "名称",
  note: "说明",
  op: "更正",
  publishAt: "发布时间",
  rating: "评价",
  reason: "理由",
  redacted: "有隐去",
  resealed: "重新加密份数",
  revision: "修订版",
  roles: "角色",
  setting: "依据的设置",
  rows: "行数",
  scopes: "权限",
  sha256: "SHA-256",
  title: "标题",
  to: "改为",
  untouchedDays: "未动天数",
  work: "调休上班天数",
  year: "年度",
};

const VALUES: Record<string, string> = {
  ...STATUS_NAMES,
  ...ROLE_NAMES,
  ...Object.fromEntries(Object.entries(KINDS).map(([kind, { name }]) => [kind, name])),
  true: "是",
  false: "否",
  satisfied: "满意",
  fair: "基本满意",
  dissatisfied: "不满意",
  level: "改级别",
  heading: "改为标题",
  paragraph: "改为正文",
  join: "合并",
  split: "分段",
  standard: "改标准章节",
  found: "待确认",
  none: "没有承诺",
  confirmed: "已确认",
  rejected: "不是承诺",
};

/** Fields whose values are words of the code; what people typed is never replaced. */
const CODED = new Set(["active", "before", "consent", "contact", "from", "kind", "op", "rating", "redacted", "to"]);

const named = (names: Record<string, string>, key: string) =>
  (Object.hasOwn(names, key) ? names[key] : undefined) ?? key;

const listOf = (names: Record<string, string>, text: string) =>
  text
    .split(" ")
    .map((each) => named(names, each))
    .join("、");

function valueOf(field: string, value: string | number | boolean): string {
  const text = String(value);
  if (Object.hasOwn(TERM_NAMES, field)) return text.replace("calendar", "个自然日").replace("working", "个工作日");
  if (field === "roles") return listOf(ROLE_NAMES, text);
  if (field === "scopes") return listOf(SCOPE_NAMES, text);
  return CODED.has(field) ? named(VALUES, text) : text;
}

/** The details of an audit row, in Chinese; a field without a name is shown as it is. */
export const detailWords = (detail: Readonly<Record<string, string | number | boolean | null>>): string =>
  Object.entries(detail)
    .flatMap(([field, value]) =>
      value === null || value === "" ? [] : `${named(FIELDS, field)}：${valueOf(field, value)}`,
    )
    .join("；");
