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
