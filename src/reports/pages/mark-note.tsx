import { searchPath } from "../../paths.ts";
import { addressOf } from "./kit.tsx";
import { pageWords } from "./page-words.ts";
import type { ReportPageContext } from "../formats/reading.ts";
import type { Section } from "../report.ts";

/** Says which words are marked on this page, and how to read without the marks. */
export function MarkNote({ reading, section }: { reading: ReportPageContext; section?: Section }) {
  const { marked } = reading;
  if (!marked) return <></>;
  const { query, marks } = marked;
  return (
    <p class="row hint">
      <span>{marks.size > 0 ? pageWords.marked(query) : pageWords.nothingMarked(query)}</span>
      {marks.size > 0 && <a href={addressOf(reading, section)}>{pageWords.unmark}</a>}
      <a href={searchPath(query)}>{pageWords.backToSearch}</a>
    </p>
  );
}
