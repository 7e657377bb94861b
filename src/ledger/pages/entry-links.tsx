import { feedbackPath, ledgerEntryProofPath, ledgerEntryTextPath, originalPath, reportPath } from "../../paths.ts";
import type { Leaf } from "../leaf.ts";
import type { NamedEntry } from "../read.ts";
import { uiWords as frameWords } from "../../ui/words.ts";
import { ledgerWords } from "./words.ts";

/** The subject of an entry, as a phrase with its link. */
export function EntrySubject({ entry: { leaf, bureauName, demo } }: { entry: NamedEntry }) {
  if (leaf.kind === "reply") {
    const text = ledgerWords.reply(leaf.feedback);
    return <a href={feedbackPath(Number(leaf.feedback))}>{text}</a>;
  }
  const { bureau, year, revision } = leaf;
  return (
    <>
      <a href={reportPath(bureau, year, revision)}>
        {bureauName} {ledgerWords.revision(year, revision)}
      </a>
      {demo && <span class="tag">{frameWords.demoTag}</span>}
    </>
  );
}

export function EntryFiles({ leaf, index }: { leaf: Leaf; index: number }) {
  const published = leaf.kind === "publication" || leaf.kind === "correction";
  return (
    <p class="row">
      <a href={ledgerEntryProofPath(index)}>{ledgerWords.proof}</a>
      {published && <a href={ledgerEntryTextPath(index)}>{ledgerWords.text}</a>}
      {published && <a href={originalPath(leaf.bureau, leaf.year, leaf.revision)}>{ledgerWords.original}</a>}
    </p>
  );
}
