/** The words of the pages about a report's revisions. */
export const historyWords = {
  history: "修订记录",
  historyLead: "每一版都保留，文字不改。固定地址永远指向那一版。",
  onDay: "某一天的文字",
  showDay: "查看",
  current: "现行版",
  /** After a date. */
  publishedTail: "公示",
  changes: (a: number, b: number) => `对照第${a}版与第${b}版`,
  read: (n: number) => `阅读第${n}版`,
  original: "原件",
  notes: "转换说明",
  counts: (sections: number, paragraphs: number, characters: number) =>
    `${sections}节，${paragraphs}段，${characters.toLocaleString("en-US")}字`,
  firstNote: "首次公示。",
  noNote: "未附说明。",
  diffTitle: (a: number, b: number) => `第${a}版与第${b}版对照`,
  noteOf: (n: number, note: string) => `第${n}版修订说明：${note}`,
  diffSame: "两版文字相同，不同的是原件，或标题级别、标准章节。",
  folded: (count: number) => `未改动的${count}处`,
  foldedFrom: (first: string, last: string) => (first === last ? `在“${first}”。` : `“${first}”至“${last}”。`),
  readThere: (n: number) => `在第${n}版中阅读`,
  notBefore: (n: number) => `第${n}版没有这一处`,
  notAfter: (n: number) => `第${n}版删去了这一处`,
  legendDeleted: "删去的文字",
  legendAdded: "加入的文字",
  notesTitle: "转换说明",
  notesLead: "文字由原件转换而来。转换时做了什么、哪里需要核对，都列在这里。以原件为准。",
  notesNone: "这一版转换时没有需要说明的地方。",
  unsureHead: "请留意核对",
  infoHead: "转换记录",
  line: (n: number) => `原件第${n}行`,
  wholeFile: "整个文件",
  inFile: "原件里的文字",
  encoding: "编码",
  fileName: "文件名",
  size: "大小",
  bytes: (n: number) => `${n.toLocaleString("en-US")} 字节`,
};

/** 改动2处，新增1处，其余15处一字未动。 */
export function summarise({ changed, added, removed, same }: Record<"changed" | "added" | "removed" | "same", number>) {
  const parts = [
    changed > 0 ? `改动${changed}处` : "",
    added > 0 ? `新增${added}处` : "",
    removed > 0 ? `删去${removed}处` : "",
  ].filter(Boolean);
  if (parts.length === 0) return historyWords.diffSame;
  return `${parts.join("，")}，其余${same}处（标题和段落）一字未动。`;
}
