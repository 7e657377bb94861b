import { beijingDay } from "../../day.ts";
import { diffPath } from "../../paths.ts";
import { addressOf } from "./kit.tsx";
import { pageWords } from "./page-words.ts";
import type { ReportPageContext } from "../formats/reading.ts";
import type { Section } from "../report.ts";

/** Says that this is not the current text, and links to that. */
export function Superseded({
  reading,
  section,
  dropped,
}: {
  reading: ReportPageContext;
  section?: Section;
  dropped: boolean;
}) {
  const { bureau, year, revision, currentRevision } = reading.view;
  if (revision.number === currentRevision) return <></>;
  const told = dropped
    ? pageWords.dropped(currentRevision, revision.number)
    : pageWords.superseded(revision.number, beijingDay(revision.publishedAt));
  const current = addressOf({ ...reading, frozen: false }, dropped ? undefined : section);
  return (
    <div class="note banner" role="note">
      <p>
        <b>{told}</b>
      </p>
      <p class="row">
        <a href={current}>{pageWords.toCurrent(currentRevision)}</a>
        <a href={diffPath(bureau.slug, year, revision.number, currentRevision)}>{pageWords.whatChanged}</a>
      </p>
    </div>
  );
}
