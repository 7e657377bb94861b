export const promiseWords = {
  promised: "报告中的承诺",
  unconfirmed: "由系统从报告原文中找出，未经工作人员确认",
  none: "这份报告没有写明接受社会监督的承诺。您一样可以提交意见。",
};
