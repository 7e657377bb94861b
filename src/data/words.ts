/** The words of the pages of the open data. */
export const dataWords = {
  title: "全部数据",
  description: "公示档案的全部公开内容，作为文件下载：JSON Lines、CSV、Parquet，附说明、校验和与变更清单。",
  packageDescription:
    "各单位公示的社会责任报告：单位、报告、修订版、章节、段落、数字、指标、公开的监督意见和公示日志。撤回的报告和不再公开的意见不在其中。",
  lead: [
    "本站公开的内容都在这里，可以整份下载，无需申请。有变动时每天重新生成一次；撤回的报告、不再公开的意见会立即停止下载，并从下一份里消失。",
    "文件按内容命名：名字不变，内容就不变。没有变动的文件，各份之间名字相同，不必重新下载。",
  ],
  none: "还没有做好的数据文件。有报告公示以后，网站会在几分钟内自动生成。",
  version: "第几份",
  versionOf: (id: number) => `第 ${id} 份`,
  built: "内容截至",
  ledgerSize: "公示日志",
  entries: (count: number) => `${count} 条`,
  licence: "使用条款",
  noLicence: "本站没有写明。报告的权利属于发布单位，引用请注明出处。",
  tablesHead: "文件",
  rowsOf: (count: number) => `${count.toLocaleString("zh-CN")} 行`,
  more: (left: number) => `另有 ${left} 个，见 datapackage.json`,
  describedHead: "说明、校验和与变更",
  package: "字段说明（Frictionless Data Package）",
  catalog: "目录（DCAT，JSON-LD）",
  sums: "校验和（SHA-256）",
  changes: "变更清单",
  changesHint: "发布、更正、撤回和恢复，新的在前。",
  since: "从哪一天起",
  showChanges: "查看",
  changesNone: "这一天以来没有变动。",
  mirrorHead: "保存一份抄本",
  mirror: [
    "任何人都可以把全部公开内容下载到自己的电脑，并用公示日志核对是否被改动。中断后再运行一次即可继续，没有变动的不重复下载：",
    "抄本可以离线核对，也可以公开给别人用。多一份抄本，就多一个见证。",
  ],
  mirrorCommand: (origin: string) => `npm run mirror -- ${origin} 文件夹`,
  bytes: (count: number) => {
    if (count < 1000) return `${count} 字节`;
    return count < 1_000_000 ? `${(count / 1000).toFixed(1)} kB` : `${(count / 1_000_000).toFixed(1)} MB`;
  },
  noFile: "没有这个文件。文件按内容命名，重做以后旧的不再保留；现在的都列在“全部数据”。",
  notYet: "数据文件还没有做好，请几分钟后再试。",
  takenBack: "这个文件里有刚刚撤回或不再公开的内容，已停止下载。新的文件正在做，请几分钟后到“全部数据”重取。",
  lost: "这个文件暂时取不到。请几分钟后再试。",
  goData: "全部数据",
  badBefore: "before 应是上一页答复里的 next。",
};
