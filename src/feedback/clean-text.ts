// oxlint-disable-next-line no-misleading-character-class -- single marks, not what they combine to
const INVISIBLE = /(?![\u{200D}\u{FE0F}])[\p{Default_Ignorable_Code_Point}\uFFF9-\uFFFB]/gu;
// oxlint-disable-next-line no-control-regex -- these characters are taken out
const CONTROL = /[\u0000-\u0008\u000B-\u001F\u007F-\u009F]/g;
const STRAY_JOINER = /(?<!\p{Extended_Pictographic}\uFE0F?\p{Emoji_Modifier}?)\u200D/gu;

/**
 * Typed text without what nobody can see: zero-width and direction-changing characters (which make a text read otherwise
 * than it is stored), control characters, lone surrogates. Line breaks become \n.
 */
export const cleanText = (typed: string): string =>
  typed
    .replace(/\r\n?|\u2028|\u2029|\u0085/g, "\n")
    .toWellFormed()
    .replace(INVISIBLE, "")
    .replace(CONTROL, "")
    .replace(STRAY_JOINER, "")
    .replace(/[ \t\u3000]+$/gm, "")
    .replace(/\n{3,}/g, "\n\n")
    .normalize("NFC")
    .trim();

/** The same on one line. */
export const cleanLine = (typed: string): string => cleanText(typed).replace(/\s+/g, " ");

/** Characters as a reader counts them, not UTF-16 units. */
export const countCharacters = (text: string): number => Array.from(text).length;
