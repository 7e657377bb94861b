import type { Context } from "hono";
import { beijingDay } from "../day.ts";
import type { AppEnv } from "../http/app-env.ts";
import { diffPath, paragraphPath, reportPath, sectionPath } from "../paths.ts";
import type { QuotedPassage, PassageFate } from "../reports/quote/passage.ts";
import { subtree } from "../reports/formats/reading.ts";
import type { Paragraph, Section } from "../reports/report.ts";
import type { ReportText, ReportView } from "../reports/view.ts";
import { clip, fitSections, type ShownPart } from "./fit.ts";
import { embedPage, Out } from "./frame.tsx";
import { embedWords } from "./words.ts";

type C = Context<AppEnv>;

/** One paragraph of one revision, its later fate, and its source. */
export function paragraphEmbed(c: C, { view, section, block, since }: QuotedPassage) {
  const { bureau, year, revision } = view;
  const path = paragraphPath(bureau.slug, year, section.slug, block.anchor, revision.number);
  const about = c.get("origin") + sectionPath(bureau.slug, year, section.slug, revision.number);
  const { shown, cut } = fitSections([{ ...section, blocks: [block] }]);
  const body = (
    <>
      <Notes view={view} origin={c.get("origin")} since={since} />
      <h1>{clip(section.heading || embedWords.untitled)}</h1>
      <Text shown={shown} />
      <Source view={view} href={c.get("origin") + path} cut={cut} />
    </>
  );
  return embedPage(c, { title: titleOf(section, view), about }, body);
}

/** A section with the sections below it, as far as they fit. */
export function sectionEmbed(c: C, view: ReportText, position: number, newest: ReportView | null) {
  const origin = c.get("origin");
  const [section, ...below] = subtree(view.sections, position) as [Section, ...Section[]];
  const path = sectionPath(view.bureau.slug, view.year, section.slug, view.revision.number);
  const { shown, cut } = fitSections([section, ...below]);
  const body = (
    <>
      <Notes view={view} origin={origin} since={newest && sinceOf(newest)} />
      <h1>{clip(section.heading || embedWords.untitled)}</h1>
      {shown.length === 0 && !cut && <p class="hint">{embedWords.empty}</p>}
      <Text shown={shown} />
      <Source view={view} href={origin + path} cut={cut} />
    </>
  );
  return embedPage(c, { title: titleOf(section, view), about: origin + path }, body);
}

const MOST_LISTED = 12;

/** A report's title and its first headings. */
export function reportEmbed(c: C, view: ReportText, newest: ReportView | null) {
  const origin = c.get("origin");
  const { bureau, year, revision, sections } = view;
  const path = reportPath(bureau.slug, year, revision.number);
  const tops = sections.filter(({ depth, heading }) => depth === 1 && heading !== "");
  const listed = tops.slice(0, MOST_LISTED);
  const body = (
    <>
      <Notes view={view} origin={origin} since={newest && sinceOf(newest)} />
      <h1>{clip(revision.title)}</h1>
      <p class="hint">{embedWords.sections(sections.length)}</p>
      <ul>
        {listed.map((section) => (
          <li>
            <Out href={origin + sectionPath(bureau.slug, year, section.slug, revision.number)}>
              {clip(section.heading, 40)}
            </Out>
          </li>
        ))}
      </ul>
      {tops.length > listed.length && <p class="hint">{embedWords.moreSections(tops.length - listed.length)}</p>}
      <Source view={view} href={origin + path} cut={false} />
    </>
  );
  return embedPage(c, { title: clip(revision.title), about: origin + path }, body);
}

const titleOf = (section: Section, view: ReportView) =>
  clip(`${section.title || embedWords.untitled} - ${view.revision.title}`, 80);

/** For a whole section or report this says only that there is a newer revision. */
const sinceOf = ({ revision }: ReportView) => ({ revision: revision.number, publishedAt: revision.publishedAt });

interface NotesProps {
  view: ReportView;
  origin: string;
  since: Pick<PassageFate, "revision" | "publishedAt"> | PassageFate | null;
}

/** Notes before the text: that it is invented, or that there is a newer one. */
function Notes({ view, origin, since }: NotesProps) {
  const { bureau, year, revision } = view;
  return (
    <>
      {bureau.demo && <p class="hint">{embedWords.demo}</p>}
      {since && (
        <p class="note">
          {embedWords.older(revision.number, beijingDay(revision.publishedAt))}
          {embedWords.newer(since.revision, beijingDay(since.publishedAt))}
          {"fate" in since && embedWords.fate[since.fate]}
          <Out href={origin + newerPath(view, since)}>{embedWords.toNewer}</Out>{" "}
          <Out href={origin + diffPath(bureau.slug, year, revision.number, since.revision)}>
            {embedWords.whatChanged}
          </Out>
        </p>
      )}
    </>
  );
}

function newerPath({ bureau, year }: ReportView, since: NonNullable<NotesProps["since"]>) {
  if (!("fate" in since) || since.section === null || since.anchor === null) return reportPath(bureau.slug, year);
  return paragraphPath(bureau.slug, year, since.section, since.anchor);
}

/** Headings and paragraphs; a paragraph that the address names hides the others. */
const Text = ({ shown }: { shown: readonly ShownPart[] }) => (
  <>
    {shown.map((each) =>
      "heading" in each ? (
        <h2>{each.heading}</h2>
      ) : (
        <div class="para" id={`p-${each.block.anchor}`}>
          <Block block={each.block} />
        </div>
      ),
    )}
  </>
);

function Block({ block }: { block: Paragraph }) {
  if (block.kind === "item") return <p>{`${block.marker}${block.text}`}</p>;
  if (block.kind !== "table") return <p>{block.text}</p>;
  return (
    <div class="scroll" tabindex={0} role="region" aria-label={block.caption || undefined}>
      <table>
        {block.caption && <caption>{block.caption}</caption>}
        <tbody>
          {block.rows.map((row, index) => (
            <tr>{row.map((cell) => (index < block.header ? <th scope="col">{cell}</th> : <td>{cell}</td>))}</tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** The source of the text, with a link. */
function Source({ view, href, cut }: { view: ReportView; href: string; cut: boolean }) {
  const { bureau, revision } = view;
  return (
    <>
      {cut && (
        <p class="hint cut">
          （{embedWords.cut}）<Out href={href}>{embedWords.readAll}</Out>
        </p>
      )}
      <footer>
        <p>
          {bureau.name}《{clip(revision.title)}》，
          {embedWords.edition(revision.number, beijingDay(revision.publishedAt))}
        </p>
        <p>
          <Out href={href}>{embedWords.check}</Out>
        </p>
      </footer>
    </>
  );
}
