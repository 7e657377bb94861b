import { Correct } from "./correct.tsx";
import { SectionKit, SectionTools } from "../section-tools.tsx";
import { Blocks, type ParagraphContext } from "./paragraph.tsx";
import {
  formerAnchors,
  type OutlineNode,
  outlineOf,
  paragraphNumbers,
  type ReportPageContext,
} from "../../formats/reading.ts";
import type { Section } from "../../report.ts";
import { HeadingText } from "./heading-text.tsx";

const DEEPEST_HEADING = 6;
/** Characters of a heading that leave no room for its tools on the same line. */
const LONG_HEADING = 14;

const isLong = ({ heading }: Section) => heading.length > LONG_HEADING;

/** Sections in document order, nested as the outline is; the first level gets `<h2>`. */
export function Record({ reading, sections }: { reading: ReportPageContext; sections: readonly Section[] }) {
  const numbers = paragraphNumbers(reading.view.sections);
  const former = formerAnchors(sections);
  const base = Math.min(...sections.map((section) => section.depth));
  const nodes = outlineOf(rebase(sections));
  return (
    <>
      {nodes.map((node) => (
        <SectionNode node={node} base={base} context={{ reading, numbers, former, section: node.section }} />
      ))}
    </>
  );
}

/** Parents as indexes into this list, so that a part of a report can be drawn like a whole one. */
function rebase(sections: readonly Section[]) {
  const first = sections[0]?.position ?? 0;
  return sections.map((section) => {
    const parent = section.parent === null || section.parent < first ? null : section.parent - first;
    return { ...section, parent };
  });
}

function SectionNode({ node, base, context }: { node: OutlineNode; base: number; context: ParagraphContext }) {
  const { section, children } = node;
  return (
    <section id={section.slug}>
      <div class={isLong(section) ? "heading long" : "heading"}>
        <Heading section={section} reading={context.reading} level={section.depth - base + 2} />
        {context.reading.desk ? (
          <p class="row hint">
            <Correct link={context.reading.desk.sections.get(section.slug)} />
          </p>
        ) : (
          <SectionTools reading={context.reading} section={section} />
        )}
      </div>
      {!context.reading.desk && <SectionKit reading={context.reading} section={section} />}
      <Blocks blocks={section.blocks} context={{ ...context, section }} />
      {children.map((child) => (
        <SectionNode node={child} base={base} context={context} />
      ))}
    </section>
  );
}

function Heading({ section, reading, level }: { section: Section; reading: ReportPageContext; level: number }) {
  const Tag = `h${Math.min(level, DEEPEST_HEADING)}` as "h2";
  return (
    <Tag>
      <HeadingText section={section} reading={reading} />
    </Tag>
  );
}
