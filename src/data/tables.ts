/** A value of a row: lists and objects are written as JSON if a format has no such thing. */
export type Value = string | number | boolean | null | readonly unknown[];
export type Row = Readonly<Record<string, Value>>;

export type FieldType = "string" | "integer" | "number" | "boolean" | "datetime" | "year" | "array";

export interface Field {
  name: string;
  type: FieldType;
  description: string;
  required?: true;
}

export interface PublishedTable {
  name: string;
  title: string;
  description: string;
  fields: readonly Field[];
  primaryKey: readonly string[];
  foreignKeys?: readonly { fields: readonly string[]; to: string; at: readonly string[] }[];
}

const text = (name: string, description: string): Field => ({ name, type: "string", description });
const integer = (name: string, description: string): Field => ({ name, type: "integer", description });
const number = (name: string, description: string): Field => ({ name, type: "number", description });
const boolean = (name: string, description: string): Field => ({ name, type: "boolean", description });
const time = (name: string, description: string): Field => ({ name, type: "datetime", description });
const list = (name: string, description: string): Field => ({ name, type: "array", description });
const always = (field: Field): Field => ({ ...field, required: true });

const bureau = always(text("bureau", "单位代号"));
const year = always({ name: "year", type: "year", description: "报告年度" });
const revision = always(integer("revision", "第几版，从 1 起"));
const section = always(text("section", "章节代号"));
const anchor = always(text("anchor", "段落锚点，在这一版里唯一"));
const path = (what: string) => always(text("path", `${what}在本站的固定地址`));

const toBureau = { fields: ["bureau"], to: "bureaus", at: ["bureau"] };
const REVISION = ["bureau", "year", "revision"];
const toRevision = { fields: REVISION, to: "revisions", at: REVISION };
const SECTION = [...REVISION, "section"];
const toSection = { fields: SECTION, to: "sections", at: SECTION };

