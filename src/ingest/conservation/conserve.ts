import type { ParsedReport } from "../document.ts";
import type { Notes } from "../notes.ts";
import { noteGarbled } from "./garbled.ts";
import { strangeNeighbours } from "./neighbours.ts";
import { compareNumbers, type NumberFindings, numbersIn, outOfOrder } from "./numbers.ts";
import { movedTexts } from "./moved-texts.ts";
import { noteLoneLines } from "./lone-lines.ts";
import type { RawText } from "./raw-text.ts";
import { noteSilent } from "./silent-accounts.ts";
import { Characters, seen } from "./characters.ts";

const MOST_QUOTED = 20;
const LONGEST_QUOTE = 120;
const MOST_SEARCHED = 4_000;
/** Shorter ones count lines and pages; their places say nothing. */
const TELLING = 3;

/**
 * Compares a file with the result of reading it, as multisets of characters and as numbers in their order. Each missing, doubled
 * or changed character becomes a blocking note that quotes it. `title` is the title as the file prints it.
 */
export function conserve(raw: RawText, report: Pick<ParsedReport, "sections"> & { title: string }, notes: Notes): void {
  const archive = textsOf(report);
  const whole = [raw.text, raw.apart];
  const counted = new Characters(raw.markup);
  for (const text of whole) counted.add(text, 1);
  for (const text of archive) counted.add(text, -1);
  for (const text of notes.left) counted.add(text, -1);
  for (const text of notes.put) counted.add(text, 1);
  const { lost, made } = counted.result();
  if (lost !== "") {
    const quotes = linesWith(lost, whole, [...archive, ...notes.left]);
    notes.blocking("text-lost", `原件里有 ${lost.length} 个字不在读出的文字里，请对照原件核对。`, quotes, 0);
  }
  if (made !== "") {
    const quotes = linesWith(made, archive, [...whole, ...notes.put]);
    notes.blocking("text-added", `读出的文字比原件多出 ${made.length} 个字，请对照原件核对。`, quotes, 0);
  }
  compareAllNumbers(raw, archive, notes);
  if (raw.isOrdered) tellMoved(movedTexts(raw.text, archive, notes.left), notes);
  noteLoneLines(raw, archive, notes);
  noteSilent(archive, notes);
  noteGarbled(archive, notes);
}

function compareAllNumbers(raw: RawText, archive: readonly string[], notes: Notes): void {
  const inAll = (texts: readonly string[]) => texts.flatMap((text) => numbersIn(text, raw.raised));
  const printed = inAll([raw.text]);
  const kept = inAll(archive);
  const left = inAll(notes.left);
  const found = compareNumbers([...printed, ...inAll([raw.apart]), ...inAll(notes.put)], [...kept, ...left]);
  tellJoined(found.joined, notes);
  if (found.lost.length + found.made.length > 0) {
    const told = [...found.lost.map((number) => `原件：${number}`), ...found.made.map((number) => `读出：${number}`)];
    const message = `有 ${Math.max(found.lost.length, found.made.length)} 个数字与原件不同，请对照原件核对。`;
    notes.blocking("number-changed", message, told.slice(0, MOST_QUOTED * 2).join("\n"), 0);
    return;
  }
  const telling = (numbers: string[]) => numbers.filter((number) => number.length >= TELLING);
  if (!raw.isOrdered) {
    const inText = archive.map((text) => telling(numbersIn(text, raw.raised)));
    const strange = strangeNeighbours(printed, inText);
    if (strange.length === 0) return;
    const told = strange.slice(0, MOST_QUOTED).map((pair) => pair.join(" → "));
    return notes.blocking(
      "order",
      `有 ${strange.length} 处数字的先后与原件不同，请对照原件核对次序。`,
      told.join("\n"),
      0,
    );
  }
  const moved = outOfOrder(telling(printed), telling(kept));
  if (moved !== null && moved > telling(left).length + found.joined.length * 2)
    notes.blocking("order", "数字的先后与原件不同，请对照原件核对次序。", "", 0);
}

function tellMoved(moved: readonly string[], notes: Notes): void {
  if (moved.length === 0) return;
  const quotes = moved.slice(0, MOST_QUOTED).map((text) => text.slice(0, LONGEST_QUOTE));
  const message = `有 ${moved.length} 行（格）文字的先后与原件不同，请对照原件核对次序。`;
  notes.blocking("order", message, quotes.join("\n"), 0);
}

/** At its point a number is cut in two by the end of a page; anywhere else it may be two numbers. */
function tellJoined(joined: NumberFindings["joined"], notes: Notes): void {
  for (const level of ["info", "unsure"] as const) {
    const alike = joined.filter(({ atPoint }) => atPoint === (level === "info")).map(({ number }) => number);
    if (alike.length > 0)
      notes[level]("number-joined", `${alike.length} 个数字在原件里断开，已接上，请核对。`, alike.join("\n"), 0);
  }
}

function textsOf({ title, sections }: Pick<ParsedReport, "sections"> & { title: string }): string[] {
  const texts = [title];
  for (const section of sections) {
    if (!section.implicit) texts.push(section.heading);
    for (const block of section.blocks) {
      if (block.kind === "table") texts.push(block.caption, ...block.rows.flat());
      else if (block.kind === "item") texts.push(block.marker, block.text);
      else texts.push(block.text);
    }
  }
  return texts;
}

/** The lines that hold some of these characters and stand nowhere on the other side; if every line does, the characters alone. */
function linesWith(characters: string, texts: readonly string[], others: readonly string[]): string {
  const wanted = new Set(characters);
  const other = seen(others.join(""));
  const found: string[] = [];
  let searched = 0;
  for (const line of texts.flatMap((text) => text.split("\n"))) {
    const printed = seen(line);
    if (!Array.from(printed).some((char) => wanted.has(char))) continue;
    if (++searched > MOST_SEARCHED || found.length >= MOST_QUOTED) break;
    if (!other.includes(printed)) found.push(line.trim().slice(0, LONGEST_QUOTE));
  }
  return found.length > 0 ? found.join("\n") : characters.slice(0, LONGEST_QUOTE);
}
