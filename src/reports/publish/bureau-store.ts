import { eq, exists, ne, or, sql } from "drizzle-orm";
import type { Database, Statement } from "../../db/client.ts";
import { columnList, jsonEach } from "../../db/json-each.ts";
import { bureauNames, bureaus, formerSlugs } from "../schema.ts";
import { type BureauTraits, forEachTrait } from "../traits.ts";

export interface BureauRow extends BureauTraits {
  id: number;
  slug: string;
  name: string;
  shortName: string;
  aliases: string[];
}

export interface NewBureau {
  slug: string;
  name: string;
  shortName: string;
  aliases: string[];
  demo: boolean;
}

const { id, slug, name, shortName, aliases } = bureaus;
const traits = forEachTrait((trait) => bureaus[trait]);

export const bureauBySlug = (db: Database, wanted: string): Promise<BureauRow | undefined> =>
  db
    .select({ id, slug, name, shortName, aliases, ...traits })
    .from(bureaus)
    .where(eq(slug, wanted))
    .get();

/** A bureau other than `self` that goes by one of the names. */
export const bureauWithName = (db: Database, names: readonly string[], self: number) =>
  db
    .select({ id: bureauNames.bureauId })
    .from(jsonEach(names))
    .innerJoin(bureauNames, sql`${bureauNames.name} = j.value`)
    .where(ne(bureauNames.bureauId, self))
    .limit(1)
    .get();

/** The slugs among these that no bureau has or ever had. */
export async function freeSlugs(db: Database, slugs: readonly string[]): Promise<string[]> {
  const one = { one: sql`1` };
  const present = db
    .select(one)
    .from(bureaus)
    .where(sql`${bureaus.slug} = j.value`);
  const former = db
    .select(one)
    .from(formerSlugs)
    .where(sql`${formerSlugs.slug} = j.value`);
  const taken = await db
    .select({ slug: sql<string>`j.value` })
    .from(jsonEach(slugs))
    .where(or(exists(present), exists(former)))
    .all();
  const known = new Set(taken.map((row) => row.slug));
  return slugs.filter((each) => !known.has(each));
}

const insertNames = (of: string, names: readonly string[]): Statement =>
  sql`INSERT INTO ${bureauNames} (${columnList(bureauNames.name, bureauNames.bureauId)})
    SELECT DISTINCT j.value, ${bureaus.id} FROM ${jsonEach(names)} JOIN ${bureaus} ON ${bureaus.slug} = ${of}
    WHERE true ON CONFLICT DO NOTHING`;

/** Statements for a bureau seen for the first time. The unique slug and name settle races. */
export const insertBureau = (db: Database, bureau: NewBureau, at: string): Statement[] => [
  db.insert(bureaus).values({ ...bureau, createdAt: at }),
  insertNames(bureau.slug, [bureau.name, ...bureau.aliases]),
];

export function renameBureau(db: Database, from: BureauRow, to: Omit<NewBureau, "demo"> & BureauTraits): Statement[] {
  const moved = from.slug === to.slug ? [] : [db.insert(formerSlugs).values({ slug: from.slug, bureauId: from.id })];
  return [...moved, db.update(bureaus).set(to).where(eq(id, from.id)), insertNames(to.slug, [to.name, ...to.aliases])];
}
