/** A piece of a text: as printed, or a figure that its author withheld (`**`, `××`). */
export interface WithheldPart {
  text: string;
  withheld: boolean;
}

const UNIT =
  "(?:万|亿|千|百|元|美元|个|人|名|位|家|户|次|件|项|台|套|座|栋|幢|处|条|场|期|份|篇|吨|度|公里|平方|米|天|小时|课时|分|批|辆|所|张|宗|倍|页|%|％|余|多)";

/** ××, XX stand for a figure only before a unit; ××区 and ××局 are names. */
const WITHHELD = new RegExp(`\\*{2,}|＊+|(?:[×Ｘ]{2,}|(?<![A-Za-z])X{2,})(?=\\s?${UNIT})`, "g");
const BEFORE_UNIT = new RegExp(`^\\s?${UNIT}(?!\\*\\*)`);

/** Whether text that follows `**` starts with a unit, so that the stars are a figure and not Markdown. */
export function startsWithUnit(text: string): boolean {
  return BEFORE_UNIT.test(text);
}

/** Cuts a text at each withheld figure, so that a page can mark the place. */
export function splitWithheld(text: string): WithheldPart[] {
  const parts: WithheldPart[] = [];
  let last = 0;
  for (const found of text.matchAll(WITHHELD)) {
    if (found.index > last) parts.push({ text: text.slice(last, found.index), withheld: false });
    parts.push({ text: found[0], withheld: true });
    last = found.index + found[0].length;
  }
  if (last < text.length) parts.push({ text: text.slice(last), withheld: false });
  return parts;
}
