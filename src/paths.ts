/** The forms of a slug and a year in an address. */
export const SLUG = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;
export const YEAR = /^\d{4}$/;

/** Every public address, a contract: never changed, never reused. Arguments are slugs and numbers, already valid. */
const revisionPart = (revision: number | undefined) => (revision === undefined ? "" : `/r${revision}`);

export const homePath = () => "/";
export const bureausPath = () => "/bureaus";
export const bureauPath = (bureau: string) => `/bureaus/${bureau}`;
export const yearsPath = () => "/years";
export const yearPath = (year: number) => `/years/${year}`;
export const reportPath = (bureau: string, year: number, revision?: number) =>
  `/reports/${bureau}/${year}${revisionPart(revision)}`;
export const sectionPath = (bureau: string, year: number, section: string, revision?: number) =>
  `${reportPath(bureau, year, revision)}/${section}`;
export const paragraphPath = (bureau: string, year: number, section: string, anchor: string, revision?: number) =>
  `${sectionPath(bureau, year, section, revision)}#p-${anchor}`;
export const revisionsPath = (bureau: string, year: number) => `/reports/${bureau}/${year}/revisions`;
export const diffPath = (bureau: string, year: number, from: number, to: number) =>
  `/reports/${bureau}/${year}/diff/${from}..${to}`;
export const originalPath = (bureau: string, year: number, revision?: number) =>
  `${reportPath(bureau, year, revision)}/original`;
export const importNotesPath = (bureau: string, year: number, revision: number) =>
  `${reportPath(bureau, year, revision)}/notes`;
export const figuresPath = (bureau: string, year: number, revision?: number) =>
  `${reportPath(bureau, year, revision)}/figures`;
export const figuresTablePath = (bureau: string, year: number, revision?: number) =>
  `${figuresPath(bureau, year, revision)}.csv`;
/** One table of a report by the anchor of its paragraph. */
export const tablePath = (bureau: string, year: number, anchor: string, revision?: number) =>
  `${reportPath(bureau, year, revision)}/tables/${anchor}.csv`;
export const figuresApiPath = (bureau: string, year: number) => `/api/v1/reports/${bureau}/${year}/figures`;
/** One stated figure across bureaus and years. */
export const indicatorsPath = () => "/indicators";
export const indicatorPath = (slug: string) => `/indicators/${slug}`;
export const bureauIndicatorsPath = (bureau: string) => `/bureaus/${bureau}/indicators`;
export const indicatorApiPath = (slug: string) => `/api/v1/indicators/${slug}`;
/** The list of places at which reports were used or discussed. */
export const pressPath = () => "/press";
export const newPressPath = () => "/press/new";
/** Everything that can be followed, and how. */
export const followPath = (query = "") => `/follow${query}`;
/** `query`: of a search's address, with its question mark. */
export const followSearchPath = (query: string) =>
  followPath(`?${new URLSearchParams({ kind: "search", target: query.slice(1) }).toString()}`);
/** Feeds without the ending of their format, which is `.atom` or `.json`. */
export const feedBase = () => "/feeds/all";
export const bureauFeedBase = (bureau: string) => `/feeds/${bureau}`;
/** One standard section, of all bureaus. */
export const sectionFeedBase = (standard: string) => `/feeds/sections/${standard}`;
export const indicatorFeedBase = (slug: string) => `/feeds/indicators/${slug}`;
export const feedbackFeedBase = () => "/feeds/feedback";
/** One published feedback by its number. */
export const caseFeedBase = (id: number) => `/feeds/feedback/${id}`;
export const pressFeedBase = () => "/feeds/press";
export const searchFeedBase = () => "/search";
export const sitemapPath = (part?: number) => (part === undefined ? "/sitemap.xml" : `/sitemap-${part}.xml`);
export const robotsPath = () => "/robots.txt";
export const openapiPath = () => "/api/v1/openapi.json";
export const apiReferencePath = () => "/api";
export const searchPath = (query?: string) =>
  query === undefined ? "/search" : `/search?q=${encodeURIComponent(query)}`;
export const searchTablePath = () => "/search.csv";
export const searchApiPath = () => "/api/v1/search";
export const openSearchPath = () => "/opensearch.xml";
/** The whole public archive as files; what each holds is in the package. */
export const dataPath = () => "/data";
export const dataPackagePath = () => "/data/datapackage.json";
export const dataCatalogPath = () => "/data/dcat.jsonld";
export const dataSumsPath = () => "/data/SHA256SUMS";
export const dataChangesPath = () => "/data/changes.json";
/** Named by what it holds: never another text under the same name. */
export const dataFilePath = (name: string) => `/data/files/${name}`;
/** For assistants: tools over the Model Context Protocol, and a map of the site. */
export const mcpPath = () => "/mcp";
export const llmsPath = () => "/llms.txt";
/** The same standard section of up to four reports, side by side. */
export const comparePath = (section?: string, reports: readonly { bureau: string; year: number }[] = []) => {
  if (section === undefined) return "/compare";
  return `/compare?section=${section}${reports.map(({ bureau, year }) => `&report=${bureau}/${year}`).join("")}`;
};
/** A hit of a search: its paragraph, with the query marked in the text. */
export const markedPath = (sectionAddress: string, query: string, anchor: string | null) =>
  `${sectionAddress}${query === "" ? "" : `?mark=${encodeURIComponent(query)}`}${anchor === null ? "" : `#p-${anchor}`}`;