/** The tables of a dump: names and fields are a contract, to which fields may be added. */
export const TABLES = [
  {
    name: "bureaus",
    title: "单位",
    description: "发布报告的单位",
    primaryKey: ["bureau"],
    fields: [
      bureau,
      always(text("name", "全称")),
      always(text("short_name", "简称")),
      list("aliases", "曾用名和别名"),
      text("region", "地区"),
      text("sector", "行业"),
      always(boolean("demo", "演示数据，内容均为虚构")),
      path("单位"),
    ],
  },
  {
    name: "reports",
    title: "报告",
    description: "每个单位每个年度一份；已撤回的不在其中",
    primaryKey: ["bureau", "year"],
    foreignKeys: [toBureau],
    fields: [
      bureau,
      year,
      always(integer("current_revision", "现行版")),
      always(text("title", "现行版的标题")),
      always(time("first_published_at", "首次公示的时间")),
      always(time("updated_at", "最近变动的时间")),
      path("报告"),
    ],
  },
  {
    name: "revisions",
    title: "修订版",
    description: "每份报告的每一版，公示以后不再改动",
    primaryKey: REVISION,
    foreignKeys: [{ fields: ["bureau", "year"], to: "reports", at: ["bureau", "year"] }],
    fields: [
      bureau,
      year,
      revision,
      always(text("title", "标题")),
      text("note", "修订说明"),
      always(time("published_at", "公示的时间")),
      always(text("file_name", "原件的文件名")),
      always(text("file_type", "原件的类型")),
      always(integer("file_size", "原件的字节数")),
      always(text("file_sha256", "原件的 SHA-256")),
      integer("ledger_index", "在公示日志里的序号，从 0 起"),
      text("text_sha256", "公示日志所记的文字指纹（gongshi-text/1 的 SHA-256）"),
      path("这一版"),
      always(text("original_path", "原件的地址")),
    ],
  },
  {
    name: "sections",
    title: "章节",
    description: "每一版的目录，按文中次序",
    primaryKey: SECTION,
    foreignKeys: [toRevision],
    fields: [
      bureau,
      year,
      revision,
      always(integer("position", "次序，从 0 起")),
      section,
      text("parent", "上级章节的代号"),
      always(integer("depth", "层级，从 1 起")),
      text("numeral", "标题的编号，照原文"),
      text("heading", "标题，照原文"),
      text("title", "标题去掉编号"),
      text("standard_section", "对应的标准章节"),
      path("章节"),
    ],
  },
  {
    name: "paragraphs",
    title: "段落",
    description: "每一版的每一段；表格是一段，逐行逐格在 cells 里",
    primaryKey: [...REVISION, "anchor"],
    foreignKeys: [toSection],
    fields: [
      bureau,
      year,
      revision,
      section,
      always(integer("position", "在本节里的次序，从 0 起")),
      anchor,
      list("former_anchors", "同一段在以前各版的锚点"),
      always(text("kind", "text 正文，item 列举，signature 落款，table 表格")),
      text("marker", "列举的编号，照原文"),
      text("text", "文字；表格是它的标题"),
      integer("header_rows", "表头有几行"),
      list("cells", "表格各行的各格"),
      path("段落"),
    ],
  },
  {
    name: "figures",
    title: "数字",
    description: "报告写明的每个数字，按规则从文字里读出；value 为空的是报告隐去的",
    primaryKey: [...REVISION, "anchor", "start"],
    foreignKeys: [toSection],
    fields: [
      bureau,
      year,
      revision,
      section,
      anchor,
      always(integer("start", "在段落文字里的起点，按 UTF-16 计")),
      always(integer("end", "终点")),
      always(text("text", "原文")),
      number("value", "数值，以 unit 计；区间的下限"),
      number("up_to", "区间的上限"),
      text("unit", "单位"),
      always(boolean("approximate", "约数")),
      always(text("role", "level 数量，share 占比，rise 上升，fall 下降")),
      text("label", "数字前的话"),
      text("noun", "数字后的话"),
      path("段落"),
    ],
  },
  {
    name: "indicators",
    title: "指标",
    description: "现行版写明的各项指标；left_out 不为空的不列入数列",
    primaryKey: ["bureau", "stated_in", "position"],
    foreignKeys: [toBureau],
    fields: [
      always(text("indicator", "指标代号")),
      bureau,
      always({ name: "stated_in", type: "year", description: "写明它的报告的年度" }),
      always(integer("position", "在报告里的次序")),
      revision,
      always({ name: "year", type: "year", description: "数值所属的年度" }),
      number("value", "数值，以指标的单位计；报告隐去时为空"),
      number("up_to", "区间的上限"),
      always(text("unit", "指标的单位")),
      always(boolean("approximate", "约数")),
      text("left_out", "不列入数列的原因"),
      section,
      anchor,
      always(text("text", "原文")),
      text("label", "数字前的话"),
      path("段落"),
      text("note", "编者注：编者列入或移出这个数字的理由"),
    ],
  },
  {
    name: "feedback",
    title: "监督意见",
    description: "提交人同意公开、经审核公开的意见和答复，照公开的文字",
    primaryKey: ["id"],
    fields: [
      always(integer("id", "编号")),
      always(text("kind", "question 咨询，error 指出错误，suggestion 建议，complaint 投诉，praise 表扬")),
      always(text("status", "办理状态")),
      text("title", "公开的标题"),
      text("text", "公开的正文"),
      text("bureau", "办理的单位"),
      text("about_bureau", "所指报告的单位"),
      { name: "year", type: "year", description: "所指报告的年度" },
      integer("revision", "所指的版"),
      text("section", "所指的章节"),
      text("anchor", "所指的段落"),
      always(time("submitted_at", "提交的时间")),
      always(time("published_at", "公开的时间")),
      { name: "due", type: "string", description: "应当答复的日期" },
      time("answered_at", "答复的时间"),
      integer("correction_revision", "更正它的那一版"),
      list("replies", "公开的答复，各有 text 和 at"),
      path("意见"),
    ],
  },
  {
    name: "ledger",
    title: "公示日志",
    description: "日志的每一条；data 就是签名所覆盖的字节",
    primaryKey: ["index"],
    fields: [
      always(integer("index", "序号，从 0 起")),
      always(time("at", "时间")),
      always(text("kind", "publication 发布，correction 更正，withdrawal 撤回，restoration 恢复，reply 答复")),
      text("bureau", "当时的单位代号"),
      { name: "year", type: "year", description: "报告年度" },
      integer("revision", "第几版"),
      text("feedback", "所答复意见的编号"),
      always(text("data", "记录原文（RFC 8785）")),
      path("记录"),
    ],
  },
] as const satisfies readonly PublishedTable[];

export type TableName = (typeof TABLES)[number]["name"];

export function tableOf(name: string): PublishedTable {
  const table = TABLES.find((each) => each.name === name);
  if (!table) throw new Error(`no table ${name}`);
  return table;
}
