import { bureauPath, reportPath, searchPath, yearPath } from "../../paths.ts";
import { changed, type SearchAddress } from "../address.ts";
import type { LiteralPart } from "../engine.ts";
import type { TakenFacet } from "../facets.ts";
import { searchWords } from "../words.ts";
import type { SearchLookup } from "./look-up.ts";

const MOST_OFFERED = 4;

/** How the words were read; each reading has the link that takes it back. */
export function UnderstoodLines({ sought }: { sought: SearchLookup }) {
  const { address, result } = sought;
  const { taken, applied, rest, corrected, expanded } = result.understood;
  const searched = expanded.filter((each) => each.searched);
  const offered = expanded.filter((each) => !each.searched);
  const asTyped = (kind: LiteralPart) =>
    changed(searchPath(), address, { plain: [...new Set([...address.plain, kind])].toSorted() });
  return (
    <>
      {applied && (
        <p class="row hint" aria-label={searchWords.takenLabel}>
          <span>{searchWords.taken}</span>
          {taken.map(({ kind, label }) => (
            <a href={asTyped(kind)} rel="nofollow" aria-label={searchWords.untake(label)}>
              {label} ✕
            </a>
          ))}
          {rest !== "" && <span>{searchWords.takenRest(rest)}</span>}
        </p>
      )}
      {!applied && taken.length > 0 && (
        <p class="row hint">
          <span>{searchWords.onlyIn}</span>
          <a href={within(address, taken, rest)}>{taken.map(({ label }) => label).join(" ")}</a>
        </p>
      )}
      {corrected && (
        <p class="row hint">
          <span>{searchWords.corrected(corrected.to)}</span>
          <a href={asTyped("correction")} rel="nofollow">
            {searchWords.uncorrect(corrected.from)}
          </a>
        </p>
      )}
      {searched.map(({ said, forms }) => (
        <p class="row hint">
          <span>{searchWords.expanded(said, forms.slice(0, MOST_OFFERED))}</span>
          <a href={asTyped("lay")} rel="nofollow">
            {searchWords.unexpand}
          </a>
        </p>
      ))}
      {offered.length > 0 && (
        <p class="row hint">
          <span>{searchWords.perhaps}</span>
          {offered
            .flatMap(({ forms }) => forms.slice(0, MOST_OFFERED))
            .map((form) => (
              <a href={searchPath(form)}>{form}</a>
            ))}
        </p>
      )}
      <Lead sought={sought} />
    </>
  );
}

function within(address: SearchAddress, taken: readonly TakenFacet[], rest: string): string {
  const facets = Object.fromEntries(taken.map(({ kind, values }) => [kind, values]));
  return changed(searchPath(), address, { q: rest, ...facets });
}

/** Nothing but a bureau or a year was asked for: their own pages come first. */
function Lead({ sought }: { sought: SearchLookup }) {
  const { taken, applied, rest } = sought.result.understood;
  const bureaus = taken.filter(({ kind }) => kind === "bureau").flatMap(({ values }) => values);
  const years = taken.filter(({ kind }) => kind === "year").flatMap(({ values }) => values);
  if (rest !== "" || bureaus.length + years.length === 0) return <></>;
  const [year] = years;
  const named = bureaus.map((slug) => ({ slug, label: sought.nameOf(slug) }));
  const hasReport = applied && sought.result.total > 0 && years.length === 1;
  return (
    <p class="row">
      {year !== undefined &&
        hasReport &&
        named.map(({ slug, label }) => (
          <a href={reportPath(slug, Number(year))}>
            <b>{searchWords.reportOf(label, year)}</b>
          </a>
        ))}
      {named.map(({ slug, label }) => (
        <a href={bureauPath(slug)}>
          <b>{searchWords.pageOf(label)}</b>
        </a>
      ))}
      {named.length === 0 &&
        years.map((each) => (
          <a href={yearPath(Number(each))}>
            <b>{searchWords.reportsOf(each)}</b>
          </a>
        ))}
    </p>
  );
}
