import { STANDARD_OUTLINE, standardCandidates, standardSection } from "../ingest/signs/standard-outline.ts";
import { yearText } from "../fields.ts";
import { bureauCore, nameForms } from "../reports/bureau.ts";
import { SLUG, YEAR } from "../paths.ts";
import { BUREAU_TRAITS, type BureauTrait, traitLabels } from "../reports/traits.ts";
import type { Bureau, Catalog } from "./catalog.ts";
import { foldText } from "./text/fold.ts";

/** The attributes of a section beside its text, by their name in Meilisearch's documents. */
export const PROPERTIES = {
  bureau: { token: (id: PropertyValue) => `_b${id}`, of: () => [] },
  year: { token: (year: PropertyValue) => `_y${year}`, of: ({ year }) => [year] },
  standards: {
    token: (slug: PropertyValue) => `_s${String(slug).replaceAll("-", "_")}`,
    of: ({ standards }) => standards,
  },
} as const satisfies Record<string, Property>;

interface Property {
  /** The term that stands for a value in an index of terms: begins with `_`, which folded text does not hold. */
  token: (value: PropertyValue) => string;
  /** The values of a section as its report has them. A bureau gets its number only when it is stored. */
  of: (section: { year: number; standards: readonly string[] }) => readonly PropertyValue[];
}

/** The tokens of a section, but for its bureau's. */
export const facetTokens = (section: { year: number; standards: readonly string[] }): string[] =>
  Object.values(PROPERTIES).flatMap(({ token, of }) => [...new Set(of(section).map(token))]);

export type IndexedProperty = keyof typeof PROPERTIES;
export type PropertyValue = number | string;
/** The values of a section, by property. */
export type SectionProperties = Record<IndexedProperty, readonly PropertyValue[]>;

/** A section has one of these values. */
export interface FacetFilter {
  property: IndexedProperty;
  values: readonly PropertyValue[];
}

/** Something that a search can be limited to: one record says all that parser, plan, engines, pages and API know of it. */
export interface Facet {
  /** The name of the parameter in addresses. */
  kind: string;
  label: string;
  /** Names before the colon in a query, folded; links are written with the first. */
  fields: readonly [string, ...string[]];
  property: IndexedProperty;
  /** How the values of a page are ordered. */
  order: "count" | "newest";
  /** The value that a section has by one of the property, with its label. */
  of: (value: PropertyValue, catalog: Catalog) => { value: string; label: string } | undefined;
  /** The property's values that a value of an address stands for; none for a value that does not exist. */
  find: (value: string, catalog: Catalog) => PropertyValue[];
  /** The same of the text typed after the field's name. */
  findTyped: (text: string, catalog: Catalog) => PropertyValue[];
  /** Why the text typed after the field's name is no filter, if it is none. */
  misread?: (text: string) => string | undefined;
  /** The message about a value that does not exist. */
  unknown: (value: string) => string;
  /** The same of the typed text; null if it is searched for in headings instead. */
  unknownTyped: (text: string) => string | null;
  /** Why an address or a request with this value is refused. */
  refuse?: (value: string) => string | undefined;
  /** The same, of the API alone: pages say `unknown`. */
  refuseInApi?: (value: string) => string | undefined;
  /** By what names a bureau's value is known in running text; loosely: by what people make of its name. */
  namesOf?: (bureau: Bureau) => { name: string; value: string; loose?: boolean }[];
  /** The label of a value that was chosen. */
  labelOf: (value: string, catalog: Catalog) => string;
  /** Which values the API takes, for its document. */
  values?: { pattern?: string; enum?: string[] };
  /** How the API's reference names its values. */
  describe: string;
  /** On the page that found nothing: without this facet, and with its nearest value. */
  lifted: string;
  nearest: (label: string) => string;
}

const shown = (text: string, longest: number) => text.slice(0, longest);
const FIRST_YEAR = 1990;
const LAST_YEAR = 2100;
const YEARS = /^(\d{4})(?:年)?(?:[-–—~～至到](\d{4})(?:年)?)?$/u;

