import type { ImportNote } from "../ingest/document.ts";
import { blockText } from "../reports/anchors.ts";
import type { Section } from "../reports/report.ts";

const TRIED = [24, 10] as const;
const SHORTEST = 2;

const bare = (text: string) => text.replace(/[\s*⏎]/gu, "");

/** A function from a note to the id of the heading or paragraph it is about, or null if the text is not in the report. */
export function placesIn(sections: readonly Section[]) {
  const places = sections.flatMap(({ slug, heading, blocks }) => [
    { id: slug, text: bare(heading) },
    ...blocks.map((block) => ({ id: `p-${block.anchor}`, text: bare(blockText(block)) })),
  ]);
  const find = (words: string) =>
    words.length < SHORTEST
      ? undefined
      : (places.find(({ text }) => text === words) ?? places.find(({ text }) => text.includes(words)));
  return ({ text }: Pick<ImportNote, "text">): string | null => {
    const [line = ""] = text.split("\n").map((each) => bare(each.replace(/^第 \d+ 行：/, "")));
    const tries = TRIED.flatMap((length) => [line.slice(0, length), line.slice(-length)]);
    return tries.map(find).find((place) => place !== undefined)?.id ?? null;
  };
}
