import { originalPath, paragraphPath, reportPath, revisionsPath, sectionPath } from "../../paths.ts";
import { ancestors } from "./reading.ts";
import type { Paragraph, Section } from "../report.ts";
import { covered } from "./to-markdown.ts";
import type { BureauName, ReportText, ReportView, RevisionInfo } from "../view.ts";

/** The shapes of JSON that the `.json` addresses and the API share; every `url` is absolute. */
export const bureauToJson = ({ slug, name, shortName, demo }: BureauName) => ({
  slug,
  name,
  short_name: shortName,
  demo,
});

export const revisionToJson = (view: ReportView, revision: RevisionInfo, origin: string) => {
  const { bureau, year } = view;
  return {
    revision: revision.number,
    current: revision.number === view.currentRevision,
    title: revision.title,
    note: revision.note,
    published_at: revision.publishedAt,
    url: origin + reportPath(bureau.slug, year, revision.number),
    file: {
      sha256: revision.fileSha256,
      name: revision.fileName,
      type: revision.fileType,
      size: revision.fileSize,
      encoding: revision.encoding,
      url: origin + originalPath(bureau.slug, year, revision.number),
    },
    text_sha256: revision.textSha256,
    section_count: revision.sectionCount,
    paragraph_count: revision.paragraphCount,
    character_count: revision.characterCount,
  };
};

export const reportHeadToJson = (view: ReportView, origin: string) => ({
  bureau: bureauToJson(view.bureau),
  year: view.year,
  ...revisionToJson(view, view.revision, origin),
  current_revision: view.currentRevision,
  first_published_at: view.firstPublishedAt,
  current_url: origin + reportPath(view.bureau.slug, view.year),
  revisions_url: origin + revisionsPath(view.bureau.slug, view.year),
  previous_year: view.previousYear,
  next_year: view.nextYear,
});

export const outlineEntryToJson = (view: ReportText, section: Section, origin: string) => ({
  slug: section.slug,
  heading: section.heading,
  numeral: section.numeral,
  title: section.title,
  depth: section.depth,
  parent: section.parent === null ? null : (view.sections[section.parent]?.slug ?? null),
  standard: section.standard,
  url: origin + sectionPath(view.bureau.slug, view.year, section.slug, view.revision.number),
});

const sectionToJson = (view: ReportText, section: Section, origin: string) => ({
  ...outlineEntryToJson(view, section, origin),
  blocks: section.blocks.map((block) => blockToJson(view, section, block, origin)),
});

function blockToJson(view: ReportText, section: Section, block: Paragraph, origin: string) {
  const { anchor, was = [], ...rest } = block;
  const path = paragraphPath(view.bureau.slug, view.year, section.slug, anchor, view.revision.number);
  return { ...rest, anchor, former_anchors: was, url: origin + path };
}

export const reportToJson = (view: ReportText, origin: string) => ({
  ...reportHeadToJson(view, origin),
  notes: view.revision.importNotes,
  sections: view.sections.map((section) => sectionToJson(view, section, origin)),
});

/** One section, its place in the outline, and the sections below it. */
export function sectionPageToJson(view: ReportText, position: number, origin: string) {
  const [own, ...below] = covered(view, position) as [Section, ...Section[]];
  return {
    ...reportHeadToJson(view, origin),
    section: sectionToJson(view, own, origin),
    path: ancestors(view.sections, position).map((section) => section.heading),
    subsections: below.map((section) => sectionToJson(view, section, origin)),
    previous: view.sections[position - 1]?.slug ?? null,
    next: view.sections[position + 1]?.slug ?? null,
  };
}
