export const promiseWords = {
  promised: "报告中的承诺",
  unconfirmed: "由系统从报告原文中找出，未经工作人员确认",
  none: "您可以对这份报告提出意见。",
};
