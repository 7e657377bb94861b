import type { Context } from "hono";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import type { Demo } from "../../reports/catalog/demo.ts";
import type { AppEnv } from "../../http/app-env.ts";
import { searchApiPath, searchFeedBase, searchPath, searchTablePath, followSearchPath } from "../../paths.ts";
import { feedAlternates } from "../../ui/feeds/feed.ts";
import type { NamedBlock } from "../../indicators/block/read-block.ts";
import { page } from "../../ui/layout.tsx";
import { Paging } from "../../ui/paging.tsx";
import { changed, hasFacets, type SearchAddress } from "../address.ts";
import type { SearchHit } from "../engine.ts";
import { FacetPanel, LimitsAndOrder, RESULTS } from "./facet-panel.tsx";
import { HitList } from "./hit-list.tsx";
import type { SearchLookup } from "./look-up.ts";
import { NamedFigures } from "./named-figures.tsx";
import { ClosestLead, type NothingFoundView, NothingFound, NothingLead } from "./nothing-found.tsx";
import { QueryHelp } from "./query-help.tsx";
import { UnderstoodLines } from "./understood.tsx";
import { countInWords, searchWords } from "../words.ts";

const FORM = "ask";
/** A longer address fits neither a Link header nor anybody's use for it. */
const LONGEST_CITED = 300;

/** The page before anything was asked: the box and the query language. */
export const emptySearchPage = (c: Context<AppEnv>, address: SearchAddress, demo: Demo) =>
  page(
    c,
    { title: searchWords.title, path: searchPath(), section: "search", demo },
    <>
      <div class="head">
        <h1>{searchWords.title}</h1>
        <Box address={address} labelled />
      </div>
      <QueryHelp />
    </>,
  );

interface Failed {
  message: string;
  way?: { href: string; label: string };
  status: ContentfulStatusCode;
}

/** The query cannot be answered: says why, and keeps the typed text. */
export function failedSearchPage(c: Context<AppEnv>, address: SearchAddress, { message, way, status }: Failed) {
  const body = (
    <>
      <div class="head">
        <h1>{searchWords.mistake}</h1>
        <p class="err" id="search-error">
          {message}
        </p>
        {way && (
          <p>
            <a href={way.href}>{way.label}</a>
          </p>
        )}
        <Box address={address} describedBy="search-error" />
      </div>
      <QueryHelp />
    </>
  );
  return page(c, { title: searchWords.mistake, path: searchPath(), section: "search", unlisted: true }, body, status);
}

export interface SearchExtras {
  nothing: NothingFoundView | null;
  /** Indicators that the question names. */
  figures: readonly NamedBlock[];
  demo: Demo;
}

export function searchPage(c: Context<AppEnv>, sought: SearchLookup, { nothing, figures, demo }: SearchExtras) {
  const { address, result } = sought;
  const path = changed(searchPath(), address, { page: address.page });
  const title = address.q ? searchWords.titleOf(address.q) : searchWords.titleFiltered;
  const alternates = [
    ...feedAlternates(feedOf(address), searchWords.feed),
    { path: jsonOf(address), type: "application/json", title: searchWords.json },
    { path: tableOf(address), type: "text/csv", title: searchWords.table },
  ];
  const isClose = result.hits.length > 0;
  const body = (
    <>
      <div class="head">
        {!nothing && <h1 class="hide">{title}</h1>}
        <Box address={address} />
        {result.notices.length > 0 && (
          <ul class="hint notices">
            {result.notices.map((notice) => (
              <li>{notice}</li>
            ))}
          </ul>
        )}
        <UnderstoodLines sought={sought} />
      </div>
      <NamedFigures blocks={figures} />
      {nothing && (isClose ? <ClosestLead sought={sought} /> : <NothingLead sought={sought} />)}
      {nothing && !isClose && <NothingFound sought={sought} nothing={nothing} />}
      {(result.hits.length > 0 || hasFacets(address)) && <Results sought={sought} />}
      {nothing && isClose && <NothingFound sought={sought} nothing={nothing} />}
    </>
  );
  const unlisted = path.length > LONGEST_CITED || nothing !== null;
  return page(c, { title, path, section: "search", alternates, unlisted, demo }, body);
}

interface BoxProps {
  address: SearchAddress;
  labelled?: boolean;
  describedBy?: string;
}

/** The check boxes of the facets belong to this form too, so that box and limits are sent together. */
const Box = ({ address, labelled, describedBy }: BoxProps) => (
  <form class="ask" role="search" action={searchPath()} id={FORM}>
    <label for="q" class={labelled ? "hide" : undefined}>
      {searchWords.label}
    </label>
    <div>
      <input
        type="search"
        id="q"
        name="q"
        value={address.q}
        autocomplete="off"
        spellcheck={false}
        aria-describedby={describedBy}
      />
      <button class="btn" type="submit">
        {searchWords.search}
      </button>
    </div>
    {address.sort && <input type="hidden" name="sort" value={address.sort} />}
    {address.plain.map((kind) => (
      <input type="hidden" name="plain" value={kind} />
    ))}
  </form>
);

function Results({ sought }: { sought: SearchLookup }) {
  const { address, result } = sought;
  const exact = result.hits.filter((hit) => hit.tier === "exact");
  const partial = result.hits.filter((hit) => hit.tier === "partial");
  const told = sought.query.pieces.length > 0 ? searchWords.exactHint(result) : searchWords.filterOnlyHint(result);
  return (
    <div class="side" id={RESULTS}>
      <FacetPanel sought={sought} formId={FORM} />
      <div class="stack">
        <LimitsAndOrder sought={sought} />
        {exact.length > 0 && <Tier id="exact" title={searchWords.exact} hint={told} hits={exact} query={address.q} />}
        {partial.length > 0 && (
          <Tier
            id="partial"
            title={searchWords.partial}
            hint={searchWords.partialHint(result.partial)}
            hits={partial}
            query={address.q}
          />
        )}
        <Paging
          page={result.page}
          size={result.size}
          total={result.total + result.partial}
          href={(n) => changed(searchPath(), address, { page: n === 1 ? "" : String(n) })}
        />
        <p class="row hint">
          <span>
            {countInWords(result)}，{searchWords.took(result.took_ms)}
          </span>
          <span class="row end screen">
            {searchWords.forms}
            <a href={followSearchPath(feedOf(address).query)}>{searchWords.feed}</a>
            <a href={jsonOf(address)}>{searchWords.json}</a>
            <a href={tableOf(address)}>{searchWords.table}</a>
          </span>
        </p>
      </div>
    </div>
  );
}

interface TierProps {
  id: string;
  title: string;
  hint: string;
  hits: readonly SearchHit[];
  query: string;
}

const Tier = ({ id, title, hint, hits, query }: TierProps) => (
  <section class="rule" aria-labelledby={id}>
    <h2 id={id}>
      <span class="whole">{title}</span> <small class="whole">{hint}</small>
    </h2>
    <HitList hits={hits} query={query} />
  </section>
);

const feedOf = (address: SearchAddress) => ({
  base: searchFeedBase(),
  query: changed("", address, { sort: "", size: "" }),
});
const jsonOf = (address: SearchAddress) => changed(searchApiPath(), address, { page: address.page });
const tableOf = (address: SearchAddress) => changed(searchTablePath(), address, { size: "" });
