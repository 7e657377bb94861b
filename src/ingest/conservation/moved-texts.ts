import { seen } from "./characters.ts";

/** Where one line or cell of a file ends and the next begins: line breaks, and the bars and tabs of plain tables. */
const ENDS = /[\n|\t]+/;

/**
 * Lines and cells that stand before one that they follow in the file: of two that changed places, one. Only those are looked at that the file has as
 * they are, and as often; what is put together of several says nothing here.
 */
export function movedTexts(file: string, archive: readonly string[], left: readonly string[]): string[] {
  const printed = file.split(ENDS).map(seen);
  const places = new Map<string, number[]>();
  for (const [at, text] of printed.entries()) {
    if (text === "") continue;
    const known = places.get(text);
    if (known) known.push(at);
    else places.set(text, [at]);
  }
  const kept = archive.map(seen);
  const counts = new Map<string, number>();
  for (const text of [...kept, ...left.flatMap((one) => one.split(ENDS)).map(seen)])
    counts.set(text, (counts.get(text) ?? 0) + 1);
  const moved: string[] = [];
  /** How many of its places were passed. */
  const passed = new Map<string, number>();
  let last = -1;
  for (const [i, text] of kept.entries()) {
    const own = places.get(text);
    if (!own || own.length !== counts.get(text)) continue;
    let next = passed.get(text) ?? 0;
    while (next < own.length && (own[next] as number) <= last) next++;
    passed.set(text, next);
    if (next < own.length) last = own[next] as number;
    else moved.push(archive[i] as string);
  }
  return moved;
}
