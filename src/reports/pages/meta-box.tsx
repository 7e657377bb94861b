import {
  diffPath,
  figuresPath,
  importNotesPath,
  ledgerEntryPath,
  originalPath,
  proofPath,
  revisionsPath,
} from "../../paths.ts";
import { fileSize } from "../../ui/file-size.ts";
import { Day } from "../../ui/time.tsx";
import { groupHash } from "../history/group-hash.ts";
import { mediaTypeExtension } from "../formats/media-type.ts";
import type { Section } from "../report.ts";
import { CompareLink, Kit, Supervise } from "./kit.tsx";
import { pageWords } from "./page-words.ts";
import type { ReportPageContext } from "../formats/reading.ts";
import { YearNav } from "./year-nav.tsx";

/** Which text this is, in one line. */
export function EditionLine({ reading }: { reading: ReportPageContext }) {
  const { bureau, year, revision, currentRevision, doubtfulFigures } = reading.view;
  const { number } = revision;
  const isCurrent = number === currentRevision;
  return (
    <p class="row hint edition">
      <span>{isCurrent ? pageWords.revisionNow(number) : pageWords.revisionThen(number)}</span>
      <Day at={revision.publishedAt} />
      <a href={originalPath(bureau.slug, year, reading.frozen ? number : undefined)}>{pageWords.original}</a>
      {doubtfulFigures ? (
        <a href={`${figuresPath(bureau.slug, year, isCurrent ? undefined : number)}#to-check`}>
          {pageWords.doubtful(doubtfulFigures)}
        </a>
      ) : null}
    </p>
  );
}

/** Details that most readers need not see first: how the text came about and how it is proved; how to cite it. */
export const FoldedBox = ({ reading, section }: { reading: ReportPageContext; section?: Section }) => (
  <div class="row folded">
    <details>
      <summary>{pageWords.evidence}</summary>
      <MetaBox reading={reading} />
    </details>
    <details class="kit-fold">
      <summary>{pageWords.cite}</summary>
      <div class="panel kit-panel">
        <Kit reading={reading} section={section} />
      </div>
    </details>
    {section && <CompareLink reading={reading} section={section} />}
    <Supervise reading={reading} section={section} />
  </div>
);

/** Revision, dates, original, hash. */
function MetaBox({ reading }: { reading: ReportPageContext }) {
  const { view } = reading;
  const { bureau, year, revision, currentRevision, firstPublishedAt } = view;
  const { slug } = bureau;
  const number = revision.number;
  const isCurrent = number === currentRevision;
  return (
    <>
      <dl class="fit meta">
        <div class="full">
          <dt>{pageWords.revision}</dt>
          <dd class="row">
            {isCurrent ? pageWords.revisionNow(number) : pageWords.revisionThen(number)}
            {number > 1 && <a href={diffPath(slug, year, number - 1, number)}>{pageWords.compareWith(number - 1)}</a>}
            <a href={revisionsPath(slug, year)}>{pageWords.history}</a>
          </dd>
        </div>
        <div class="full">
          <dt>{pageWords.published}</dt>
          <dd>
            <Day at={revision.publishedAt} />
            {number > 1 && (
              <>
                （{pageWords.first}
                <Day at={firstPublishedAt} />）
              </>
            )}
          </dd>
        </div>
        <div class="full">
          <dt>{pageWords.original}</dt>
          <dd class="row">
            <span>
              <a href={originalPath(slug, year, reading.frozen ? number : undefined)}>
                {pageWords.download(mediaTypeExtension(revision.fileName))}
              </a>{" "}
              {fileSize(revision.fileSize)}
            </span>
            <a href={importNotesPath(slug, year, number)}>{pageWords.notes(revision.importNotes.length)}</a>
            <a href={figuresPath(slug, year, isCurrent ? undefined : number)}>
              {pageWords.figures(view.doubtfulFigures)}
            </a>
          </dd>
        </div>
        {revision.note && (
          <div class="full">
            <dt>{pageWords.note}</dt>
            <dd>{revision.note}</dd>
          </div>
        )}
        <div class="full">
          <dt>{pageWords.hash}</dt>
          <dd class="mono">{groupHash(revision.fileSha256)}</dd>
        </div>
        <LedgerRow reading={reading} />
      </dl>
      <p class="hint">{pageWords.recordNotice}</p>
      <YearNav reading={reading} />
    </>
  );
}

/** That the ledger records this revision, its number and date there, and the proof to keep. */
function LedgerRow({ reading: { view } }: { reading: ReportPageContext }) {
  const { recorded } = view;
  if (!recorded) return <></>;
  return (
    <div class="full">
      <dt>{pageWords.ledger}</dt>
      <dd class="row">
        <span>
          {pageWords.recorded} <a href={ledgerEntryPath(recorded.index)}>{pageWords.ledgerEntry(recorded.index + 1)}</a>{" "}
          <Day at={recorded.at} />
        </span>
        <a href={proofPath(view.bureau.slug, view.year, view.revision.number)}>{pageWords.proof}</a>
      </dd>
    </div>
  );
}
