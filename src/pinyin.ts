/** Readings that pinyin-pro gets wrong for place names and surnames in bureau names and headings. */
const READINGS: Record<string, string> = { 莘庄: "xīn zhuāng", 乐清: "yuè qīng", 曾: "zēng" };

/** A speller without tone marks, syllable by syllable; loaded only when something is published. */
export async function loadPinyin(): Promise<(text: string) => string[]> {
  const { customPinyin, pinyin } = await import("pinyin-pro");
  customPinyin(READINGS);
  return (text) => pinyin(text, { toneType: "none", type: "array", nonZh: "consecutive", v: true });
}
