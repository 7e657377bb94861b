import { beijingDay } from "../../day.ts";
import type { ListedBureau } from "../../reports/catalog/directory.ts";
import { pointHref } from "../block/point-link.ts";
import { shownValue } from "../present.ts";
import type { IndicatorSeries } from "../read.ts";
import type { StoredPoint } from "../reading/points.ts";
import { indicatorWords } from "../words.ts";
import { roleName } from "../notes/role-name.ts";

/** Editors' decisions, each with its figure, reason, role and day. */
export function NotesList({ found, worth }: { found: IndicatorSeries; worth: number }) {
  const noted = pointsOf(found).flatMap(({ bureau, point }) => {
    const note = point.note === null ? undefined : found.notes.get(point.note);
    return note ? [{ bureau, point, note }] : [];
  });
  if (noted.length === 0) return null;
  return (
    <section class="side rule">
      <h2 id="notes">{indicatorWords.note}</h2>
      <div class="stack tight">
        <p class="hint">{indicatorWords.notesLead}</p>
        <ul class="lines">
          {noted.map(({ bureau, point, note }) => (
            <li>
              <p>
                {bureau.name.shortName} {point.year}
                {"　"}
                <a href={pointHref(bureau.name.slug, point)}>
                  {point.label} {shownValue(point, worth)}
                </a>
                　{indicatorWords.noteAct[note.act]}
              </p>
              <p>{indicatorWords.noteReason(note.reason)}</p>
              <p class="hint">{indicatorWords.noteBy(roleName(note.role), beijingDay(note.at))}</p>
            </li>
          ))}
        </ul>
      </div>
    </section>
  );
}

const pointsOf = ({ series, leftOut }: IndicatorSeries): { bureau: ListedBureau; point: StoredPoint }[] => [
  ...series.flatMap(({ bureau, cells }) =>
    cells.flatMap(({ point, also }) => (point ? [point, ...also] : []).map((each) => ({ bureau, point: each }))),
  ),
  ...leftOut,
];
