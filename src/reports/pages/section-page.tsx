import type { Context } from "hono";
import type { AppEnv } from "../../http/app-env.ts";
import { type GridRow, ValueGrid } from "../../indicators/block/value-grid.tsx";
import { indicatorWords } from "../../indicators/words.ts";
import { bureauFeedBase, bureauIndicatorsPath, sectionFeedBase, sectionPath } from "../../paths.ts";
import { feedAlternates } from "../../ui/feeds/feed.ts";
import { UsedHere } from "../../press/used-here.tsx";
import { page } from "../../ui/layout.tsx";
import { addressOf, Received } from "./kit.tsx";
import { MarkNote } from "./mark-note.tsx";
import { HeadingText } from "./text/heading-text.tsx";
import { EditionLine, FoldedBox } from "./meta-box.tsx";
import { pageWords } from "./page-words.ts";
import { Blocks } from "./text/paragraph.tsx";
import { formerAnchors, paragraphNumbers, type ReportPageContext, subtree } from "../formats/reading.ts";
import { Record } from "./text/record.tsx";
import { Crumbs } from "./report-crumbs.tsx";
import { ReportFrame } from "./report-frame.tsx";
import { reportHead } from "./report-head.ts";
import { embeddedMetadata } from "../formats/embedded-metadata.ts";
import { mementoDatetime, mementoLinks, mementosAround } from "../history/memento.ts";
import type { Section } from "../report.ts";
import { Superseded } from "./superseded.tsx";

interface SectionView {
  position: number;
  /** A later revision no longer has it. */
  dropped: boolean;
  /** Its values of indicators, year by year; null on a frozen revision. */
  figures: { years: number[]; rows: GridRow[] } | null;
}

/** One section: its own text, then its subsections. */
export function sectionPage(
  c: Context<AppEnv>,
  reading: ReportPageContext,
  { position, dropped, figures }: SectionView,
) {
  const { view } = reading;
  const { bureau, year, revision, sections } = view;
  const [section, ...below] = subtree(sections, position) as [Section, ...Section[]];
  const isCurrent = revision.number === view.currentRevision;
  const path = sectionPath(bureau.slug, year, section.slug, isCurrent ? undefined : revision.number);
  const context = { reading, section, numbers: paragraphNumbers(sections), former: formerAnchors([section, ...below]) };
  const head = (
    <>
      <Crumbs reading={reading} section={section} />
      <h1 id={section.slug}>
        <span class="line">
          <HeadingText section={section} reading={reading} />
        </span>
      </h1>
      <p class="hint">{revision.title}</p>
      <Superseded reading={reading} section={section} dropped={dropped} />
      <EditionLine reading={reading} />
      <MarkNote reading={reading} section={section} />
      <FoldedBox reading={reading} section={section} />
      <Received reading={reading} section={section} />
      <UsedHere uses={view.press} bureau={bureau.slug} year={year} section={section.slug} />
    </>
  );
  const previous = sections[position - 1];
  const next = sections[position + 1];
  const standing = reportHead(reading, path);
  const body = (
    <ReportFrame reading={reading} section={section} head={head}>
      <div class="own">
        {section.blocks.length === 0 && below.length === 0 && <p class="hint">{pageWords.emptySection}</p>}
        <Blocks blocks={section.blocks} context={context} />
      </div>
      {below.length > 0 && <Record reading={reading} sections={below} />}
      {figures && figures.rows.length > 0 && <YearsOfFigures bureau={bureau.slug} figures={figures} />}
      <SectionNav reading={reading} previous={previous} next={next} />
    </ReportFrame>
  );
  const original = {
    origin: reading.origin,
    bureau: bureau.slug,
    year,
    section: section.slug,
    format: "html" as const,
  };
  if (reading.asksFrozen) c.header("Memento-Datetime", mementoDatetime(revision));
  return page(
    c,
    {
      ...standing,
      meta: embeddedMetadata({ view, section, origin: reading.origin, accessed: reading.today }),
      headerLinks: [...mementoLinks(original), ...(reading.asksFrozen ? mementosAround(original, reading) : [])],
      alternates: [...standing.alternates, ...feedsOf(reading, section)],
      title: `${section.title || pageWords.untitled} - ${revision.title}`,
      description: excerpt(section, below) || revision.title,
      citeAs: sectionPath(bureau.slug, year, section.slug, revision.number),
      previous: previous && addressOf(reading, previous),
      next: next && addressOf(reading, next),
    },
    body,
  );
}

/** The feeds of the bureau, and of the same section of all bureaus. */
const feedsOf = ({ view }: ReportPageContext, { standard, title }: Section) => [
  ...feedAlternates({ base: bureauFeedBase(view.bureau.slug) }, view.bureau.name),
  ...(standard === null ? [] : feedAlternates({ base: sectionFeedBase(standard) }, title)),
];

interface YearsProps {
  /** Slug. */
  bureau: string;
  figures: NonNullable<SectionView["figures"]>;
}

const YearsOfFigures = ({ bureau, figures }: YearsProps) => (
  <section class="stack tight rule">
    <h2 id="figures-by-year">{indicatorWords.ofSection}</h2>
    <ValueGrid
      caption={indicatorWords.ofSection}
      first={indicatorWords.indicator}
      columns={figures.years}
      rows={figures.rows}
    />
    <p class="screen">
      <a href={bureauIndicatorsPath(bureau)}>{indicatorWords.ofSectionMore}</a>
    </p>
  </section>
);

interface SectionNavProps {
  reading: ReportPageContext;
  previous: Section | undefined;
  next: Section | undefined;
}

const SectionNav = ({ reading, previous, next }: SectionNavProps) => (
  <nav class="beside" aria-label={pageWords.neighbours}>
    {previous && (
      <a href={addressOf(reading, previous)} rel="prev">
        <span class="hint">{pageWords.previousSection}</span>
        {previous.heading || pageWords.untitled}
      </a>
    )}
    {next && (
      <a href={addressOf(reading, next)} rel="next">
        <span class="hint">{pageWords.nextSection}</span>
        {next.heading || pageWords.untitled}
      </a>
    )}
  </nav>
);

const EXCERPT = 120;

function excerpt(section: Section, below: readonly Section[]) {
  const first = [section, ...below].flatMap((each) => each.blocks).find((block) => block.kind !== "table");
  return first ? first.text.slice(0, EXCERPT) : "";
}
