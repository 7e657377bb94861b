import type { Context } from "hono";
import type { AppEnv } from "../http/app-env.ts";
import { SuperviseLink } from "../feedback/parts/supervise.tsx";
import {
  figuresApiPath,
  figuresPath,
  figuresTablePath,
  indicatorPath,
  paragraphPath,
  reportPath,
  sectionPath,
  newFeedbackPath,
} from "../paths.ts";
import { beijingDay } from "../day.ts";
import { indicatorOf } from "../indicators/indicator.ts";
import type { PointNote } from "../indicators/point-note.ts";
import { roleName } from "../indicators/notes/role-name.ts";
import { indicatorWords } from "../indicators/words.ts";
import { ReportCrumbs } from "../reports/pages/report-crumbs.tsx";
import type { ReportView } from "../reports/view.ts";
import { reportWords } from "../reports/words.ts";
import { page } from "../ui/layout.tsx";
import { Printed } from "../ui/withheld.tsx";
import type { Doubt, FigureQuotation } from "./figure.ts";
import { countKept, type KeptFigure, type KeptFigures, MOST_FIGURES, type SectionFigures } from "./kept.ts";
import { figureSubject, frozenOf, printed } from "./present.ts";
import type { ReportFigures } from "./read.ts";
import { figureWords } from "./words.ts";

/** The figures of a revision, and those to be checked. */
export function figuresPage(c: Context<AppEnv>, { view, figures }: ReportFigures, notes: readonly PointNote[]) {
  const { bureau, year, revision } = view;
  const frozen = frozenOf(view);
  const path = figuresPath(bureau.slug, year, frozen);
  const body = (
    <>
      <div class="head">
        <ReportCrumbs view={view} />
        <h1>{figureWords.title}</h1>
        <p>
          {revision.title}　{reportWords.revision(revision.number)}
        </p>
        <p class="hint">{figureWords.lead}</p>
        <p class="row">
          <a href={reportPath(bureau.slug, year, frozen)}>{figureWords.toReport}</a>
          <a href={figuresTablePath(bureau.slug, year, frozen)}>{figureWords.csv}</a>
          {frozen === undefined && <a href={figuresApiPath(bureau.slug, year)}>{figureWords.json}</a>}
          <SuperviseLink about={{ bureau: bureau.slug, year, revision: revision.number }} />
        </p>
      </div>
      <Body view={view} figures={figures} />
      <EditorialNotes view={view} notes={notes} />
    </>
  );
  const title = `${figureWords.title} - ${revision.title}`;
  const head = {
    title,
    path,
    section: "bureaus" as const,
    demo: bureau.demo ? ("all" as const) : null,
    description: figureWords.description(revision.title),
    revision: revision.number,
  };
  return page(c, head, body);
}

function Body({ view, figures }: { view: ReportView; figures: KeptFigures }) {
  const count = countKept(figures);
  if (count === 0) return <p>{figureWords.empty}</p>;
  return (
    <>
      <section class="stack tight rule">
        <h2 id="to-check">
          {figureWords.toCheck}
          <small> {figures.doubts.length}</small>
        </h2>
        <p class="hint">{figures.doubts.length === 0 ? figureWords.noneToCheck : figureWords.toCheckLead}</p>
        {figures.doubts.map((doubt, at) => (
          <DoubtNote view={view} doubt={doubt} number={at + 1} />
        ))}
      </section>
      <p class="hint">
        {figureWords.counts(count, figures.sections.length)}
        {count >= MOST_FIGURES && `。${figureWords.mostShown(MOST_FIGURES)}`}
      </p>
      {figures.sections.map((section) => (
        <SectionTable view={view} section={section} />
      ))}
    </>
  );
}

