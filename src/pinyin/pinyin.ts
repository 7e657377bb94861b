import placeReadings from "./place-readings.json" with { type: "json" };

/**
 * A speller without tone marks, syllable by syllable; loaded only when something is published or suggested. Places whose characters
 * are read otherwise elsewhere (乐清, 六合, 闵行) are read as their people do: pinyin-pro knows most, the list has the others. Decision 0210.
 */
export async function importPinyin(): Promise<(text: string) => string[]> {
  const { customPinyin, pinyin } = await import("pinyin-pro");
  customPinyin(placeReadings);
  return (text) => pinyin(text, { toneType: "none", type: "array", nonZh: "consecutive", v: true });
}
