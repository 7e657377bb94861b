import { pageWords } from "../page-words.ts";
import type { DeskLink } from "../../formats/reading.ts";

/** On the publisher's desk: the way to the correction of a heading or paragraph. */
export function Correct({ link }: { link: DeskLink | undefined }) {
  if (!link) return <></>;
  return (
    <>
      {link.hint && <span class="hint">{link.hint}</span>}
      {link.href && (
        <a id={link.id} href={link.href} aria-label={link.label}>
          {pageWords.correct}
        </a>
      )}
    </>
  );
}
