import { addressOf, CompareLink, Kit, Received, Supervise } from "./kit.tsx";
import { pageWords } from "./page-words.ts";
import type { ReportPageContext } from "../formats/reading.ts";
import type { Section } from "../report.ts";

interface Props {
  reading: ReportPageContext;
  section: Section;
}

/** No section has this id: slugs hold no underscore. */
const kitId = (section: Section) => `cite_${section.slug}`;

/**
 * The tools of a section beside its heading. They show when the pointer or the focus is there, or when the section was chosen by
 * its ⋯. The citation unfolds below. All without a script. Decision 0141.
 */
export const SectionTools = ({ reading, section }: Props) => (
  <>
    <a class="more" href={`#${section.slug}`} aria-label={pageWords.sectionTools(section.title || pageWords.untitled)}>
      ⋯
    </a>
    <p class="row bar">
      <a href={`#${kitId(section)}`}>{pageWords.cite}</a>
      <a href={addressOf(reading, section)}>{pageWords.openSection}</a>
      <CompareLink reading={reading} section={section} />
      <Supervise reading={reading} section={section} />
    </p>
    <Received reading={reading} section={section} />
  </>
);

/** What 引用与分享 unfolds. */
export const SectionKit = ({ reading, section }: Props) => (
  <div class="kit panel" id={kitId(section)}>
    <Kit reading={reading} section={section} />
    <p>
      <a href={`#${section.slug}`}>{pageWords.fold}</a>
    </p>
  </div>
);
