import type { Ctx } from "../../ctx.ts";
import { AppError, FormerSlug } from "../../errors.ts";
import { requireBureau } from "../../reports/read.ts";
import { loadCatalog } from "../fts5/catalog-store.ts";

const MOST_LOOKED_UP = 5;

export interface KnownBureaus {
  /** As they are today: a renamed bureau is found under its former slug too. Unknown ones stay as they are. */
  slugs: string[];
  unknown: string[];
}

export async function knownBureaus(ctx: Ctx, asked: readonly string[]): Promise<KnownBureaus> {
  if (asked.length === 0) return { slugs: [], unknown: [] };
  const { bureaus } = await loadCatalog(ctx.db, []);
  const known = new Set(bureaus.map((bureau) => bureau.slug));
  let left = MOST_LOOKED_UP;
  const slugs = new Set<string>();
  for (const slug of asked) slugs.add(!known.has(slug) && left-- > 0 ? await presentSlug(ctx, slug) : slug);
  return { slugs: [...slugs], unknown: [...slugs].filter((slug) => !known.has(slug)) };
}

async function presentSlug(ctx: Ctx, slug: string): Promise<string> {
  try {
    await requireBureau(ctx, slug);
    return slug;
  } catch (error) {
    if (error instanceof FormerSlug) return error.to;
    if (error instanceof AppError && error.code === "not_found") return slug;
    throw error;
  }
}
