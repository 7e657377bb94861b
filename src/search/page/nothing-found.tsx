import { bureausPath, newFeedbackPath, searchPath, yearsPath } from "../../paths.ts";
import { changed } from "../address.ts";
import { FACETS } from "../facets.ts";
import type { PieceAlone, CorrectedQuery } from "./alone.ts";
import type { HeadingOnlyYears } from "../catalog.ts";
import type { SearchLookup, WiderSearch } from "./look-up.ts";
import type { Suggestion } from "../suggest/suggest.ts";
import { countInWords, searchWords } from "../words.ts";

export interface NothingFoundView {
  alone: readonly PieceAlone[];
  /** Words that sound or look like a piece that no report has, by the piece's text. */
  similar: ReadonlyMap<string, readonly Suggestion[]>;
  mended: CorrectedQuery | null;
}

/** How many things were asked for together: words, and kinds of limits. */
const askedTogether = ({ query, wider }: SearchLookup) => query.pieces.length + wider.length;

export const NothingLead = ({ sought }: { sought: SearchLookup }) => {
  const { narrow } = sought.result;
  const asked = askedTogether(sought);
  return (
    <div class="head">
      <h1>{narrow ? searchWords.nothingWhere(asked) : searchWords.nothingAll(asked)}</h1>
      <p>{lead(narrow)}</p>
    </div>
  );
};

/** Stands above results that are only close to the words. */
export const ClosestLead = ({ sought }: { sought: SearchLookup }) => {
  const { narrow, understood } = sought.result;
  const asked = askedTogether(sought);
  const told = (text: string) => (narrow ? searchWords.closestWhere(text) : text);
  const words = understood.corrected?.to ?? (understood.rest || sought.query.joined);
  return (
    <div>
      <h1>{told(asked > 1 ? searchWords.closestAll(asked) : searchWords.closest(words.slice(0, LONGEST_SHOWN)))}</h1>
      {narrow && <p class="hint">{lead(narrow)}</p>}
    </div>
  );
};

const LONGEST_SHOWN = 40;

function lead(narrow: HeadingOnlyYears | null): string {
  if (narrow === null) return searchWords.nothingLead;
  return narrow.all ? searchWords.nothingLeadHeadingsOnly : searchWords.nothingLeadHeadings(narrow.before);
}

export function NothingFound({ sought, nothing }: { sought: SearchLookup; nothing: NothingFoundView }) {
  const ways = sought.wider.filter(({ result }) => result.total > 0);
  return (
    <>
      {nothing.alone.length > 0 && (
        <section class="side rule">
          <h2>{searchWords.apart}</h2>
          <table class="data words">
            <thead>
              <tr>
                <th scope="col">{searchWords.piece}</th>
                <th scope="col">{searchWords.pieceCount}</th>
              </tr>
            </thead>
            <tbody>
              {nothing.alone.map((piece) => (
                <PieceRow piece={piece} nothing={nothing} />
              ))}
            </tbody>
          </table>
        </section>
      )}
      {(ways.length > 0 || nothing.mended) && (
        <section class="side rule">
          <h2>{searchWords.otherwise}</h2>
          <ul class="ways">
            {nothing.mended && (
              <li>
                <a href={searchPath(nothing.mended.q)}>{nothing.mended.q}</a>，
                {searchWords.sections(nothing.mended.total)}
              </li>
            )}
            {ways.map((way) => (
              <Way way={way} sought={sought} />
            ))}
          </ul>
        </section>
      )}
      <section class="side rule">
        <h2>{searchWords.stillNothing}</h2>
        <div class="stack tight">
          <p>{searchWords.stillNothingText}</p>
          <p class="row">
            <a href={bureausPath()}>{searchWords.bureaus}</a>
            <a href={yearsPath()}>{searchWords.years}</a>
            <a href={newFeedbackPath({})}>{searchWords.askForIt}</a>
          </p>
        </div>
      </section>
    </>
  );
}

function PieceRow({ piece, nothing }: { piece: PieceAlone; nothing: NothingFoundView }) {
  const similar = nothing.similar.get(piece.text) ?? [];
  return (
    <tr>
      <th scope="row">{piece.count > 0 ? <a href={searchPath(piece.q)}>{piece.text}</a> : piece.text}</th>
      <td>
        {piece.count > 0 && (piece.everywhere ? searchWords.sections : searchWords.sectionsAtLeast)(piece.count)}
        {piece.count === 0 &&
          similar.length === 0 &&
          (piece.everywhere ? searchWords.pieceNone : searchWords.pieceNoneWhere)}
        {piece.count === 0 && similar.length > 0 && (
          <span class="row">
            {piece.everywhere ? searchWords.pieceSounds : searchWords.pieceSoundsWhere}
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
function Way({ way, sought }: { way: WiderSearch; sought: SearchLookup }) {
  const { kind, address, result } = way;
  const facet = FACETS.find((each) => each.kind === kind);
  const nearest = nearestOf(way, sought);
  return (
    <li>
      <a href={changed(searchPath(), address)}>{facet?.lifted}</a>，{countInWords(result)}
      {nearest && (
        <>
          ；<a href={changed(searchPath(), address, { [kind]: [nearest.value] })}>{facet?.nearest(nearest.label)}</a>，
          {searchWords.sections(nearest.count)}
        </>
      )}
    </li>
  );
}

function nearestOf({ kind, result }: WiderSearch, { address, query }: SearchLookup) {
  const values = result.facets[kind];
  if (kind !== "year") return values[0];
  const asked = Number(address.year[0] ?? query.filters.year[0]?.slice(0, 4) ?? 0);
  return values.toSorted((a, b) => Math.abs(Number(a.value) - asked) - Math.abs(Number(b.value) - asked))[0];
}
