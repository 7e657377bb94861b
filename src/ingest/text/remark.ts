const LONG = 12;
const MIDDLE = 6;
const SHORT = 4;
const FIGURE = /\d\s?[%％‰万亿元]|\d[.,]\d|\d{3}/;

/** Words that a person wrote for somebody, not the name of a part or a template: a sentence, or a few characters with a figure. */
export function isRemark(text: string): boolean {
  const characters = text.match(/\p{Script=Han}/gu)?.length ?? 0;
  if (characters >= LONG || (characters >= MIDDLE && /[，。：；！？]/.test(text))) return true;
  return characters >= SHORT && FIGURE.test(text);
}

const CODE =
  /浏览器|兼容|无障碍|导航栏|按钮|轮播|样式|脚本|弹窗|弹出框|页[头脚眉尾]|外层|(?:^|[^a-z])(?:div|css|js|ie\s?\d|html\s?5|jquery|iframe|script)(?:[^a-z]|$)/i;

/** A remark from one maker of the page to the next: 用来校验该浏览器是否支持HTML5. A figure or a full sentence is no such note. */
export function isAboutCode(text: string): boolean {
  const words = text
    .replace(/<[^<>]{0,2000}>/g, " ")
    .replace(/html\s?5|ie\s?\d{1,2}|utf-?8/gi, (name) => name.replace(/\d/g, ""));
  return CODE.test(text) && !/\d|[。！？；]/.test(words) && words.length <= 200;
}