const bureau = {
  kind: "bureau",
  label: "单位",
  fields: ["单位"],
  property: "bureau",
  order: "count",
  of: (id, { bureaus }) => {
    const found = bureaus.find((each) => each.id === Number(id));
    return found && { value: found.slug, label: found.shortName };
  },
  find: (slug, { bureaus }) => bureaus.filter((each) => each.slug === slug).map(({ id }) => id),
  findTyped: bureausNamed,
  unknown: (slug) => `没有代号为“${shown(slug, 60)}”的单位。`,
  unknownTyped: (name) => `没有找到名称含“${shown(name, 40)}”的单位。`,
  refuseInApi: (slug) => (SLUG.test(slug) ? undefined : `没有代号为“${shown(slug, 60)}”的单位`),
  namesOf: ({ names, slug, shortName }) => [
    ...names.map((name) => ({ name, value: slug })),
    ...looseNames([...names, foldText(shortName)]).map((name) => ({ name, value: slug, loose: true })),
  ],
  labelOf: (slug, { bureaus }) => bureaus.find((each) => each.slug === slug)?.shortName ?? slug,
  values: { pattern: SLUG.source },
  describe: "单位代号",
  lifted: "不限单位",
  nearest: (label) => `这些词写得最多的单位是${label}`,
} as const satisfies Facet;

const year = {
  kind: "year",
  label: "年度",
  fields: ["年", "年份", "年度"],
  property: "year",
  order: "newest",
  of: (value) => ({ value: String(value), label: `${value} 年` }),
  find: (value) => [Number(value)],
  findTyped: yearsIn,
  misread: (text) =>
    YEARS.test(text.normalize("NFKC"))
      ? undefined
      : `“年:”后面要写年份，例如 年:2019 或 年:2016-2019；“${shown(text, 20)}”按普通文字搜索。`,
  unknown: () => "",
  unknownTyped: () => "",
  refuse: (value) => yearText.safeParse(value).error?.issues[0]?.message,
  labelOf: (value) => `${value}年`,
  values: { pattern: YEAR.source },
  describe: "年度",
  lifted: "不限年度",
  nearest: (label) => `最近的年度是${label}`,
} as const satisfies Facet;

const section = {
  kind: "section",
  label: "标准章节",
  fields: ["章节"],
  property: "standards",
  order: "count",
  of: (slug) => ({ value: String(slug), label: standardSection(String(slug))?.name ?? String(slug) }),
  find: (slug) => (standardSection(slug) ? [slug] : []),
  findTyped: (name) => {
    const bySlug = standardSection(name.normalize("NFKC").toLowerCase());
    return bySlug ? [bySlug.slug] : standardCandidates(foldText(name)).map(({ slug }) => slug);
  },
  unknown: (slug) => `没有代号为“${shown(slug, 60)}”的标准章节。`,
  unknownTyped: () => null,
  refuseInApi: (slug) => (standardSection(slug) ? undefined : "没有这个标准章节的代号"),
  labelOf: (slug) => standardSection(slug)?.name ?? slug,
  values: { enum: STANDARD_OUTLINE.map(({ slug }) => slug) },
  describe: "标准章节代号",
  lifted: "不限章节",
  nearest: (label) => `见于${label}`,
} as const satisfies Facet;

/** A facet that all reports of a bureau share: the index knows the bureau, so a changed value shows at once. */
const ofTrait = (kind: BureauTrait) => {
  const label = traitLabels[kind];
  return {
    kind,
    label,
    fields: [label],
    property: "bureau",
    order: "count",
    of: (id, { bureaus }) => {
      const value = bureaus.find((each) => each.id === Number(id))?.[kind];
      return value ? { value, label: value } : undefined;
    },
    find: (value, catalog) => idsWith(catalog, (each) => each[kind] === value),
    findTyped: (text, catalog) => {
      const asked = foldText(text);
      const exact = idsWith(catalog, (each) => foldText(each[kind] ?? "") === asked);
      return exact.length > 0 || asked === ""
        ? exact
        : idsWith(catalog, (each) => foldText(each[kind] ?? "").includes(asked));
    },
    unknown: (value) => `没有${label}为“${shown(value, 40)}”的单位。`,
    unknownTyped: (value) => `没有${label}为“${shown(value, 40)}”的单位。`,
    namesOf: ({ [kind]: value }) => (value ? [{ name: value, value }] : []),
    labelOf: (value) => value,
    describe: `单位的${label}`,
    lifted: `不限${label}`,
    nearest: (value) => `写得最多的${label}是${value}`,
  } as const satisfies Facet;
};

