import type { Child } from "hono/jsx";
import { beijingDay } from "../day.ts";
import {
  bureauPath,
  bureausPath,
  diffPath,
  figuresPath,
  importNotesPath,
  ledgerEntryPath,
  originalPath,
  proofPath,
  reportPath,
  revisionsPath,
} from "../paths.ts";
import { Day } from "../ui/time.tsx";
import { citedUrl } from "./cite.ts";
import { addressOf, CompareLink, Kit, Supervise } from "./kit.tsx";
import { pageWords } from "./page-words.ts";
import { ancestors, type OutlineNode, outlineOf, type Reading } from "./reading.ts";
import type { Section } from "./report.ts";
import type { ReportView } from "./view.ts";
import { words } from "./words.ts";

const HAN_DIGITS = Array.from("〇一二三四五六七八九");

/** 2023 → 二〇二三, for the running title */
const toHan = (number: number) => String(number).replace(/\d/g, (digit) => HAN_DIGITS[Number(digit)] ?? digit);

/** A report's page: outline and running title beside the record, with its citation data below. */
export function ReportFrame({ reading, section, head, children }: FrameProps) {
  const { view } = reading;
  return (
    <div itemscope itemtype="https://schema.org/Report">
      <div class="book">
        <div class="head">
          {head}
          <Metadata reading={reading} />
        </div>
        <Outline reading={reading} section={section} />
        <p class="spine" aria-hidden="true">
          <span>{view.bureau.shortName}</span>
          <span>{pageWords.spineYear(toHan(view.year))}</span>
          <span>{pageWords.spineRevision(toHan(view.revision.number))}</span>
        </p>
        <article class="record">{children}</article>
      </div>
      <PrintColophon reading={reading} section={section} />
    </div>
  );
}

interface FrameProps {
  reading: Reading;
  section?: Section;
  head: Child;
  children: Child;
}

/** `section` undefined: entries lead to places on the page; else to the pages of the sections. */
function Outline({ reading, section }: { reading: Reading; section?: Section | undefined }) {
  const { sections } = reading.view;
  const open = new Set(section ? [section, ...ancestors(sections, section.position)] : []);
  return (
    <details class="outline">
      <summary>{pageWords.outline}</summary>
      <nav aria-label={pageWords.outline}>
        <OutlineList nodes={outlineOf(sections)} reading={reading} section={section} open={open} />
      </nav>
    </details>
  );
}

interface OutlineListProps {
  nodes: readonly OutlineNode[];
  reading: Reading;
  section?: Section | undefined;
  open: ReadonlySet<Section>;
}

function OutlineList({ nodes, reading, section, open }: OutlineListProps) {
  return (
    <ol>
      {nodes.map((node) => (
        <li>
          <a
            href={section ? addressOf(reading, node.section) : `#${node.section.slug}`}
            aria-current={node.section === section ? "page" : undefined}
          >
            {node.section.heading || pageWords.untitled}
          </a>
          {node.children.length > 0 && OutlineList({ nodes: node.children, reading, section, open })}
        </li>
      ))}
    </ol>
  );
}

export function Crumbs({ reading, section }: { reading: Reading; section?: Section }) {
  const { bureau, year, sections } = reading.view;
  const above = section ? ancestors(sections, section.position) : [];
  return (
    <nav class="crumb" aria-label={pageWords.crumbs}>
      <a href={bureausPath()}>{pageWords.bureaus}</a> / <a href={bureauPath(bureau.slug)}>{bureau.name}</a>
      {" / "}
      {section ? <a href={addressOf(reading)}>{words.reportOf(year)}</a> : words.reportOf(year)}
      {above.map((upper) => (
        <>
          {" / "}
          <a href={addressOf(reading, upper)}>{upper.heading}</a>
        </>
      ))}
    </nav>
  );
}

