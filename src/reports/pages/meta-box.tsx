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
import { groupHash } from "../diff/group-hash.ts";
import { mediaTypeExtension } from "../media-type.ts";
import { pageWords } from "./page-words.ts";
import type { Reading } from "./reading.ts";

/** Revision, dates, original, hash. */
export function MetaBox({ reading }: { reading: Reading }) {
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
    </>
  );
}

/** That the ledger records this revision, its number and date there, and the proof to keep. */
function LedgerRow({ reading: { view } }: { reading: Reading }) {
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