/** Figures of this report that an editor took out of an indicator or assigned to one. */
function EditorialNotes({ view, notes }: { view: ReportView; notes: readonly PointNote[] }) {
  if (notes.length === 0) return null;
  return (
    <section class="stack tight rule">
      <h2 id="notes">{indicatorWords.note}</h2>
      <p class="hint">{indicatorWords.notesLead}</p>
      <ul class="lines">
        {notes.map(({ indicator, act, section, anchor, label, text, reason, role, at }) => (
          <li>
            <p>
              <a href={hrefOf(view, section, anchor)}>
                {label} <Printed text={printed(text)} />
              </a>
              　{indicatorWords.noteAct[act]}：
              <a href={indicatorPath(indicator)}>{indicatorOf(indicator)?.name ?? indicator}</a>
            </p>
            <p>{indicatorWords.noteReason(reason)}</p>
            <p class="hint">{indicatorWords.noteBy(roleName(role), beijingDay(at))}</p>
          </li>
        ))}
      </ul>
    </section>
  );
}

const DoubtNote = ({ view, doubt, number }: { view: ReportView; doubt: Doubt; number: number }) => (
  <div class="note" id={`doubt-${number}`}>
    <h3>{figureWords.kind[doubt.kind]}</h3>
    <dl class="fit meta">
      <Place view={view} name={figureWords.first} quotation={doubt.quotations[0]} />
      <Place view={view} name={figureWords.second} quotation={doubt.quotations[1]} />
      <div class="full">
        <dt>{figureWords.computed}</dt>
        <dd>{doubt.computed}</dd>
      </div>
    </dl>
    <p>{doubt.message}</p>
    <p>
      <a href={askAbout(view, doubt)} rel="nofollow">
        {figureWords.ask}
      </a>
    </p>
  </div>
);

/** The form, about the first of both places, with both quoted. */
const askAbout = (view: ReportView, { quotations: [first, second] }: Doubt) =>
  newFeedbackPath({
    bureau: view.bureau.slug,
    year: view.year,
    revision: view.revision.number,
    section: first.section,
    anchor: first.anchor,
    kind: "error",
    text: figureWords.askText(printed(first.text), printed(second.text)),
  });

const Place = ({ view, name, quotation }: { view: ReportView; name: string; quotation: FigureQuotation }) => (
  <div class="full">
    <dt>{name}</dt>
    <dd>
      <q>
        <Printed text={printed(quotation.text)} />
      </q>{" "}
      <a class="refer" href={hrefOf(view, quotation.section, quotation.anchor)}>
        {figureWords.toParagraph}
      </a>
    </dd>
  </div>
);

const SectionTable = ({ view, section }: { view: ReportView; section: SectionFigures }) => (
  <section class="stack tight">
    <h2>
      <a href={sectionPath(view.bureau.slug, view.year, section.section, frozenOf(view))}>
        {section.heading || view.revision.title}
      </a>
    </h2>
    <table class="data words figures">
      <thead>
        <tr>
          <th scope="col">{figureWords.figure}</th>
          <th scope="col">{figureWords.about}</th>
          <th scope="col">{figureWords.place}</th>
        </tr>
      </thead>
      <tbody>
        {section.list.map((figure, at) => (
          <Row
            view={view}
            section={section.section}
            figure={figure}
            about={figureSubject(figure, section.list[at - 1])}
          />
        ))}
      </tbody>
    </table>
  </section>
);

interface RowProps {
  view: ReportView;
  section: string;
  figure: KeptFigure;
  about: string;
}

const Row = ({ view, section, figure, about }: RowProps) => (
  <tr>
    <th scope="row">
      <Printed text={printed(figure.text)} />
      {figure.approximate && <span class="tag">{figureWords.approximate}</span>}
    </th>
    <td>{about}</td>
    <td>
      <a href={hrefOf(view, section, figure.anchor)}>
        ¶<span class="hide">{figureWords.toParagraph}</span>
      </a>
    </td>
  </tr>
);

const hrefOf = (view: ReportView, section: string, anchor: string) =>
  paragraphPath(view.bureau.slug, view.year, section, anchor, frozenOf(view));