const RECORDS = [bureau, year, section, ...BUREAU_TRAITS.map(ofTrait)] as const satisfies readonly Facet[];

export type FacetKind = (typeof RECORDS)[number]["kind"];

export type KindOfFacet = Facet & { kind: FacetKind };

/** In the order in which they are shown. */
export const FACETS: readonly KindOfFacet[] = RECORDS;
export const FACET_KINDS: readonly FacetKind[] = RECORDS.map(({ kind }) => kind);

/** The chosen values of each kind; a kind that is left out is not limited. */
export type FacetChoice = Partial<Record<FacetKind, readonly string[]>>;

/** A limit that stands in the words of a query. */
export interface TakenFacet {
  kind: FacetKind;
  /** As addresses have them. */
  values: string[];
  /** The typed text. */
  text: string;
  label: string;
}

/** Something for each kind. */
export const forEachFacet = <T>(make: (facet: KindOfFacet) => T): Record<FacetKind, T> =>
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- has every kind by construction
  Object.fromEntries(FACETS.map((facet) => [facet.kind, make(facet)])) as Record<FacetKind, T>;

/** The values of a facet that a section has. */
export const valuesOf = (facet: Facet, properties: SectionProperties, catalog: Catalog) =>
  new Map(
    properties[facet.property].flatMap((value) => {
      const entry = facet.of(value, catalog);
      return entry ? [[entry.value, entry.label] as const] : [];
    }),
  );

/** 示例市东湖电信局: 东湖电信局, 东湖电信, 东湖局, 电信局. A core alone, 东湖, may be a place: it counts as a word of its own only. */
function looseNames(names: readonly string[]): string[] {
  const own = names
    .flatMap((name) => [...nameForms(name), name.replace(PARENT, "")])
    .map((name) => name.replace(PLACE, ""));
  const cores = own.flatMap((name) => (name.endsWith("局") ? [`${bureauCore(name)}局`] : []));
  const trades = own.flatMap((name) => [name.replace(BODY, ""), name.replace(/^\p{Script=Han}{2}(?=.{3}$)/u, "")]);
  return [...new Set([...own, ...cores, ...trades])].filter(
    (name) => Array.from(name).length > 2 && !names.includes(name),
  );
}

/** The company that it is a part of: 示例电信股份有限公司东湖电信局 */
const PARENT = /^.*公司(?=.{4})/u;
/** The kind of body, dropped if a place and a trade are left: 东湖电信. */
const BODY = /(?<=^\p{Script=Han}{4,5})(?:局|公司|集团|中心)$/u;
const PLACE = /^(?:\p{Script=Han}{2,3}(?:省|市|自治区)|上海|北京|天津|重庆)(?=.{3})/u;

function idsWith({ bureaus }: Catalog, is: (bureau: Bureau) => boolean): number[] {
  return bureaus.filter(is).map(({ id }) => id);
}

function bureausNamed(name: string, catalog: Catalog): number[] {
  const wanted = foldText(name);
  if (wanted === "") return [];
  const exact = idsWith(catalog, ({ slug, names }) => slug === wanted || names.includes(wanted));
  return exact.length > 0 ? exact : idsWith(catalog, ({ names }) => names.some((each) => each.includes(wanted)));
}

function yearsIn(text: string): number[] {
  const [, first, last = first] = YEARS.exec(text.normalize("NFKC")) ?? [];
  const ends = [Number(first), Number(last)];
  const years: number[] = [];
  const to = Math.min(Math.max(...ends), LAST_YEAR);
  for (let each = Math.max(Math.min(...ends), FIRST_YEAR); each <= to; each++) years.push(each);
  return years;
}