/** Says that this is not the current text, and where that is. */
export function Superseded({ reading, section, dropped }: { reading: Reading; section?: Section; dropped: boolean }) {
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
                {pageWords.download(extensionOf(revision.fileName))}
              </a>{" "}
              {sizeOf(revision.fileSize)}
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

export const ReportKit = ({ reading, section }: { reading: Reading; section?: Section }) => (
  <div class="row bar">
    <Kit reading={reading} {...(section && { section })} />
    {section && <CompareLink reading={reading} section={section} />}
    <Supervise reading={reading} {...(section && { section })} />
  </div>
);

/** The years before and after, in which the bureau published. */
export function YearNav({ reading, atEnd = false }: { reading: Reading; atEnd?: boolean }) {
  const { bureau, previousYear, nextYear } = reading.view;
  if (previousYear === null && nextYear === null) return <></>;
  return (
    <nav class={atEnd ? "row years" : "row"} aria-label={atEnd ? pageWords.otherYearsAtEnd : pageWords.otherYears}>
      {previousYear !== null && (
        <a href={reportPath(bureau.slug, previousYear)} rel="prev">
          {pageWords.previousYear(previousYear)}
        </a>
      )}
      {nextYear !== null && (
        <a href={reportPath(bureau.slug, nextYear)} rel="next">
          {pageWords.nextYear(nextYear)}
        </a>
      )}
    </nav>
  );
}

function PrintColophon({ reading, section }: { reading: Reading; section?: Section | undefined }) {
  const { view, origin, today } = reading;
  return (
    <p class="print mono">
      {view.bureau.demo && (
        <>
          <b>{pageWords.printDemo}</b>
          <br />
        </>
      )}
      {pageWords.printAddress} {citedUrl({ view, section, origin, accessed: today })}
      <br />
      {words.revision(view.revision.number)} {beijingDay(view.revision.publishedAt)}
      <br />
      {pageWords.printHash} {groupHash(view.revision.fileSha256)}
    </p>
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

function Metadata({ reading }: { reading: Reading }) {
  const { view, origin } = reading;
  const { bureau, year, revision } = view;
  return (
    <div hidden>
      <meta itemprop="name" content={revision.title} />
      <meta itemprop="inLanguage" content="zh-CN" />
      <meta itemprop="datePublished" content={view.firstPublishedAt} />
      <meta itemprop="dateModified" content={revision.publishedAt} />
      <meta itemprop="version" content={String(revision.number)} />
      <meta itemprop="temporalCoverage" content={String(year)} />
      <meta itemprop="identifier" content={`sha256:${revision.fileSha256}`} />
      <link itemprop="url" href={origin + reportPath(bureau.slug, year, revision.number)} />
      <span itemprop="publisher" itemscope itemtype="https://schema.org/Organization">
        <meta itemprop="name" content={bureau.name} />
        <link itemprop="url" href={origin + bureauPath(bureau.slug)} />
      </span>
      <span itemprop="encoding" itemscope itemtype="https://schema.org/MediaObject">
        <link itemprop="contentUrl" href={origin + originalPath(bureau.slug, year, revision.number)} />
        <meta itemprop="encodingFormat" content={revision.fileType} />
        <meta itemprop="sha256" content={revision.fileSha256} />
      </span>
    </div>
  );
}

const extensionOf = (name: string) => /\.[a-z0-9]{1,8}$/i.exec(name)?.[0].toLowerCase() ?? "";

const sizeOf = (bytes: number) =>
  bytes < 1_000_000 ? `${Math.ceil(bytes / 1000)} KB` : `${(bytes / 1e6).toFixed(1)} MB`;

/** In groups of eight, which a person can compare. */
export const groupHash = (hash: string) => hash.replace(/(.{8})(?=.)/g, "$1 ");

export function titleLines(view: ReportView) {
  const { title } = view.revision;
  const rest = title.startsWith(view.bureau.name) ? title.slice(view.bureau.name.length).trim() : "";
  return rest ? [view.bureau.name, rest] : [title];
}
