export const promisesWords = {
  title: "承诺",
  lead: "发布报告时，系统从公开陈述或前言里找出承诺真实并接受社会监督的句子。请对照原文确认：确认之前，公开页面注明“未经工作人员确认”；认定不是承诺后，公开页面写明这份报告没有这样的承诺。",
  undecided: "待确认",
  decided: "已确认或已否定",
  nothing: "没有待确认的承诺。",
  report: (bureau: string, year: number, revision: number) => `${bureau}${year}年度报告第${revision}版`,
  confirm: "确认是承诺",
  reject: "不是承诺",
  confirmed: "已确认",
  rejected: "不是承诺",
  by: (name: string) => `由${name}`,
  done: "已记录，公开页面随即更新。",
};
