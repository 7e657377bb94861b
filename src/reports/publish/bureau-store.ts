import { eq, sql } from "drizzle-orm";
import type { Database, Statement } from "../../db/client.ts";
import { bureaus } from "../schema.ts";
import type { BureauTraits } from "../traits.ts";

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

const { id, slug, name, shortName, aliases, region, sector } = bureaus;

export const bureauBySlug = (db: Database, wanted: string): Promise<BureauRow | undefined> =>
  db.select({ id, slug, name, shortName, aliases, region, sector }).from(bureaus).where(eq(slug, wanted)).get();

/** A bureau other than `self` that goes by one of the names. */
export const bureauWithName = (db: Database, names: readonly string[], self: number) =>
  db.get<{ id: number } | undefined>(
    sql`SELECT n.bureau_id AS id FROM json_each(${JSON.stringify(names)}) j
        JOIN bureau_names n ON n.name = j.value WHERE n.bureau_id <> ${self} LIMIT 1`,
  );

/** Those of the slugs that no bureau has or ever had. */
export async function freeSlugs(db: Database, slugs: readonly string[]): Promise<string[]> {
  const taken = await db.all<{ slug: string }>(
    sql`SELECT j.value AS slug FROM json_each(${JSON.stringify(slugs)}) j
        WHERE EXISTS (SELECT 1 FROM bureaus b WHERE b.slug = j.value)
           OR EXISTS (SELECT 1 FROM former_slugs f WHERE f.slug = j.value)`,
  );
  const known = new Set(taken.map((row) => row.slug));
  return slugs.filter((slug) => !known.has(slug));
}

const insertNames = (db: Database, slug: string, names: readonly string[]): Statement =>
  db.run(
    sql`INSERT INTO bureau_names (name, bureau_id)
        SELECT DISTINCT j.value, b.id FROM json_each(${JSON.stringify(names)}) j JOIN bureaus b ON b.slug = ${slug}
        WHERE true ON CONFLICT (name) DO NOTHING`,
  );

/** Statements for a bureau seen for the first time. The unique slug and name settle races. */
export function insertBureau(db: Database, bureau: NewBureau, at: string): Statement[] {
  return [
    db.run(
      sql`INSERT INTO bureaus (slug, name, short_name, aliases, demo, created_at)
          VALUES (${bureau.slug}, ${bureau.name}, ${bureau.shortName}, ${JSON.stringify(bureau.aliases)},
                  ${bureau.demo ? 1 : 0}, ${at})`,
    ),
    insertNames(db, bureau.slug, [bureau.name, ...bureau.aliases]),
  ];
}

export function renameBureau(db: Database, from: BureauRow, to: Omit<NewBureau, "demo"> & BureauTraits): Statement[] {
  const moved =
    from.slug === to.slug
      ? []
      : [db.run(sql`INSERT INTO former_slugs (slug, bureau_id) VALUES (${from.slug}, ${from.id})`)];
  return [
    ...moved,
    db.update(bureaus).set(to).where(eq(id, from.id)),
    insertNames(db, to.slug, [to.name, ...to.aliases]),
  ];
}
