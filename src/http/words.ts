/** What the server says when it cannot answer as asked. */
export const httpWords = {
  crossSite: "这个请求来自别的网站，已被拦下。请回到本站的页面，重新提交一次。",
  notFound: "没有这个地址。请检查地址是否完整，或从下面的链接找起。",
  methodNotAllowedTitle: "操作不适用",
  methodNotAllowed: "这个地址不能这样打开。请回到上一页，用页面上的链接或按钮；程序请看响应的 Allow 标头。",
  malformedTitle: "请求格式不对",
  malformed: "请求的格式不对，请检查后重试。",
  overloadedTitle: "正忙",
  overloaded: "本站正忙，请过几秒再试。",
  unexpectedTitle: "出了故障",
  unexpected: "本站出了故障，您要的内容没有取到。请稍后再试；若一再出现，请把下面的编号告诉我们。",
  badDisplay: "字号只能是 normal 或 large。",
  requestId: "编号",
  console: "工作台",
  home: "首页",
  bureaus: "全部单位",
  years: "全部年度",
};
