import { raw } from "hono/html";
import { standardSection } from "../../ingest/signs/standard-outline.ts";
import { comparePath, reportPath } from "../../paths.ts";
import type { MatchedWord, SearchHit } from "../engine.ts";
import { foldText } from "../text/fold.ts";
import { hitAddress, revisionOf } from "./hit-address.ts";
import { searchWords } from "../words.ts";

export const HitList = ({ hits, query }: { hits: readonly SearchHit[]; query: string }) => (
  <ol class="lines hits">
    {hits.map((hit) => (
      <li>
        <Hit hit={hit} query={query} />
      </li>
    ))}
  </ol>
);

function Hit({ hit, query }: { hit: SearchHit; query: string }) {
  const above = hit.path.slice(0, -1);
  const inHeading = hit.anchor === null;
  return (
    <>
      <p>
        {hit.bureauShortName}
        <br />
        <b>{hit.year}</b>
      </p>
      <div>
        <h3>
          <a href={hitAddress(hit, query)}>{inHeading && hit.snippet ? raw(hit.snippet) : hit.heading}</a>
        </h3>
        <p class="row hint">
          <span>
            {above.length > 0 && `${above.at(-1)}，`}
            {searchWords.revision(hit.revision)}
            {!hit.current && `（${searchWords.old}）`}
          </span>
          {standardSection(hit.section) && (
            <a class="screen" href={comparePath(hit.section, [{ bureau: hit.bureau, year: hit.year }])} rel="nofollow">
              {searchWords.compare}
            </a>
          )}
          <a class="screen" href={reportPath(hit.bureau, hit.year, revisionOf(hit))}>
            {searchWords.wholeReport}
          </a>
        </p>
        {!inHeading && <blockquote>{raw(hit.snippet)}</blockquote>}
        {hit.matched.length > 0 && <Why matched={hit.matched} />}
      </div>
    </>
  );
}

/** Which words brought it here, for who asks. */
const Why = ({ matched }: { matched: readonly MatchedWord[] }) => (
  <details class="why hint">
    <summary>{searchWords.why}</summary>
    <ul>
      {matched.map(({ word, forms, inHeading }) => (
        <li>
          {forms.length === 0
            ? searchWords.lacks(word)
            : searchWords.says(
                word,
                forms.filter((form) => form !== foldText(word)),
              )}
          {inHeading && searchWords.inHeading}
        </li>
      ))}
    </ul>
  </details>
);
