import { addressOf } from "./kit.tsx";
import { pageWords } from "./page-words.ts";
import { type OutlineNode, outlineOf, type ReportPageContext } from "../formats/reading.ts";
import type { Section } from "../report.ts";
import { SearchWithin } from "../../ui/masthead.tsx";
import { uiWords } from "../../ui/words.ts";

/** `section` undefined: entries lead to places on the page; else to the pages of the sections. */
export function Outline({ reading, section }: { reading: ReportPageContext; section?: Section | undefined }) {
  const { sections, bureau, year } = reading.view;
  return (
    <details class="outline">
      <summary>{pageWords.outline}</summary>
      <SearchWithin
        fields={{ bureau: bureau.slug, year: String(year) }}
        label={uiWords.searchIn(pageWords.thisReport)}
      />
      <nav aria-label={pageWords.outline}>
        <OutlineList nodes={outlineOf(sections)} reading={reading} section={section} />
      </nav>
    </details>
  );
}

interface OutlineListProps {
  nodes: readonly OutlineNode[];
  reading: ReportPageContext;
  section?: Section | undefined;
}

function OutlineList({ nodes, reading, section }: OutlineListProps) {
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
          {node.children.length > 0 && <OutlineList nodes={node.children} reading={reading} section={section} />}
        </li>
      ))}
    </ol>
  );
}
