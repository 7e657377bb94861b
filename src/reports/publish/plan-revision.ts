import type { Ctx } from "../../ctx.ts";
import { AppError } from "../../errors.ts";
import type { ParsedReport } from "../../ingest/document.ts";
import { revisionText } from "../../ledger/revision-text.ts";
import { sha256Hex } from "../../sha256.ts";
import { bureauSlugs, nameForms, requireBureauName, requireBureauSlug } from "../bureau.ts";
import { freeSlugs, type NewBureau } from "./bureau-store.ts";
import { importPinyin } from "../../pinyin/pinyin.ts";
import * as store from "./publish-store.ts";
import { selectSections } from "../read-store.ts";
import type { Section } from "../report.ts";
import { composeSections } from "./revision.ts";

/** The change that publishing a file would make to the archive as it stands now. */
export interface RevisionPlan {
  bureau: string;
  bureauName: string;
  newBureau: NewBureau | null;
  number: number;
  previousRevisionId: number | null;
  /** The file was published before, as revision `number`: a folder of old and new editions may be imported again. */
  unchanged: boolean;
  sections: Section[];
  /** Those of the revision that this one replaces. */
  earlier: Section[];
}

/** The revision to be published from a file. */
export interface Proposal {
  parsed: ParsedReport;
  /** The slug the publisher named, if any. */
  bureau: string | undefined;
  year: number;
  fileSha256: string;
  /** Somebody looked at the text, and may have corrected how the file was read: a file may come again with another text. */
  edited?: boolean;
}

/** Throws `invalid` or `conflict` if bureau and file do not fit. */
export async function planRevision(ctx: Ctx, proposal: Proposal): Promise<RevisionPlan> {
  const { parsed, bureau: given, year, fileSha256 } = proposal;
  const state = await findBureau(ctx, parsed, given, year, fileSha256);
  if (state?.status === "withdrawn")
    throw new AppError("conflict", `${state.name}${year}年度报告已撤回，不能直接发布新版。请先恢复，再发布更正。`);
  const earlier = state?.revisionId ? await selectSections(ctx.db, state.revisionId) : [];
  const pinyin = await importPinyin();
  const sections = composeSections(parsed, earlier, pinyin);
  const unchanged = proposal.edited ? isCurrentText(state, parsed, sections) : Boolean(state?.sameFile);
  const newBureau = state ? null : await composeBureau(ctx, parsed, given, pinyin);
  return {
    bureau: state?.slug ?? newBureau?.slug ?? "",
    bureauName: state?.name ?? newBureau?.name ?? "",
    newBureau,
    number: unchanged ? (state?.sameFile ?? 0) : (state?.revision ?? 0) + 1,
    previousRevisionId: state?.revisionId ?? null,
    unchanged,
    sections,
    earlier,
  };
}

const isCurrentText = (state: store.PublishState | undefined, parsed: ParsedReport, sections: readonly Section[]) =>
  state !== undefined &&
  state.sameFile === state.revision &&
  state.textSha256 === sha256Hex(revisionText(parsed.title, sections));

async function findBureau(ctx: Ctx, parsed: ParsedReport, given: string | undefined, year: number, fileSha256: string) {
  const bySlug = given
    ? await store.loadPublishState(ctx.db, { slug: requireBureauSlug(given) }, year, fileSha256)
    : undefined;
  if (!parsed.bureau) {
    if (bySlug) return bySlug;
    throw new AppError(
      "invalid",
      given
        ? `没有代号为 ${given} 的单位，文件里也没有写单位全称，无法新建。请核对代号，或在文件首页写明单位全称。`
        : "没有从文件中读到单位名称。请在首页写明单位全称（例如“某某公司某某局2023年度社会责任报告”），或指定单位（--bureau）。",
      "bureau",
    );
  }
  const byName = await store.loadPublishState(
    ctx.db,
    { names: nameForms(requireBureauName(parsed.bureau)) },
    year,
    fileSha256,
  );
  if (bySlug && bySlug.bureauId !== byName?.bureauId)
    throw new AppError(
      "conflict",
      `文件封面写的单位是“${parsed.bureau}”，与指定的“${bySlug.name}”（${bySlug.slug}）不一致。请核对文件；单位确已更名的，请管理员先登记新名称。`,
      "bureau",
    );
  if (given && !bySlug && byName)
    throw new AppError(
      "conflict",
      `“${byName.name}”的代号是 ${byName.slug}，不是 ${given}。请改用 ${byName.slug}。`,
      "bureau",
    );
  return byName;
}

async function composeBureau(
  ctx: Ctx,
  parsed: ParsedReport,
  given: string | undefined,
  pinyin: (text: string) => string[],
): Promise<NewBureau> {
  const name = requireBureauName(parsed.bureau ?? "");
  const shortName = parsed.shortName ? requireBureauName(parsed.shortName) : name;
  const [slug] = await freeSlugs(ctx.db, given ? [given] : bureauSlugs(shortName, pinyin));
  if (!slug) throw new AppError("conflict", "这个单位代号已被占用。请另选一个（--bureau）。", "bureau");
  return { slug, name, shortName, aliases: [], demo: isDemonstration(parsed) };
}

const isDemonstration = (parsed: ParsedReport) =>
  `${parsed.title}${JSON.stringify(parsed.sections.slice(0, 2))}${JSON.stringify(parsed.notes)}`.includes("演示数据");
