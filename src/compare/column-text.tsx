import type { StandardSection } from "../ingest/signs/standard-outline.ts";
import { comparePath, paragraphPath, reportPath, sectionPath } from "../paths.ts";
import type { Paragraph, Section } from "../reports/report.ts";
import { ancestors } from "../reports/formats/reading.ts";
import { PrintedTable } from "../reports/pages/text/table.tsx";
import type { ReportText } from "../reports/view.ts";
import { DemoTag } from "../ui/demo-tag.tsx";
import { Printed } from "../ui/withheld.tsx";
import { TEXTS } from "./choice-matrix.tsx";
import type { ComparedColumn, ComparedPick } from "./compare.ts";
import { compareWords } from "./words.ts";

interface ColumnProps {
  column: ComparedColumn;
  section: StandardSection;
  picks: readonly ComparedPick[];
  /** Short names of bureaus by slug, as far as the page knows them. */
  names: ReadonlyMap<string, string>;
}

export function ColumnText({ column, section, picks, names }: ColumnProps) {
  const { pick } = column;
  const name = "view" in column ? column.view.bureau.shortName : (names.get(pick.bureau) ?? pick.bureau);
  const others = picks.filter((other) => other !== pick);
  return (
    <div>
      <div class="row">
        <b>
          {name} {pick.year}
        </b>
        {"view" in column && column.view.bureau.demo && <DemoTag />}
        {"view" in column && <small>{compareWords.revision(column.view.revision.number)}</small>}
        <a
          href={`${comparePath(section.slug, others)}#${TEXTS}`}
          rel="nofollow"
          aria-label={compareWords.remove(`${name} ${pick.year}`)}
          class="hint"
        >
          {compareWords.removeShort}
        </a>
      </div>
      <ColumnBody column={column} />
    </div>
  );
}

function ColumnBody({ column }: { column: ComparedColumn }) {
  switch (column.state) {
    case "text":
      return <SectionText view={column.view} sections={column.sections} />;
    case "without":
      return (
        <p class="hint">
          {compareWords.without}
          <a href={reportPath(column.view.bureau.slug, column.view.year)}>{compareWords.withoutWay}</a>
        </p>
      );
    default:
      return <p class="hint">{column.message}</p>;
  }
}

function SectionText({ view, sections }: { view: ReportText; sections: readonly Section[] }) {
  const [first, ...more] = sections as [Section, ...Section[]];
  const above = ancestors(view.sections, first.position).at(-1);
  return (
    <>
      <p class="hint">
        {above && `${above.heading}　`}
        <a href={sectionPath(view.bureau.slug, view.year, first.slug)}>{compareWords.read}</a>
      </p>
      <h2>{first.heading}</h2>
      <ComparedBlocks view={view} section={first} />
      {more.map((section) => (
        <>
          <h3>{section.heading}</h3>
          <ComparedBlocks view={view} section={section} />
        </>
      ))}
    </>
  );
}

export const ComparedBlocks = ({ view, section }: { view: ReportText; section: Section }) => (
  <>
    {section.blocks.map((block, index) =>
      block.kind === "table" ? (
        <PrintedTable table={block} />
      ) : (
        <p>
          {block.kind === "item" && block.marker && `${block.marker} `}
          <Printed text={block.text} />
          <ParagraphLink view={view} section={section} block={block} index={index} />
        </p>
      ),
    )}
  </>
);

interface LinkProps {
  view: ReportText;
  section: Section;
  block: Paragraph;
  index: number;
}

const ParagraphLink = ({ view, section, block, index }: LinkProps) => (
  <span class="tools">
    <a
      href={paragraphPath(view.bureau.slug, view.year, section.slug, block.anchor)}
      aria-label={`${view.bureau.shortName}${view.year} ${section.title} ${compareWords.paragraph(index + 1)}`}
    >
      ¶
    </a>
  </span>
);
