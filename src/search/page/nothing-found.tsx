import { bureausPath, newFeedbackPath, searchPath, yearsPath } from "../../paths.ts";
import { changed } from "../address.ts";
import type { Alone, Mended } from "./alone.ts";
import type { Narrow } from "../engine.ts";
import type { Sought, Wider } from "./look-up.ts";
import type { Suggestion } from "../suggest/suggest.ts";
import { countOf, words } from "../words.ts";

export interface Nothing {
  alone: readonly Alone[];
  /** What sounds or looks like a piece that is nowhere, by the piece's text. */
  similar: ReadonlyMap<string, readonly Suggestion[]>;
  mended: Mended | null;
}

/** How many things were asked for together: words, and kinds of limits. */
const askedTogether = ({ query, wider }: Sought) => query.pieces.length + wider.length;

export const NothingLead = ({ sought }: { sought: Sought }) => {
  const { narrow, partial } = sought.result;
  const asked = askedTogether(sought);
  return (
    <div class="head">
      <h1>{narrow ? words.nothingWhere(asked) : words.nothingAll(asked)}</h1>
      <p>
        {lead(narrow)}
        {partial > 0 && words.nothingPartial}
      </p>
    </div>
  );
};

function lead(narrow: Narrow | null): string {
  if (narrow === null) return words.nothingLead;
  return narrow.all ? words.nothingLeadHeadingsOnly : words.nothingLeadHeadings(narrow.before);
}

export function NothingFound({ sought, nothing }: { sought: Sought; nothing: Nothing }) {
  const ways = sought.wider.filter(({ result }) => result.total > 0);
  return (
    <>
      {nothing.alone.length > 0 && (
        <section class="side rule">
          <h2>{words.apart}</h2>
          <table class="data words">
            <thead>
              <tr>
                <th scope="col">{words.piece}</th>
                <th scope="col">{words.pieceCount}</th>
              </tr>
            </thead>
            <tbody>{nothing.alone.map((piece) => PieceRow({ piece, nothing }))}</tbody>
          </table>
        </section>
      )}
      {(ways.length > 0 || nothing.mended) && (
        <section class="side rule">
          <h2>{words.otherwise}</h2>
          <ul class="ways">
            {nothing.mended && (
              <li>
                <a href={searchPath(nothing.mended.q)}>{nothing.mended.q}</a>，{words.sections(nothing.mended.total)}
              </li>
            )}
            {ways.map((way) => Way({ way, sought }))}
          </ul>
        </section>
      )}
      <section class="side rule">
        <h2>{words.stillNothing}</h2>
        <div class="stack tight">
          <p>{words.stillNothingText}</p>
          <p class="row">
            <a href={bureausPath()}>{words.bureaus}</a>
            <a href={yearsPath()}>{words.years}</a>
            <a href={newFeedbackPath({})}>{words.askForIt}</a>
          </p>
        </div>
      </section>
    </>
  );
}

function PieceRow({ piece, nothing }: { piece: Alone; nothing: Nothing }) {
  const similar = nothing.similar.get(piece.text) ?? [];
  return (
    <tr>
      <th scope="row">{piece.count > 0 ? <a href={searchPath(piece.q)}>{piece.text}</a> : piece.text}</th>
      <td>
        {piece.count > 0 && (piece.everywhere ? words.sections : words.sectionsAtLeast)(piece.count)}
        {piece.count === 0 && similar.length === 0 && (piece.everywhere ? words.pieceNone : words.pieceNoneWhere)}
        {piece.count === 0 && similar.length > 0 && (
          <span class="row">
            {piece.everywhere ? words.pieceSounds : words.pieceSoundsWhere}
            {similar.map(({ text }) => (
              <a href={searchPath(text)}>{text}</a>
            ))}
          </span>
        )}
      </td>
    </tr>
  );
}

/** Without one kind of limit, and the nearest value of that kind that has something. */
function Way({ way, sought }: { way: Wider; sought: Sought }) {
  const { kind, address, result } = way;
  const nearest = nearestOf(way, sought);
  return (
    <li>
      <a href={changed(searchPath(), address)}>{words.lifted[kind]}</a>，{countOf(result)}
      {nearest && (
        <>
          ；
          <a href={changed(searchPath(), address, { [kind]: [nearest.value] })}>{words.nearest[kind](nearest.label)}</a>
          ，{words.sections(nearest.count)}
        </>
      )}
    </li>
  );
}

function nearestOf({ kind, result }: Wider, { address, query }: Sought) {
  const values = result.facets[kind];
  if (kind !== "year") return values[0];
  const asked = Number(address.year[0] ?? query.filters.years[0]?.[0] ?? 0);
  return values.toSorted((a, b) => Math.abs(Number(a.value) - asked) - Math.abs(Number(b.value) - asked))[0];
}
