import { auditEntry } from "../../audit/store.ts";
import type { Ctx } from "../../ctx.ts";
import { bumpArchiveVersion } from "../../db/archive-version.ts";
import { isOvertaken } from "../../db/broken-constraint.ts";
import { commit } from "../../db/client.ts";
import { AppError } from "../../errors.ts";
import { bureauPath } from "../../paths.ts";
import { refreshCatalog } from "../../search/fts5/index-report.ts";
import { requirePublisher } from "../../staff/permission.ts";
import { followRename } from "../../staff/people.ts";
import { requireBureauName, requireBureauSlug } from "../bureau.ts";
import { type BureauTrait, forEachTrait, requireTrait } from "../traits.ts";
import { bureauBySlug, bureauWithName, freeSlugs, renameBureau } from "./bureau-store.ts";

export interface BureauChange extends Partial<Record<BureauTrait, string | null | undefined>> {
  slug?: string | undefined;
  name?: string | undefined;
  shortName?: string | undefined;
  /** Further names under which its reports may arrive; added to those it has. */
  aliases?: string[] | undefined;
}

const MOST_ALIASES = 20;

/**
 * Renames a bureau, or changes its region and sector. Its former slug redirects for ever; its former name still finds it. Throws
 * `not_found`, `conflict`, `invalid`.
 */
export async function changeBureau(ctx: Ctx, slug: string, change: BureauChange) {
  const actor = requirePublisher(ctx, slug);
  const bureau = await bureauBySlug(ctx.db, slug);
  if (!bureau) throw new AppError("not_found", `没有代号为 ${slug} 的单位。`);
  const next = {
    slug: change.slug === undefined ? bureau.slug : requireBureauSlug(change.slug, "slug"),
    name: change.name === undefined ? bureau.name : requireBureauName(change.name, "name"),
    shortName: change.shortName === undefined ? bureau.shortName : requireBureauName(change.shortName, "shortName"),
    aliases: [
      ...new Set([...bureau.aliases, ...(change.aliases ?? []).map((alias) => requireBureauName(alias, "aliases"))]),
    ],
    ...forEachTrait((trait) => (change[trait] === undefined ? bureau[trait] : requireTrait(trait, change[trait]))),
  };
  if (next.name !== bureau.name) next.aliases = [...new Set([...next.aliases, bureau.name])];
  if (next.aliases.length > MOST_ALIASES) throw new AppError("invalid", `别名最多${MOST_ALIASES}个。`, "aliases");
  if (next.slug !== bureau.slug && (await freeSlugs(ctx.db, [next.slug])).length === 0)
    throw new AppError("conflict", `代号 ${next.slug} 已被使用，或曾属于别的单位。请另选一个。`, "slug");
  const names = [next.name, ...next.aliases];
  if (await bureauWithName(ctx.db, names, bureau.id))
    throw new AppError("conflict", "这些名称中有一个已属于别的单位。请核对。", "name");
  const writes = [
    ...renameBureau(ctx.db, bureau, next),
    ...followRename(ctx.db, bureau.slug, next.slug),
    refreshCatalog(ctx.db),
    bumpArchiveVersion(ctx.db),
    auditEntry(ctx.db, {
      at: ctx.now().toISOString(),
      actor,
      action: "bureau.changed",
      subject: bureauPath(next.slug),
      detail: { from: bureau.slug, to: next.slug, name: next.name, ...forEachTrait((trait) => next[trait]) },
    }),
  ];
  try {
    await commit(ctx.db, writes);
  } catch (error) {
    if (!isOvertaken(error)) throw error;
    throw new AppError("conflict", "这个单位的代号或名称刚刚在别处改过，这次没有保存。请看过现在的样子再改。", "slug");
  }
  return next;
}
