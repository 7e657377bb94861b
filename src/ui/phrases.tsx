let segmenter: Intl.Segmenter | undefined;

/** The words of a text; a number stays with the word behind it (2023年度). */
export function phrasesOf(text: string): string[] {
  segmenter ??= new Intl.Segmenter("zh", { granularity: "word" });
  const phrases: string[] = [];
  for (const { segment, isWordLike } of segmenter.segment(text)) {
    const last = phrases.at(-1);
    const belongs = last !== undefined && (isWordLike !== true || /[\d（《“] ?$/.test(last));
    if (belongs) phrases[phrases.length - 1] = last + segment;
    else phrases.push(segment);
  }
  return phrases;
}

/** A line of a heading that breaks between words alone; browsers know this of Japanese only. */
export const Phrases = ({ text }: { text: string }) => (
  <span class="line">
    <BrokenBetweenWords text={text} />
  </span>
);

/** For a heading whose style keeps everything else together. */
export const BrokenBetweenWords = ({ text }: { text: string }) => (
  <>
    {phrasesOf(text).map((phrase, at) => (
      <>
        {at > 0 && <wbr />}
        {phrase}
      </>
    ))}
  </>
);
