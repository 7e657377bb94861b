const SPACED = /^(?:(?:[\p{Script=Han}\p{P}]|[0-9A-Za-z]+)\s+)+(?:[\p{Script=Han}\p{P}]|[0-9A-Za-z]+)$/u;
const LONGEST = 80;

/** 前  言 and 2 0 2 1 年 were set wide; without the spaces they can be compared. Anything else comes back as it is. */
export function closeUp(text: string): string {
  if (text.length > LONGEST || !SPACED.test(text) || !/\p{Script=Han}/u.test(text)) return text;
  return text.replace(/\s+/g, "");
}