/** A piece for other people's pages: the address of a report, a section, a paragraph or an indicator below `/embed`. */
export const embedPath = (path: string) => `/embed${path}`;
/** One paragraph by an address that reaches the server whole. Frozen, because a quotation stays as it was. */
export const passagePath = (bureau: string, year: number, section: string, anchor: string, revision?: number) =>
  `${sectionPath(bureau, year, section, revision)}/p/${anchor}`;
/** Sets the height of such pieces on the page that shows them. */
export const embedScriptPath = () => "/embed.js";
export const oembedPath = (url?: string) =>
  url === undefined ? "/oembed" : `/oembed?url=${encodeURIComponent(url)}&format=json`;

/** Leads to the revision of a report or section that was in force at a moment (RFC 7089). */
export const timegatePath = (path: string) => `/timegate${path}`;
/** Lists them all. */
export const timemapPath = (path: string) => `/timemap${path}`;

/** Words that a section slug may not take, because an address below a report already uses them. */
export const RESERVED_SECTION_SLUGS = [
  "revisions",
  "diff",
  "original",
  "proof",
  "notes",
  "feedback",
  "figures",
  "tables",
];
/** The address of another form of a report or section. */
export const formatPath = (path: string, format: "json" | "md" | "txt" | "bib" | "ris" | "csl.json") =>
  `${path}.${format}`;
export const healthPath = () => "/healthz";
export const faviconPath = () => "/favicon.svg";
/** Takes `size` (长辈版) or `theme`, then returns to `back`. */
export const displayPath = () => "/display";
/** The address of a page of this site as a QR code. */
export const qrPagePath = (of: string) => `/qr?of=${encodeURIComponent(of)}`;
export const securityTxtPath = () => "/.well-known/security.txt";
export const accessibilityPath = () => "/accessibility";
/** Who runs the site. */
export const aboutPath = () => "/about";
export const logoPath = () => "/logo";
export const faviconIcoPath = () => "/favicon.ico";
export const touchIconPath = () => "/apple-touch-icon.png";
/** The picture that goes with a link to a report. */
export const reportCardPath = (bureau: string, year: number, revision: number) =>
  `${reportPath(bureau, year, revision)}/card.png`;
/** The picture that goes with any other link. */
export const cardPath = () => "/card.png";
export const ledgerPath = (before?: number) => (before === undefined ? "/ledger" : `/ledger?before=${before}`);
export const ledgerCheckpointPath = () => "/ledger/checkpoint";
/** The newest checkpoint that witnesses cosigned. */
export const ledgerCosignedPath = () => "/ledger/cosigned";
export const ledgerKeyPath = () => "/ledger/key";
export const ledgerEntryPath = (index: number) => `/ledger/entries/${index}`;
export const ledgerEntryProofPath = (index: number) => `${ledgerEntryPath(index)}/proof`;
/** The canonical text whose hash the entry states. */
export const ledgerEntryTextPath = (index: number) => `${ledgerEntryPath(index)}/text`;
export const proofPath = (bureau: string, year: number, revision?: number) =>
  `${reportPath(bureau, year, revision)}/proof`;
export const feedbackRegisterPath = () => "/feedback";
export const feedbackApiPath = (id: string) => `/api/v1/feedback/${encodeURIComponent(id)}`;
export const feedbackPath = (id: number) => `/feedback/${id}`;
/** To say that one met the same. */
export const supportPath = (id: number) => `/feedback/${id}/support`;
/** The deadline of a published feedback, for a calendar. */
export const deadlinePath = (id: number) => `/feedback/${id}/deadline.ics`;
export const feedbackStatusPath = () => "/feedback/status";
export const feedbackStatisticsPath = () => "/feedback/statistics";
export const privacyPath = () => "/feedback/privacy";

/** All that was published about a report or one of its sections. */
export const feedbackAboutPath = (bureau: string, year: number, section?: string) =>
  `/feedback?report=${bureau}.${year}${section === undefined ? "" : `&section=${section}`}`;

/** The form; it shows what it is about. */
export function newFeedbackPath(about: {
  bureau?: string;
  year?: number;
  revision?: number;
  section?: string;
  anchor?: string;
  /** The values that the form begins with. */
  kind?: string;
  text?: string;
}) {
  const query = new URLSearchParams(Object.entries(about).map(([name, value]) => [name, String(value)])).toString();
  return query ? `/feedback/new?${query}` : "/feedback/new";
}
