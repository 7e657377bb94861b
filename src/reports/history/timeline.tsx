import { reportPath, revisionsPath } from "../../paths.ts";
import { Day } from "../../ui/time.tsx";
import type { ReportView } from "../view.ts";
import { reportWords } from "../words.ts";
import { timelineOf } from "./edition.ts";

/** One line with every revision and its day; nothing if there is only one. */
export function RevisionTimeline({ view }: { view: ReportView }) {
  const { bureau, year, revision, currentRevision, editions = [] } = view;
  if (currentRevision === 1) return <></>;
  return (
    <ol class="row hint timeline" aria-label={reportWords.timeline}>
      {timelineOf(editions, revision).map((each) => (
        <li>
          {each === "gap" ? (
            <a href={revisionsPath(bureau.slug, year)} aria-label={reportWords.goRevisions}>
              …
            </a>
          ) : (
            <>
              <a
                href={reportPath(bureau.slug, year, each.number)}
                aria-current={each.number === revision.number ? "true" : undefined}
              >
                {reportWords.revision(each.number)}
              </a>{" "}
              <Day at={each.publishedAt} />
            </>
          )}
        </li>
      ))}
    </ol>
  );
}
