/** Units that are read after an Arabic number, the longer before the shorter. */
const UNITS = [
  "个百分点 百分点 个工作日 工作日 个月 个小时 个学时 个课时 个 人课时 人天 人次 人 名 位 户次 户 家次 家",
  "美元 港元 欧元 元 次 件次 件 场次 场 课时 学时 小时 分钟 秒 天 岁 平方公里 平方千米 平方米 平米 立方米 公里 千米 米",
  "公顷 亩 吨标准煤 吨标煤 吨 公斤 千克 毫升 升 千瓦时 兆瓦时 兆瓦 千瓦 度 台次 台套 台 套 辆次 辆 车次 班次 列次 列 艘 架",
  "m³ m3 ㎥ m² m2 ㎡ km² km2 mm ml mL kg KG MWh GWh 兆瓦时 吉焦 GJ 标准立方米 Nm³ Nm3 立方",
  "只 座 栋 幢 处 条 项 期 份 篇 册 本 张 所 枚 面 封 堂 讲 批次 批 趟 宗 起 例 倍 页 块 株 棵 片 支 部 对 笔 间 门 盏 根",
  "顶 双 箱 包 袋 瓶 盒 桶 组 队 基 款 幅 把 昼夜 字节 档 分 % ‰ ℃ kWh MW km m",
].flatMap((line) => line.split(" "));

/** Those that a Chinese numeral counts in so clearly that it states a quantity. */
const HAN_UNITS =
  "个工作日 工作日 个月 个小时 个 人次 人 名 位 户次 户 家 元 次 件 场次 场 课时 学时 小时 天 平方米 立方米 公里 公顷 亩 吨 公斤 千瓦时 台 套 辆 车次 只 座 栋 幢 处 条 项 份 篇 册 张 所 堂 讲 批次 例 倍 支 笔 间 成".split(
    " ",
  );

const ordered = (units: readonly string[]) => [...new Set(units)].toSorted((a, b) => b.length - a.length).join("|");

/** A unit that is the beginning of another word is none: 5 支局, 3 部门. */
const NOT_BEFORE: Record<string, string> = {
  支: "局部付出撑行持",
  所: "有以属",
  面: "积向对授",
  本: "局报年科区单职",
  间: "接隔",
  对: "比应于",
  天: "翼津",
  部: "门分署",
  基: "站地层本",
  升: "级至到温",
  块: "链",
  组: "织成",
  条: "线例款规",
  分: "之局公",
  座: "小车客席谈",
  位: "于置",
  项: "目",
  m: "a-zA-Z0-9²³",
  km: "²2",
  kg: "a-zA-Z",
  KG: "a-zA-Z",
  立方: "米公分厘体根",
  米: "其",
};

const guarded = (units: string) =>
  units
    .split("|")
    .map((unit) => (NOT_BEFORE[unit] ? `${unit}(?![${NOT_BEFORE[unit]}])` : unit))
    .join("|");

/** Signs of units that mean a word: m³, m3 and ㎥ are all cubic metres. */
const WORDS: Record<string, string> = {
  "m³": "立方米",
  m3: "立方米",
  "㎥": "立方米",
  立方: "立方米",
  "Nm³": "标准立方米",
  Nm3: "标准立方米",
  "m²": "平方米",
  m2: "平方米",
  "㎡": "平方米",
  "km²": "平方公里",
  km2: "平方公里",
  kg: "公斤",
  KG: "公斤",
  mL: "毫升",
  ml: "毫升",
  mm: "毫米",
  MWh: "兆瓦时",
  GJ: "吉焦",
};
const PER: Record<string, string> = { d: "日", D: "日", a: "年", h: "小时", t: "吨" };

/** A unit in words, with what it is counted by: m³/d is 立方米/日. */
export function unitInWords(printed: string): string {
  const [unit = "", per] = printed.split("/");
  const word = WORDS[unit] ?? unit;
  return per === undefined ? word : `${word}/${PER[per] ?? per}`;
}

export const FIGURE_UNIT = guarded(ordered(UNITS));
export const HAN_UNIT = guarded(ordered(HAN_UNITS));

/** Units that count alike: 3名 and 3人. Others are their own kind. */
const ALIKE: Record<string, string> = {
  名: "人",
  位: "人",
  平米: "平方米",
  千克: "公斤",
  平方千米: "平方公里",
  个百分点: "百分点",
  个工作日: "工作日",
  个小时: "小时",
  个学时: "学时",
  个课时: "课时",
  度: "千瓦时",
  kWh: "千瓦时",
};

export const unitKind = (unit: string) => ALIKE[unit] ?? unit;

export const MULTIPLES: Record<string, number> = {
  "": 1,
  十: 10,
  百: 100,
  千: 1000,
  万: 10_000,
  十万: 100_000,
  百万: 1_000_000,
  千万: 10_000_000,
  亿: 100_000_000,
  万亿: 1_000_000_000_000,
};
