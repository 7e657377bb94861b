const LONGEST = 80;
/** 图1-1 服务台流程, 表1 事件数量, 图表 2：…; 附表 is a heading of an annex. */
const CAPTION =
  /^(?:续\s?)?(?:图表|图|表|照片)\s?(?:[0-9０-９]{1,3}(?:\s?[-－—–.．]\s?[0-9０-９]{1,3}){0,2}(?:[\s：:、.．（(]|$|\p{Script=Han})|[一二三四五六七八九十]{1,3}(?:[\s：:、.．（(]|$))/u;
const FOREIGN_CAPTION = /^(?:figure|fig\.|table|chart|photo)\s?\d{1,3}(?:[\s.:：-]|$)/i;
const TICK = /[□☐☑☒√✓✔]/gu;
const TICKED = /^[□☐☑☒√✓✔✕✗×■]\s{0,4}(?:不?适用|是|否|有|无|同意|不同意|合格|不合格|其他)(?:[\s\p{P}]|$)/u;
/** 文档版本：V1.0, 更新日期：…, 单位：万元, 数据来源：…: a label with what it is a label of. */
const LABELLED =
  /^(?:(?:文档|文件|报告|手册|制度)?(?:版本号?|版次|编号|文号|密级)|(?:文档|文件|报告|更新|修订|发布|编制|编写|审核|批准|审批|印发|印制|生效|实施|起草|填报|打印|出版|成文)(?:日期|时间|单位|部门|机构|人)|版权所有|计量单位|单位|注释?|备注|说明|数据来源|资料来源|来源|出处|制表人?|制图人?|校对|主编|责任编辑|联系人|(?:联系|咨询|举报|监督|服务)?电话|传真|邮编|邮政编码|(?:电子)?邮箱|网址|(?:联系|办公|通讯|通信)?地址)\s{0,8}[:：]\s{0,8}\S/;
const IMPRINT =
  /^[\p{Script=Han}（）()·]{2,30}\s{0,4}\d{4}\s?年\s?\d{1,2}\s?月(?:\s?\d{1,2}\s?日)?\s?(?:印发|印制|编制|发布)$/u;

/** Captions, tick boxes, imprint lines, ——who said it: no outline has them, however they are set. */
export function isNeverHeading(text: string): boolean {
  if (text.length > LONGEST) return false;
  if (!/\p{L}/u.test(text)) return true;
  return isCaption(text) || isTickBox(text) || LABELLED.test(text) || IMPRINT.test(text) || /^[—―─-]{2}/.test(text);
}

function isCaption(text: string): boolean {
  return CAPTION.test(text) || FOREIGN_CAPTION.test(text);
}

/** □适用 √不适用 */
export function isTickBox(text: string): boolean {
  return text.length <= LONGEST && (TICKED.test(text) || (text.match(TICK)?.length ?? 0) > 1);
}

/** 重点做好三方面工作： leads over to what follows; 公开陈述： is known. */
export function isLeadIn(text: string): boolean {
  return /[:：]$/.test(text);
}
