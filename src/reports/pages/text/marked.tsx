import type { MarkedSpan } from "../../../search/text/highlight.ts";
import { Printed } from "../../../ui/withheld.tsx";

/** Published text with the words that were searched for marked in it. */
export function Marked({ text, spans = [] }: { text: string; spans?: readonly MarkedSpan[] | undefined }) {
  const parts: { text: string; marked: boolean }[] = [];
  let at = 0;
  for (const { from, to } of spans) {
    parts.push({ text: text.slice(at, from), marked: false }, { text: text.slice(from, to), marked: true });
    at = to;
  }
  parts.push({ text: text.slice(at), marked: false });
  return (
    <>
      {parts.map((part) =>
        part.marked ? (
          <mark>
            <Printed text={part.text} />
          </mark>
        ) : (
          <Printed text={part.text} />
        ),
      )}
    </>
  );
}
