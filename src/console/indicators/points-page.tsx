import type { Context } from "hono";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import { beijingDay } from "../../day.ts";
import type { AppEnv } from "../../http/app-env.ts";
import { indicatorOf, INDICATORS } from "../../indicators/indicator.ts";
import { notedFigures } from "../../indicators/point-note.ts";
import { roleName } from "../../indicators/notes/role-name.ts";
import { shownValue } from "../../indicators/present.ts";
import type { IndicatorPoint } from "../../indicators/reading/points.ts";
import { indicatorWords } from "../../indicators/words.ts";
import { consolePage, ConsoleErrorSummary, Done } from "../console-page.tsx";
import { consoleWords } from "../words.ts";
import { DecideForms } from "./decide-forms.tsx";
import { decidingOf, type PointsView, indicatorRowsOf } from "./points-view.ts";
import { pointsWords } from "./points-words.ts";

/** The indicators read from a report beside last year's, and the forms that take a figure out or assign one. */
export function pointsPage(c: Context<AppEnv>, view: PointsView, status: ContentfulStatusCode = 200) {
  const { year, heading, back, done, returned } = view;
  const deciding = decidingOf(view);
  const title = pointsWords.titleOf(year);
  const body = (
    <div class="stack">
      {returned && <ConsoleErrorSummary errors={[{ id: returned.field, message: returned.message }]} />}
      <div class="head">
        <nav class="crumb" aria-label={consoleWords.crumb}>
          <a href={back.href}>{back.label}</a>
        </nav>
        <h1>{title}</h1>
        <p>{heading}</p>
        <p class="hint">{pointsWords.lead}</p>
        <Done text={done} />
      </div>
      {deciding && view.mayChange && <DecideForms view={view} deciding={deciding} />}
      <Table view={view} />
      {view.mayChange && <ChooseOther view={view} />}
      <Notes view={view} />
    </div>
  );
  return consolePage(c, { title, section: "publish" }, body, status);
}

function Table({ view }: { view: PointsView }) {
  const rows = indicatorRowsOf(view);
  if (rows.length === 0) return <p>{pointsWords.none}</p>;
  return (
    <div class="scroll" tabindex={0} role="region" aria-label={pointsWords.title}>
      <table class="data words points">
        <thead>
          <tr>
            <th scope="col">{pointsWords.indicator}</th>
            <th scope="col">{pointsWords.last(view.year - 1)}</th>
            <th scope="col">{pointsWords.now(view.year)}</th>
            {view.mayChange && (
              <th scope="col" class="keep">
                {pointsWords.decide}
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ indicator, last, now }) => (
            <tr>
              <th scope="row">
                {indicator.name}
                <small class="hint">（{indicator.unit}）</small>
              </th>
              <td>
                <Values points={last} year={view.year - 1} />
              </td>
              <td>
                <Values points={now} year={view.year} />
              </td>
              {view.mayChange && (
                <td class="keep">
                  <a
                    href={`${view.action}?indicator=${indicator.slug}#decide`}
                    aria-label={pointsWords.decideLabel(indicator.name)}
                  >
                    {pointsWords.decide}
                  </a>
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const Values = ({ points, year }: { points: readonly IndicatorPoint[]; year: number }) =>
  points.length === 0 ? (
    <span class="hint">{indicatorWords.notStated}</span>
  ) : (
    <ul>
      {points.map((point) => (
        <li>
          {shownValue(point, 1)}
          {point.year !== year && pointsWords.of(point.year)}
          {point.leftOut && <small class="hint">　{indicatorWords.reason[point.leftOut]}</small>}
          {point.note !== null && point.leftOut === null && <small class="hint">　{pointsWords.notes}</small>}
        </li>
      ))}
    </ul>
  );

const ChooseOther = ({ view }: { view: PointsView }) => (
  <form class="row ends" method="get" action={`${view.action}#decide`}>
    <label>
      {pointsWords.other}{" "}
      <select name="indicator">
        {INDICATORS.map(({ slug, name }) => (
          <option value={slug} selected={slug === view.chosen}>
            {name}
          </option>
        ))}
      </select>
    </label>
    <button class="btn plain" type="submit">
      {pointsWords.choose}
    </button>
  </form>
);

function Notes({ view }: { view: PointsView }) {
  const standing = new Set([...notedFigures(view.paragraphs, view.notes).values()].flat());
  return (
    <section>
      <h2 id="notes">{pointsWords.notes}</h2>
      {view.notes.length === 0 && <p class="hint">{pointsWords.noNotes}</p>}
      <ol class="lines">
        {view.notes.map((note, index) => (
          <li>
            <p>
              {pointsWords.act[note.act]}：{indicatorOf(note.indicator)?.name ?? note.indicator} {note.year}
              {"　"}
              {note.label} {note.text}
            </p>
            <p>{note.reason}</p>
            <p class="hint">
              {roleName(note.role)}　{beijingDay(note.at)}
              {!standing.has(note) && `　${pointsWords.gone}`}
              {!view.own.has(note.id) && `　${pointsWords.ofReport}`}
            </p>
            {view.mayChange && view.own.has(note.id) && (
              <form method="post" action={`${view.action}/undo`}>
                <input type="hidden" name="version" value={String(view.version)} />
                <input type="hidden" name="note" value={note.id} />
                <button class="link" type="submit" aria-label={pointsWords.undoLabel(index + 1)}>
                  {pointsWords.undo}
                </button>
              </form>
            )}
          </li>
        ))}
      </ol>
    </section>
  );
}
