import type { Database } from "../db/client.ts";
import type { Catalog, HeadingOnlyYears } from "./catalog.ts";
import type { FacetChoice, FacetKind, TakenFacet } from "./facets.ts";
import type { Expansion } from "./text/lay-words.ts";

/** Kinds of facets that are not taken out of running text; words that are not put right; that are not said otherwise. */
export type LiteralPart = FacetKind | "correction" | "lay";

export type Sort = "relevance" | "newest";

/** The parts of the context that a search may touch. */
export interface SearchPorts {
  db: Database;
  now: () => Date;
  /** Goes on with work after the answer was given. */
  later?: (work: Promise<void>) => void;
}

/** Rows that were asked for before it was known that they are needed, by the question; only the engine that asked reads them. */
export type PendingReads = Map<string, Promise<unknown[]>>;

/** A valid search: `page` from 1, `size` 1–100. */
export interface SearchRequest {
  query: string;
  facets: FacetChoice;
  /** The parts of the words that are taken as they were typed. */
  plain?: readonly LiteralPart[];
  /** Read for this request just now: nothing newer has to be looked for. */
  known?: Catalog;
  /** Queries sent to the index ahead, for the search that needs the same ones. */
  reads?: PendingReads;
  /** The whole typed text, folded, if `query` is only the rest of it: for reports that use other words. */
  said?: string;
  /** At most so many candidates are judged. */
  most?: number;
  sort: Sort;
  page: number;
  size: number;
}

/** `exact`: contains every piece asked for, literally or by a synonym. `partial` (部分匹配): contains some of it. */
export type Tier = "exact" | "partial";

export interface SearchHit {
  bureau: string;
  bureauName: string;
  bureauShortName: string;
  year: number;
  revision: number;
  /** False for a hit in a superseded revision (`修订:全部`). */
  current: boolean;
  publishedAt: string;
  /** Slug of the section. */
  section: string;
  heading: string;
  /** Headings from the top of the report down to and including the section's own. */
  path: string[];
  /** Paragraph of the best passage; null when it is the heading itself. */
  anchor: string | null;
  /** HTML: matches between <mark> and </mark>, everything else escaped. */
  snippet: string;
  score: number;
  tier: Tier;
  /** Why it is here, in the order of the words asked for, then what reports say in their place. */
  matched: MatchedWord[];
}

export interface MatchedWord {
  /** As it was asked. */
  word: string;
  /** How the section says it, folded; none: it does not. */
  forms: string[];
  inHeading: boolean;
}

export interface FacetValue {
  value: string;
  label: string;
  count: number;
}

export type Facets = Record<FacetKind, FacetValue[]>;

export interface TriedPiece {
  text: string;
  /** False if the texts of earlier years were not looked through, only their headings. */
  everywhere: boolean;
  /** Sections that contain this piece alone; an estimate if it is a long one. */
  count: number;
}

export interface SearchResult {
  query: string;
  /** Hits of the exact tier, at most `MOST_COUNTED`. */
  total: number;
  /** `at_least`: the true number is higher; `about`: estimated. */
  totalIs: "exact" | "about" | "at_least";
  /** Hits of the partial tier that can be paged to, after the exact ones. */
  partial: number;
  page: number;
  size: number;
  took_ms: number;
  engine: string;
  degraded: boolean;
  /** True if an index outside the database does not hold every change yet. */
  lagging?: boolean;
  /** Null if this search looked through all text. */
  narrow: HeadingOnlyYears | null;
  hits: SearchHit[];
  facets: Facets;
  /** False if facets were counted over the best hits only. */
  facetsComplete: boolean;
  /** Chinese sentences: pieces left out of account, synonyms used. */
  notices: string[];
  /** The first hit holds the whole query unbroken. */
  whole: boolean;
  understood: QueryInterpretation;
  /** The pieces looked for, each with what it would find alone: for the page that found nothing. */
  tried: TriedPiece[];
}

/** How the words were read, beside searching for them. */
export interface QueryInterpretation {
  /** Limits that stand in the words; `applied` if these are results within them. */
  taken: TakenFacet[];
  applied: boolean;
  /** The words searched for beside them, as they could be typed. */
  rest: string;
  /** The corrections made. */
  corrected: { from: string; to: string } | null;
  /** Other words that reports use; `searched` if they were searched for, else they are an offer. */
  expanded: (Expansion & { searched: boolean })[];
}

export const MOST_COUNTED = 1000;

export interface SearchEngine {
  readonly name: string;
  /** For an engine that may fail: whether this isolate asks it (`closed`), leaves it alone, or tries it out. */
  circuit?: () => "closed" | "open" | "probing";
  search(ports: SearchPorts, request: SearchRequest): Promise<SearchResult>;
  /** Asks ahead, into `request.reads`, what the search will most likely ask first; `request.known` is a guess. */
  readAhead?: (ports: SearchPorts, request: SearchRequest) => void;
}
