import { SuperviseLink } from "../../../feedback/parts/supervise.tsx";
import type { Doubt } from "../../../figures/figure.ts";
import { figuresPath, paragraphPath, passagePath, tablePath } from "../../../paths.ts";
import { CopyField } from "../../../ui/copy-field.tsx";
import { spansWithin } from "../../../search/mark/mark.ts";
import { citation } from "../../formats/cite.ts";
import { Correct } from "./correct.tsx";
import { Marked } from "./marked.tsx";
import type { ReportPageContext } from "../../formats/reading.ts";
import type { Paragraph, Section } from "../../report.ts";
import { PrintedTable } from "./table.tsx";
import { pageWords } from "../page-words.ts";

export interface ParagraphContext {
  reading: ReportPageContext;
  section: Section;
  numbers: ReadonlyMap<string, number>;
  former: ReadonlyMap<string, readonly string[]>;
}

/** The blocks of one section: neighbouring items make one list. */
export const Blocks = ({ blocks, context }: { blocks: readonly Paragraph[]; context: ParagraphContext }) => (
  <>
    {groupItems(blocks).map((group) => (
      <Group group={group} context={context} />
    ))}
  </>
);

function groupItems(blocks: readonly Paragraph[]) {
  const groups: Paragraph[][] = [];
  for (const block of blocks) {
    const last = groups.at(-1);
    if (block.kind === "item" && last?.[0]?.kind === "item") last.push(block);
    else groups.push([block]);
  }
  return groups;
}

function Group({ group, context }: { group: readonly Paragraph[]; context: ParagraphContext }) {
  if (group[0]?.kind === "item") {
    return (
      <ol class="items">
        {group.map((block) => (
          <li class={paraClass(block)} id={`p-${block.anchor}`}>
            <Inside block={block} context={context} />
          </li>
        ))}
      </ol>
    );
  }
  return group.map((block) => (
    <div class={paraClass(block)} id={`p-${block.anchor}`}>
      <Inside block={block} context={context} />
    </div>
  ));
}

const paraClass = (block: Paragraph) => (block.kind === "table" ? "para wide" : "para");

function Inside({ block, context }: { block: Paragraph; context: ParagraphContext }) {
  const former = context.former.get(block.anchor) ?? [];
  return (
    <>
      {former.map((anchor) => (
        <span class="was" id={`p-${anchor}`}></span>
      ))}
      <Body block={block} context={context} />
      {block.kind === "table" && <Tools block={block} context={context} />}
      {context.reading.doubts?.get(block.anchor)?.map((each) => (
        <DoubtNote {...each} context={context} />
      ))}
      {!context.reading.desk && <Pin block={block} context={context} />}
    </>
  );
}

function Body({ block, context }: { block: Paragraph; context: ParagraphContext }) {
  const spans = context.reading.marked?.marks.get(block.anchor);
  if (block.kind === "table") return <PrintedTable table={block} spans={spans} />;
  const tools = <Tools block={block} context={context} />;
  if (block.kind === "item") {
    const before = block.marker ? block.marker.length + 1 : 0;
    return (
      <p>
        {block.marker && <span class="marker">{block.marker}</span>}
        <Marked text={block.text} spans={spans && spansWithin(spans, before, block.text.length)} />
        {tools}
      </p>
    );
  }
  return (
    <p class={block.kind === "signature" ? "colophon" : undefined}>
      <Marked text={block.text} spans={spans} />
      {tools}
    </p>
  );
}

function Tools({ block, context }: { block: Paragraph; context: ParagraphContext }) {
  const number = context.numbers.get(block.anchor) ?? 0;
  const { desk } = context.reading;
  if (desk)
    return (
      <span class="tools">
        <Correct link={desk.paragraphs.get(block.anchor)} />
      </span>
    );
  return (
    <span class="tools">
      <a href={`#p-${block.anchor}`} aria-label={pageWords.paragraphTools(number)}>
        ¶
      </a>
      {block.kind === "table" && (
        <a href={tableOf(context, block.anchor)} aria-label={pageWords.tableFile(number)}>
          CSV
        </a>
      )}
    </span>
  );
}

function tableOf({ reading: { view, frozen } }: ParagraphContext, anchor: string) {
  const { bureau, year, revision } = view;
  return tablePath(bureau.slug, year, anchor, frozen ? revision.number : undefined);
}

/** In the margin, if there is one: the disagreement, and both places. */
function DoubtNote({ doubt, number, context }: { doubt: Doubt; number: number; context: ParagraphContext }) {
  const { bureau, year, revision, currentRevision } = context.reading.view;
  const figures = figuresPath(bureau.slug, year, revision.number === currentRevision ? undefined : revision.number);
  return (
    <aside class="note" aria-label={pageWords.toCheck(number)}>
      <p>{doubt.message}</p>
      <p>
        <a href={`${figures}#doubt-${number}`}>{pageWords.bothPlaces}</a>
      </p>
    </aside>
  );
}

function Pin({ block, context }: { block: Paragraph; context: ParagraphContext }) {
  const { view, origin, today } = context.reading;
  const { bureau, year, revision } = view;
  const { section } = context;
  const address = origin + paragraphPath(bureau.slug, year, section.slug, block.anchor, revision.number);
  const taken = passagePath(bureau.slug, year, section.slug, block.anchor, revision.number);
  return (
    <div class="pin">
      <p class="row share" data-card={`${taken}.svg`} data-name={`${bureau.slug}-${year}-${block.anchor}`}>
        <a href={taken}>{pageWords.takeAway}</a>
      </p>
      <CopyField label={pageWords.paragraphAddress} value={address} />
      <CopyField
        label={pageWords.citation}
        value={citation({ view, section, origin, accessed: today }, block.anchor)}
        long
      />
      <p class="row">
        <SuperviseLink
          about={{ bureau: bureau.slug, year, revision: revision.number, section: section.slug, anchor: block.anchor }}
        />
        <a href={`#${section.slug}`}>{pageWords.fold}</a>
      </p>
    </div>
  );
}
