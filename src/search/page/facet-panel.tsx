import { searchPath } from "../../paths.ts";
import { changed, hasFacets, noFacets, type SearchAddress, toggled } from "../address.ts";
import type { FacetValue } from "../engine.ts";
import { FACETS, type KindOfFacet } from "../facets.ts";
import type { SearchLookup } from "./look-up.ts";
import { searchWords } from "../words.ts";

const MOST_VALUES = 10;
/** Changing the limits or the order leads to the beginning of the results. */
export const RESULTS = "results";
const among = (address: SearchAddress, change: Partial<SearchAddress>) =>
  `${changed(searchPath(), address, change)}#${RESULTS}`;

/** The facets that can limit the results: each value is a link, and a check box of the one search form (`formId`). */
export function FacetPanel({ sought, formId }: { sought: SearchLookup; formId: string }) {
  const groups = FACETS.map((facet) => ({ facet, values: valuesOf(sought, facet) })).filter((g) => g.values.length > 0);
  if (groups.length === 0) return <div></div>;
  return (
    <details class="outline facets">
      <summary>{searchWords.filter}</summary>
      <nav aria-label={searchWords.filter}>
        {groups.map(({ facet, values }) => (
          <FacetGroup facet={facet} values={values} sought={sought} formId={formId} />
        ))}
        {!sought.result.facetsComplete && <p class="hint">{searchWords.sampled}</p>}
        <button class="btn plain" type="submit" form={formId} formaction={`${searchPath()}#${RESULTS}`}>
          {searchWords.apply}
        </button>
      </nav>
    </details>
  );
}

/** Those with most sections, and those chosen, even if they have none. */
function valuesOf({ facets, chosen }: SearchLookup, { kind }: KindOfFacet): FacetValue[] {
  const picked = new Set(chosen[kind].map(({ value }) => value));
  const listed = new Set(facets[kind].map(({ value }) => value));
  return [...chosen[kind].filter(({ value }) => !listed.has(value)), ...facets[kind]].filter(
    ({ value }, index) => index < MOST_VALUES || picked.has(value),
  );
}

interface GroupProps {
  facet: KindOfFacet;
  values: readonly FacetValue[];
  sought: SearchLookup;
  formId: string;
}

function FacetGroup({ facet, values, sought, formId }: GroupProps) {
  const { address, facets } = sought;
  const hidden = facets[facet.kind].length - MOST_VALUES;
  return (
    <fieldset>
      <legend class="hint">{facet.label}</legend>
      <ul>
        {values.map((value) => (
          <li>
            <FacetLine facet={facet} counted={value} address={address} formId={formId} />
          </li>
        ))}
      </ul>
      {hidden > 0 && <p class="hint">{searchWords.facetAll(hidden)}</p>}
    </fieldset>
  );
}

interface LineProps {
  facet: KindOfFacet;
  counted: FacetValue;
  address: SearchAddress;
  formId: string;
}

function FacetLine({ facet, counted, address, formId }: LineProps) {
  const { kind } = facet;
  const { value, label, count } = counted;
  const isChosen = address[kind].includes(value);
  return (
    <>
      <input
        type="checkbox"
        form={formId}
        name={kind}
        value={value}
        checked={isChosen}
        aria-label={`${facet.label} ${label}`}
      />
      <a
        href={among(address, toggled(address, kind, value))}
        rel="nofollow"
        aria-current={isChosen ? "true" : undefined}
      >
        {isChosen && <span class="hide">{searchWords.exclude}</span>}
        {label} <span>{count}</span>
      </a>
    </>
  );
}

/** The limits in force, each with a link that removes it, and the order of the results. */
export function LimitsAndOrder({ sought }: { sought: SearchLookup }) {
  const { address, chosen } = sought;
  const isNewest = address.sort === "newest";
  return (
    <p class="row hint">
      {hasFacets(address) && (
        <>
          <span>{searchWords.limitedTo}</span>
          {FACETS.flatMap((facet) =>
            chosen[facet.kind].map(({ value, label }) => (
              <a href={among(address, toggled(address, facet.kind, value))} rel="nofollow">
                {searchWords.remove(`${facet.label} ${label}`)}
              </a>
            )),
          )}
          <a href={among(address, noFacets())}>{searchWords.removeAll}</a>
        </>
      )}
      <span class="end screen">
        {isNewest ? searchWords.byNewest : searchWords.byRelevance}
        <a href={among(address, { sort: isNewest ? "" : "newest" })} rel="nofollow">
          {isNewest ? searchWords.relevance : searchWords.newest}
        </a>
      </span>
    </p>
  );
}
